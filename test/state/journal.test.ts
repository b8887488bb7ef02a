import { describe, expect, test } from "vitest";
import type { Account } from "../../src/model/project.ts";
import type { StateEntry } from "../../src/model/state.ts";
import { journalFile, journalHead, journalLine, laidOver, readJournal } from "../../src/state/journal.ts";
import { memoryFiles, ROOT } from "../documents/support.ts";

const account = {
  name: "coffee",
  platform: "weixin",
  identity: "wx",
  default: false,
  sandbox: false,
  settings: {},
} as Account;
const journals = { root: ROOT, folder: ".wxcards/journal" };
const entry = (id: string): StateEntry => ({ id, settled: {} });
type Entries = readonly (readonly [string, StateEntry | undefined])[];

/** What a journal of these changes says, laid over a state: each line knows what the memory had before it. */
function played(begin: Entries, lines: readonly Entries[], found: Entries) {
  const known = new Map(begin as readonly [string, StateEntry][]);
  const texts = lines.map((changes) => {
    const text = journalLine(new Map(changes), known);
    for (const [local, after] of changes) {
      if (after === undefined) known.delete(local);
      else known.set(local, after);
    }
    return text;
  });
  const text = journalHead(account) + texts.join("");
  const journal = readJournal(memoryFiles({ [journalFile(journals, account)]: text }), journals, account);
  if ("code" in journal) throw new Error(journal.code);
  expect(journal.bytes).toBe(Buffer.byteLength(text));
  expect(journal.records).toHaveLength(lines.length);
  return Object.fromEntries(laidOver(new Map(found as readonly [string, StateEntry][]), journal));
}

describe("a journal", () => {
  const [one, two, three, other] = ["1", "2", "3", "9"].map(entry) as [StateEntry, StateEntry, StateEntry, StateEntry];
  const pending = { operation: "create", body: "0123456789abcdef", at: "2026-11-21T10:00:00+08:00" };
  test.each<[string, Entries, Entries[], Entries, Record<string, StateEntry>]>([
    ["adds", [], [[["K/a", one]]], [["K/z", two]], { "K/a": one, "K/z": two }],
    [
      "changes, the last line last",
      [["K/a", one]],
      [[["K/a", two]], [["K/a", three]]],
      [["K/a", one]],
      { "K/a": three },
    ],
    ["takes away", [["K/a", one]], [[["K/a", undefined]]], [["K/a", one]], {}],
    ["is laid over what has its end already", [], [[["K/a", one]], [["K/a", two]]], [["K/a", two]], { "K/a": two }],
    ["is laid over what has its middle", [], [[["K/a", one]], [["K/a", two]]], [["K/a", one]], { "K/a": two }],
    [
      "gives way to what somebody else has written since",
      [["K/a", one]],
      [
        [
          ["K/a", two],
          ["K/b", two],
        ],
      ],
      [["K/a", other]],
      { "K/a": other, "K/b": two },
    ],
    ["gives way to what somebody else has taken away", [["K/a", one]], [[["K/a", two]]], [], {}],
    [
      "gives way, but for what was begun and is not settled",
      [["K/a", one]],
      [[["K/a", { ...two, pending, former: { "7": { a: 1 } } }]], [["K/b", { ...two, pending }]]],
      [["K/a", other]],
      { "K/a": { ...other, pending, former: { "7": { a: 1 } } }, "K/b": { ...two, pending } },
    ],
    [
      "gives way to the memory of a deletion, whatever was begun",
      [["K/a", one]],
      [[["K/a", { ...two, pending }]]],
      [["K/a", { ...other, deleted: true }]],
      { "K/a": { ...other, deleted: true } },
    ],
    [
      "knows what is open also where its entry is gone from the state",
      [["K/a", one]],
      [[["K/a", { ...two, pending }]]],
      [],
      { "K/a": { settled: {}, pending } },
    ],
  ])("%s", (_, begin, lines, found, expected) => {
    expect(played(begin, lines, found)).toEqual(expected);
  });

  const head = journalHead(account);
  const line = journalLine(new Map([["K/a", one]]), new Map());
  const read = (text: string) =>
    readJournal(memoryFiles({ [journalFile(journals, account)]: text }), journals, account);
  test.each<[string, string, number]>([
    ["is not there", "", 0],
    ["has a head", head, 0],
    ["has a line that is torn", head + line + line.slice(0, -1), 1],
  ])("that %s", (_, text, count) => {
    const journal = read(text);
    expect("records" in journal && journal.records.length).toBe(count);
  });

  test.each<[string, string, string, number]>([
    ["begins with a record", line, "journal-damaged", 1],
    ["has two heads", head + head, "journal-damaged", 2],
    ["has a letter that is another one", head + line.replace("K/a", "K/b"), "journal-damaged", 2],
    ["is of another account", journalHead({ ...account, identity: "wy" }), "state-of-another-account", 1],
    ["has an empty line", `${head}\n`, "journal-damaged", 2],
  ])("that %s", (_, text, code, at) => {
    expect(read(text)).toMatchObject({ code, place: { line: at, column: 1 } });
  });
});
