import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** Compares with the golden file `expected/NAME` of the story whose module this is. */
export function goldens(moduleUrl: string): (actual: string, name: string) => Promise<void> {
  return (actual, name) => expect(actual).toMatchFileSnapshot(fileURLToPath(new URL(`expected/${name}`, moduleUrl)));
}
