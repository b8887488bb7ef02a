import { expect, test } from "vitest";
import type { Processes } from "../../src/model/ports.ts";
import { isHolderDead, markHolder, unmarkHolder } from "../../src/state/holder.ts";
import { memoryFiles, ROOT } from "../documents/support.ts";

const journals = { root: ROOT, folder: ".wxcards/journal" };
const files = memoryFiles({});
/** A process of a machine, with the starts of those that are alive there. */
const process = (id: number, space: string, alive: Readonly<Record<number, string>>): Processes => ({
  ...{ id, space, host: space },
  isAlive: (of) => alive[of] !== undefined,
  started: (of) => alive[of] ?? "",
});
const place = (processes?: Processes, own = files) => ({
  ...{ files: own, journals },
  ...(processes === undefined ? {} : { processes }),
});

test("a holder is dead when its process is gone, or when its number is that of another process", () => {
  markHolder(place(process(7, "here", { 7: "monday" })), "coffee", "n1");
  const seen = (alive: Readonly<Record<number, string>>, space = "here") =>
    isHolderDead(place(process(8, space, alive)), "coffee", "n1");
  expect(seen({ 7: "monday", 8: "monday" })).toBe(false);
  expect(seen({ 8: "monday" })).toBe(true);
  expect(seen({ 7: "tuesday", 8: "monday" })).toBe(true);
  // In another container, or after a restart, the number means something else.
  expect(seen({ 8: "monday" }, "elsewhere")).toBe(false);
});

test("nobody knows of a lease without a mark, nor of a mark that is damaged", () => {
  const own = memoryFiles({ ".wxcards/journal/coffee.n2.holder": "{", ".wxcards/journal/coffee.n3.holder": "[1]\n" });
  const seen = (nonce: string) => isHolderDead(place(process(8, "here", {}), own), "coffee", nonce);
  expect([seen("n1"), seen("n2"), seen("n3")]).toEqual([false, false, false]);
});

test("a mark is of one lease of one account, and goes with it", () => {
  const at = place(process(9, "here", { 9: "monday" }));
  markHolder(at, "tea", "n4");
  const dead = (account: string, nonce: string) => isHolderDead(place(process(8, "here", {})), account, nonce);
  expect([dead("tea", "n4"), dead("tea", "n5"), dead("milk", "n4")]).toEqual([true, false, false]);
  unmarkHolder(at, "tea", "n4");
  expect(dead("tea", "n4")).toBe(false);
});

test("a nonce that somebody else wrote leads to no other file", () => {
  const own = memoryFiles({});
  markHolder(place(process(9, "here", { 9: "monday" }), own), "coffee", "../../../x");
  expect([...own.content.keys()]).toEqual([`${ROOT}/.wxcards/journal/coffee.0.holder`]);
});

test("where no other run can be under way, nobody holds anything, and no mark is written", () => {
  const own = memoryFiles({});
  markHolder(place(undefined, own), "coffee", "n1");
  expect([own.content.size, isHolderDead(place(undefined, own), "coffee", "n1")]).toEqual([0, true]);
});
