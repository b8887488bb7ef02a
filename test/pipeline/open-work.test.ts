import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { Document } from "../../src/model/document.ts";
import type { Intent, StateEntry } from "../../src/model/state.ts";
import { isOver, openEntries } from "../../src/pipeline/open-work.ts";

const at = "2026-11-21T10:00:00+08:00";
const begun = Date.parse(at);
const minutes = (count: number) => begun + count * 60_000;
const intent = (more: Partial<Intent> = {}): Intent => ({ operation: "add", body: "x", at, ...more });
const lives = { base_info: { mchid_list: ["1"], end_time: 1_830_268_799 } };
const over = { base_info: { mchid_list: ["2"], end_time: 1_700_000_000 } };
const agreed = { what: ["replace"], spec: "x", at: "2026-11-21T09:00:00+08:00" };
const address = "coffee/PayGiftRule/spring";

function open(
  entries: Readonly<Record<string, StateEntry>>,
  now: number,
  absent = true,
  document = address,
  mayPutUp = () => false,
) {
  const memory = { account: "coffee", identity: "wx", entries: new Map(Object.entries(entries)) };
  const others = [{ address: "coffee/PayGiftRule/other", absent: true }];
  const all = [...others, { address: document, absent }] as unknown as readonly Document[];
  return openEntries({ kinds, states: new Map([["coffee", memory]]), all, timezone: "Asia/Shanghai", now, mayPutUp });
}

const look = { address, operation: "add", since: at, will: "look" };
const wait = { address, operation: "add", since: at, notBefore: "2026-11-21T10:10:00+08:00", will: "wait" };
const back = { address, operation: "add", will: "put-back" };

describe("open work", () => {
  test.each<[string, Omit<StateEntry, "settled">, number, boolean, unknown]>([
    ["nothing", { id: "1" }, 0, false, undefined],
    ["a call that may still show", { pending: intent() }, 9.99, false, wait],
    ["a call that would show by now", { pending: intent() }, 10, false, look],
    ["one that took something down", { pending: intent({ removes: "7" }), former: { 7: lives } }, 10, false, look],
    [
      "one that was to add what takes its place",
      { pending: intent(), former: { 7: lives } },
      0,
      false,
      { ...back, since: at },
    ],
    ["the same, and nobody wants it any more", { pending: intent(), former: { 7: lives } }, 10, true, look],
    ["nothing is down", { pending: intent(), former: {} }, 10, false, look],
    ["what is down", { former: { 7: lives } }, 0, false, back],
    ["what is down since it was agreed to", { former: { 7: lives }, agreed }, 0, false, { ...back, since: agreed.at }],
    ["what is down, and not wanted any more", { former: { 7: lives } }, 0, true, { ...back, will: "ask" }],
    ["what is down, and over", { former: { 7: over } }, 0, false, undefined],
    ["what is down, some of it over", { former: { 7: over, 8: lives } }, 0, false, back],
  ])("%s", (_, entry, minute, isAbsent, expected) => {
    const found = open({ "PayGiftRule/spring": { settled: {}, ...entry } }, minutes(minute), isAbsent);
    expect(found.map(({ work }) => work)).toEqual(expected === undefined ? [] : [expected]);
  });

  test("in the order of addresses; what is of no kind that is known, or of one object and only down, is none", () => {
    const pending = intent({ operation: "create" });
    const found = open(
      {
        "PayGiftRule/b": { settled: {}, pending },
        "MemberCard/z": { settled: {}, pending },
        "MemberCard/down": { settled: {}, former: { 7: lives } },
        "Unknown/a": { settled: {}, pending },
      },
      begun,
    );
    expect(found.map(({ account, local }) => `${account} ${local}`)).toEqual([
      "coffee MemberCard/z",
      "coffee PayGiftRule/b",
    ]);
  });

  test.each([
    [1_000, 1_000_000, false],
    [1_000, 1_000_001, true],
    [undefined, 1_000_001, false],
  ])("an end at second %s, at millisecond %i: over %s", (end, now, expected) => {
    const entry = kinds.get("PayGiftRule");
    if (entry === undefined) throw new Error("no such kind");
    const spec = { base_info: end === undefined ? {} : { end_time: end } };
    expect(isOver(spec, entry, { now, timezone: "Asia/Shanghai" })).toBe(expected);
  });
});
