import { describe, expect, test } from "vitest";
import type { Lease } from "../../src/model/state.ts";
import { endOf, isDue, isHeld, lastSent, leaseMs, maySend } from "../../src/state/lease.ts";

const begin = Date.parse("2026-11-21T10:00:00+08:00");
const minutes = (count: number) => count * 60_000;
const lease = (from: number, to: number): Lease => ({
  holder: "ada",
  nonce: "n1",
  since: new Date(from).toISOString(),
  until: new Date(to).toISOString(),
});
const usual = lease(begin, begin + leaseMs);

describe("a lease holds", () => {
  test.each<[string, Lease, number, boolean]>([
    ["at its beginning", usual, begin, true],
    ["at its end", usual, begin + leaseMs, true],
    ["within two minutes after its end: clocks differ", usual, begin + leaseMs + minutes(2) - 1, true],
    ["no more after that", usual, begin + leaseMs + minutes(2), false],
    ["where it begins ahead of our clock", usual, begin - minutes(10), true],
    ["not where it begins more than an hour ahead", usual, begin - minutes(60) - 1, false],
    ["for an hour", lease(begin, begin + minutes(60)), begin, true],
    ["not for longer", lease(begin, begin + minutes(60) + 1), begin, false],
  ])("%s", (_about, one, now, held) => {
    expect(isHeld(one, now)).toBe(held);
  });

  test("and others take over when it holds no more", () => {
    expect([isHeld(usual, endOf(usual) - 1), isHeld(usual, endOf(usual))]).toEqual([true, false]);
  });
});

describe("its holder", () => {
  const hold = { lease: usual, from: 500 };
  const stop = leaseMs - minutes(1);
  test.each<[string, number, number, boolean]>([
    ["sends until a minute before the end", begin + stop - 1, 500 + stop - 1, true],
    ["stops by the clock of the wall, whatever the other says", begin + stop, 500, false],
    ["stops by the clock that nobody can set, whatever the wall says", begin, 500 + stop, false],
    ["stops where the clock of the wall was turned back", begin - minutes(30), 500 + stop, false],
  ])("%s", (_about, now, elapsed, may) => {
    expect(maySend(hold, { now, elapsed })).toBe(may);
  });

  test.each<[string, number, number, boolean]>([
    ["not before half of it has passed", begin + leaseMs / 2 - 1, 500 + leaseMs / 2 - 1, false],
    ["when half has passed by the wall", begin + leaseMs / 2, 500, true],
    ["when half has passed by the other clock", begin, 500 + leaseMs / 2, true],
  ])("asks for more %s", (_about, now, elapsed, due) => {
    expect(isDue(hold, { now, elapsed })).toBe(due);
  });
});

test("what was announced may have been sent until its holder stopped, and not after now", () => {
  const stopped = begin + leaseMs - minutes(1);
  expect([lastSent(usual, begin + minutes(3)), lastSent(usual, begin + minutes(60))]).toEqual([
    begin + minutes(3),
    stopped,
  ]);
});
