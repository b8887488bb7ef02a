import { expect, test } from "vitest";
import { progress } from "../../src/cli/progress.ts";

test("whether there is a terminal is asked once, however often progress is shown", () => {
  for (const isTerminal of [true, false]) {
    let asked = 0;
    let now = 0;
    const lines: string[] = [];
    const hasTerminal = () => {
      asked += 1;
      return isTerminal;
    };
    const line = progress({ hasTerminal, overwrite: (text) => lines.push(text) }, () => now);
    for (const text of ["1", "2", "3"]) {
      line.show(text);
      now += 60;
    }
    line.clear();
    expect([asked, lines]).toEqual([1, isTerminal ? ["1", "3", ""] : []]);
  }
});
