import { expect, test } from "vitest";
import { collectAfter } from "../../src/cli/engine.ts";

/** Something that nobody holds, as a plan leaves it behind. */
function leftBehind(): WeakRef<object> {
  return new WeakRef({ text: "left behind" });
}

/** What a `WeakRef` was just made of is held to the end of the turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("what is left behind is collected where there are many resources, and is left where there are few", async () => {
  const left = leftBehind();
  await nextTurn();
  collectAfter(100);
  expect(left.deref()).toBeDefined();
  await nextTurn();
  collectAfter(10_000);
  expect(left.deref()).toBeUndefined();
});
