import { harmless } from "../../harmless.ts";
import { page } from "../../page.ts";

/**
 * Lines as they are printed: what makes them harmless may lengthen them, and so it is done before their length counts.
 */
export function finished(lines: readonly string[]): string {
  return harmless(page(lines));
}
