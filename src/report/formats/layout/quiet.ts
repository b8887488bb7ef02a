import type { Block } from "../../view/cut.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "./finished.ts";
import type { ProblemsLayout } from "./problem-items.ts";

/** Accounts to which nothing is to be done, in one line. */
export function quietBlock(accounts: readonly string[], { view, markup }: ProblemsLayout): Block[] {
  if (accounts.length === 0) return [];
  const named = finished([view.quiet(accounts.map(markup.code).join(", ")), ""]);
  const counted = finished([view.quietAccounts(accounts.length), ""]);
  const forms = [
    { text: () => named, until: turns.quiet },
    { text: () => counted, until: Number.POSITIVE_INFINITY },
  ];
  return [{ head: "", items: [{ counts: 0, forms }], folded: () => "", foot: "" }];
}
