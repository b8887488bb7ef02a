import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Account } from "../../src/model/project.ts";
import type { Memory, StateEntry } from "../../src/model/state.ts";
import type { Stored } from "../../src/model/state-store.ts";
import { leaseText } from "../../src/state/format/lease-file.ts";
import { macKey } from "../../src/state/format/mac.ts";
import type { FileKeys } from "../../src/state/format/seal.ts";
import { stateText } from "../../src/state/format/state-file.ts";
import { readStored } from "../../src/state/format/stored.ts";
import { readPlainYaml } from "../../src/yaml/plain-yaml.ts";
import { tries } from "../documents/support.ts";

const account: Account = {
  ...{ name: "coffee", platform: "weixin", identity: "wx0123456789abcdef" },
  ...{ default: true, sandbox: false, settings: {} },
};
const mac = macKey("the secret of the account", account.identity);
const seal = Buffer.from("a key of the repository");

type Remembered = Omit<Memory, "account" | "known">;

/** Both files of a memory. */
function written(memory: Remembered, keys: FileKeys = {}): { state: string; lease: string } {
  const whole = { ...memory, account: account.name };
  return { state: [...stateText(whole, keys)].join(""), lease: leaseText(whole, keys) };
}

const read = (files: Stored, keys: FileKeys = {}) => readStored(account, files, keys);

/** What was read; a problem fails the test. */
function understood(files: Stored, keys: FileKeys = {}) {
  const found = read(files, keys);
  if ("code" in found) throw new Error(`${found.code} ${JSON.stringify(found.args)}`);
  return found;
}

const word = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.stringMatching(/^[\d.e+-]{1,8}$/),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom("", "null", "true", "~", "0x1f", "1e5", "0123", "2026-11-21T10:00:00+08:00", "a: b", "a #b", "- x"),
  fc.constantFrom("\u2028", "\u0085", "\ufeff", "\t", "\r\n", "<<<<<<< x", "\nseal: x\n", "\u202e", "😀"),
);
const pointer = fc.constantFrom("/base_info/title", "/base_info/color", "/custom_field1/url", "/bonus_rule/a~1b");
/** Digits alone, or with an e, look like numbers to YAML. */
const digest = fc.stringMatching(/^([0-9a-f]{16}|\d{16}|\d{2,14}e\d{1,13})$/).filter((text) => text.length === 16);
const instant = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}+08:00`);
const digests = fc.dictionary(pointer, digest, { maxKeys: 4, noNullPrototype: true });
/** What a later version may have put there: JSON has no -0. */
const later: fc.Arbitrary<Json> = fc.oneof(
  ...[word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(word), fc.array(fc.integer())],
  fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(word, fc.array(digests)), { noNullPrototype: true }),
);
const ruleId = fc.oneof(fc.stringMatching(/^[1-9]\d{0,15}$/), fc.stringMatching(/^\?\d{1,10}$/));
const items = fc.uniqueArray(fc.stringMatching(/^\d{1,10}$/), { maxLength: 4 });
const value: fc.Arbitrary<Json> = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(word));
const body = fc.dictionary(word, fc.oneof(value, fc.dictionary(word, value, { noNullPrototype: true })), {
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>;
const pending = fc.record(
  {
    ...{ operation: word, body: word, at: instant, idempotencyKey: word, items, restore: word, removes: word },
    fields: digests,
    moves: fc.dictionary(pointer, fc.tuple(value, value), { maxKeys: 2, noNullPrototype: true }),
  },
  { requiredKeys: ["operation", "body", "at"], noNullPrototype: true },
);
const settledEntry: fc.Arbitrary<StateEntry> = fc.record(
  {
    ...{ id: word, settled: digests, unshown: digests, refused: digests, replaced: items },
    review: fc.record({ since: instant, fields: digests }),
    deleted: fc.constant(true as const),
    accepted: fc.dictionary(pointer, fc.array(word, { maxLength: 3 }), { maxKeys: 2, noNullPrototype: true }),
    unanswered: fc.uniqueArray(pointer, { maxLength: 2 }),
    objects: fc.dictionary(ruleId, items, { maxKeys: 3, noNullPrototype: true }),
    rest: fc.record({ later }),
  },
  { requiredKeys: ["settled"], noNullPrototype: true },
);
const openPart = fc.record(
  {
    pending,
    former: fc.dictionary(ruleId, body, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    agreed: fc.record({ what: items, spec: word, at: instant }, { noNullPrototype: true }),
  },
  { noNullPrototype: true, requiredKeys: [] },
);
const entry: fc.Arbitrary<StateEntry> = fc.oneof(
  settledEntry,
  fc.tuple(settledEntry, openPart).map(([settled, open]) => ({ ...settled, ...open })),
  openPart.map((open) => ({ settled: {}, ...open })),
);
const name = fc.stringMatching(/^[\p{L}\d_-]{1,12}$/u);
const commit = fc.stringMatching(/^([0-9a-f]{40}|\d{40})$/);
const memory: fc.Arbitrary<Remembered> = fc
  .record(
    {
      entries: fc
        .dictionary(name, entry, { maxKeys: 4, noNullPrototype: true })
        .map((named) => new Map(Object.entries(named).map(([one, entry]) => [`MemberCard/${one}`, entry]))),
      serial: fc.nat(),
      lineage: word,
      applied: fc.record(
        {
          ...{ commit, parents: fc.array(commit, { maxLength: 3 }), date: fc.nat(), documents: word },
          ...{ dirty: fc.boolean(), ref: word, at: instant, run: word },
        },
        { requiredKeys: ["commit", "parents", "date", "documents", "dirty", "at"], noNullPrototype: true },
      ),
      recent: fc.array(commit, { maxLength: 8 }),
      lease: fc.record({ holder: word, nonce: word, since: instant, until: instant }, { noNullPrototype: true }),
      rest: fc.record({ annotations: later }),
    },
    { requiredKeys: ["entries", "serial", "recent"], noNullPrototype: true },
  )
  .map((all) => ({ ...all, identity: account.identity }));

/** An entry as it comes back: named by its objects, and without what says nothing. */
function cameBack(one: StateEntry): Json {
  const { id, objects, ...all } = JSON.parse(JSON.stringify(one)) as Record<string, Json>;
  const ids = objects === undefined ? id : Object.keys(objects as object).length === 0 ? undefined : "named";
  return { ...all, ...(objects === undefined ? {} : { objects }), ...(ids === undefined ? {} : { id: ids }) } as Json;
}

describe("a memory", () => {
  test("is read as it was written, sealed or not, and its text is the same ever after", () => {
    fc.assert(
      fc.property(memory, fc.boolean(), (remembered, isSealed) => {
        const keys = { mac, ...(isSealed ? { seal } : {}) };
        const files = written(remembered, keys);
        const found = understood(files, keys);
        const { entries, ...head } = found;
        const { entries: all, identity: _known, ...wanted } = remembered;
        expect([files, JSON.parse(JSON.stringify(head))]).toEqual([files, JSON.parse(JSON.stringify(wanted))]);
        const list = (map: ReadonlyMap<string, StateEntry>) =>
          Object.fromEntries([...map].map(([address, one]) => [address, cameBack(one)]));
        // An entry that says nothing at all is not lost either.
        expect([files, list(entries)]).toEqual([files, list(all)]);
        expect(written({ ...found, identity: account.identity }, keys)).toEqual(files);
      }),
      tries(300, 5_000),
    );
  });

  test("is what `yaml` reads, and the same in any order of its keys", () => {
    fc.assert(
      fc.property(memory, fc.infiniteStream(fc.nat(1000)), (remembered, numbers) => {
        const files = written(remembered, { mac });
        const shuffled = (value: Json): Json => {
          if (Array.isArray(value)) return value.map(shuffled);
          if (typeof value !== "object" || value === null) return value;
          const members = Object.entries(value).map(([key, one]) => ({ key, one, at: numbers.next().value as number }));
          return Object.fromEntries(members.sort((a, b) => a.at - b.at).map(({ key, one }) => [key, shuffled(one)]));
        };
        const again = (text: string) => {
          const value = parse(text, { version: "1.2" }) as Json;
          const plain = readPlainYaml(text);
          if (plain !== undefined) expect(plain[0]?.value).toEqual(value);
          return stringify(shuffled(value), { version: "1.2", aliasDuplicateObjects: false, lineWidth: 0 });
        };
        const other = { state: again(files.state), lease: again(files.lease) };
        expect(understood(other, { mac })).toEqual(understood(files, { mac }));
      }),
      tries(150, 2_000),
    );
  });

  test("with line ends of Windows is the same, sealed or not", () => {
    const files = written(sample, { mac, seal });
    const windows = { state: files.state.replaceAll("\n", "\r\n"), lease: files.lease.replaceAll("\n", "\r\n") };
    for (const keys of [{ mac }, { mac, seal }]) expect(understood(windows, keys)).toEqual(understood(files, keys));
  });
});

const former = { "9000001": { rule_name: "春天 \u2028", mchid_list: ["1900000109"], big: 12 } };
const sample: Remembered = {
  identity: account.identity,
  serial: 41,
  lineage: "k3f9",
  applied: {
    ...{ commit: "3f2c9e".padEnd(40, "0"), parents: ["1".repeat(40)], date: 1_795_226_400, documents: "8c1d" },
    ...{ dirty: false, ref: "refs/heads/main", at: "2026-11-28T10:00:00+08:00", run: "https://ci.example/1" },
  },
  recent: ["2".repeat(40)],
  lease: {
    ...{ holder: "ada at desk", nonce: "k7", since: "2026-11-28T10:00:00+08:00" },
    until: "2026-11-28T10:15:00+08:00",
  },
  entries: new Map<string, StateEntry>([
    ["MemberCard/gold", { id: "pAbc", settled: { "/base_info/title": "3f9a1c0000000000" } }],
    ["MemberCard/old", { id: "pOld", settled: {}, deleted: true }],
    [
      "PayGiftRule/spring",
      {
        settled: { "/rule_name": "77b0e20000000000" },
        objects: { "9000002": ["1900100001"] },
        former,
        agreed: { what: ["replace"], spec: "0123456789abcdef", at: "2026-11-28T10:00:00+08:00" },
        pending: {
          ...{ operation: "addpaygiftrule", body: "0123456789abcdef", at: "2026-11-28T10:00:00+08:00" },
          fields: { "/rule_name": "77b0e20000000000" },
        },
      },
    ],
  ]),
};

describe("the seal", () => {
  test("a file without it, or with that of another key, is an error; without a key it says nothing", () => {
    const files = written(sample, { mac, seal });
    expect(understood(files, { mac })).toEqual(understood(written(sample, { mac }), { mac }));
    const bare = written(sample, { mac });
    const other = written(sample, { mac, seal: Buffer.from("another key") });
    for (const wrong of [bare, other])
      for (const mixed of [wrong, { ...files, state: wrong.state }, { ...files, lease: wrong.lease }])
        expect(read(mixed, { mac, seal })).toMatchObject({ code: "state-seal", severity: "error" });
  });

  test("no file of two that is changed anywhere is read as another memory", () => {
    const keys = { mac, seal };
    const files = written(sample, keys);
    const whole = understood(files, keys);
    let cases = 0;
    for (const file of ["state", "lease"] as const) {
      const text = files[file];
      const changes = [
        (at: number) => text.slice(0, at),
        (at: number) => text.slice(at),
        (at: number) => text.slice(0, at) + text.slice(at + 1),
        (at: number) => `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1 || 1)}${text.slice(at + 1)}`,
        (at: number) => `${text.slice(0, at)} ${text.slice(at)}`,
        (at: number) => `${text.slice(0, at)}\n${text.slice(at)}`,
        (at: number) => `${text.slice(0, at)}\r${text.slice(at)}`,
        (at: number) => `${text}${text.slice(at)}`,
        (at: number) => `${text.slice(0, at)}\nseal: ${"0".repeat(64)}\n${text.slice(at)}`,
      ];
      for (let at = 0; at < text.length; at += 1)
        for (const change of changes) {
          const changed = change(at);
          if (changed === text) continue;
          const found = read({ ...files, [file]: changed }, keys);
          // A carriage return before a line feed is the line end of another machine.
          if (!("code" in found))
            expect([file, at, changed.replaceAll("\r\n", "\n") === text, found]).toEqual([file, at, true, whole]);
          cases += 1;
        }
    }
    expect(cases).toBeGreaterThan(10_000);
  });

  test("the one file does not pass for the other", () => {
    const files = written(sample, { mac, seal });
    expect(read({ state: files.lease, lease: files.state }, { mac, seal })).toMatchObject({ code: "state-damaged" });
  });
});

describe("what puts something up again", () => {
  const spring = (found: ReturnType<typeof understood>) => found.entries.get("PayGiftRule/spring");
  const files = written(sample, { mac });

  test("is ours where the account's credential says so, and only then", () => {
    expect(spring(understood(files, { mac }))).toMatchObject({ former });
    expect(spring(understood(files, { mac }))?.unverified).toBeUndefined();
    for (const keys of [
      {},
      { mac: macKey("another secret", account.identity) },
      { mac: macKey("the secret of the account", "wx1") },
    ])
      expect(spring(understood(files, keys))).toMatchObject({ former, unverified: true });
    // An account that has only a token writes none.
    expect(spring(understood(written(sample), { mac }))).toMatchObject({ former, unverified: true });
  });

  test("is not ours when any character of it was changed, or it stands elsewhere", () => {
    const value = parse(files.lease) as { intents: Record<string, Record<string, Json>> };
    const intent = value.intents["PayGiftRule/spring"] as Record<string, Json>;
    const body = (intent["former"] as Record<string, string>)["9000001"] as string;
    const forged: Record<string, Json>[] = [
      { ...intent, former: { "9000009": body } },
      { ...intent, former: { "9000001": body, "9000009": body } },
      { ...intent, operation: "deletepaygiftrule" },
      { ...intent, agreed: { ...(intent["agreed"] as object), what: ["replace", "delete"] } },
      { ...intent, agreed: { ...(intent["agreed"] as object), spec: "1123456789abcdef" } },
      { former: intent["former"] as Json, mac: intent["mac"] as Json },
      { ...intent, mac: "0".repeat(64) },
      { ...intent, mac: "" },
    ];
    for (let at = 0; at < body.length; at += 1) {
      const changed = `${body.slice(0, at)}${body[at] === "1" ? "2" : "1"}${body.slice(at + 1)}`;
      forged.push({ ...intent, former: { "9000001": changed } });
    }
    for (const one of forged) {
      const found = read({ ...files, lease: stringify({ ...value, intents: { "PayGiftRule/spring": one } }) }, { mac });
      if ("code" in found) expect(found.code).toBe("state-damaged");
      else expect([one, spring(found)?.unverified]).toEqual([one, true]);
    }
    const moved = understood(
      { ...files, lease: stringify({ ...value, intents: { "PayGiftRule/other": intent } }) },
      { mac },
    );
    expect(moved.entries.get("PayGiftRule/other")?.unverified).toBe(true);
  });

  test("that is not ours does not become so by being written once more", () => {
    const read = understood(written(sample), { mac });
    expect(spring(understood(written({ ...read, identity: account.identity }, { mac }), { mac }))?.unverified).toBe(
      true,
    );
  });

  test("is the only body that is written", () => {
    const secret = "a value of the settings";
    const sent = { base_info: { title: secret } };
    const call = { operation: "update", body: "0", at: "2026-11-28T10:00:00+08:00", sent };
    const texts = written(
      { ...sample, entries: new Map([["MemberCard/gold", { settled: {}, pending: call }]]) },
      { mac },
    );
    expect(Object.values(texts).join("")).not.toContain(secret);
    expect(understood(texts, { mac }).entries.get("MemberCard/gold")?.pending).toEqual({ ...call, sent: undefined });
  });
});

describe("a file that cannot be trusted is a problem and no empty memory", () => {
  const { state, lease } = written(sample, { mac });
  test.each<[string, { state?: string; lease?: string }, string, string?]>([
    ["nothing in it", { state: "" }, "state-damaged"],
    ["another format", { state: state.replace("state/1", "state/2") }, "state-damaged", "format"],
    ["another format of the lease", { lease: lease.replace("lease/1", "lease/2") }, "state-damaged", "format"],
    ["another account", { state: state.replace(account.identity, "wx1") }, "state-of-another-account"],
    ["the lease of another account", { lease: lease.replace(account.identity, "wx1") }, "state-of-another-account"],
    ["no identity", { state: state.replace(/identity:.*\n/, "") }, "state-of-another-account"],
    ["a key twice", { state: `${state}MemberCard/gold: { id: x }\n` }, "state-damaged", "duplicate-key"],
    ["marks of a merge", { state: `<<<<<<< ours\n${state}` }, "state-damaged", "merge"],
    ["a second document", { state: `${state}---\na: 1\n` }, "state-damaged", "second-document"],
    ["an alias", { state: `${state}a: &x 1\nb: *x\n` }, "state-damaged", "yaml-not-data"],
    ["a misspelt member", { state: state.replace("settled:", "setled:") }, "state-damaged", "MemberCard/gold"],
    ["a misspelt member at the left", { state: state.replace("applied:", "aplied:") }, "state-damaged", "aplied"],
    ["something open", { state: `${state}MemberCard/x: { pending: {} }\n` }, "state-damaged", "MemberCard/x"],
    ["a digest that is none", { state: state.replace("3f9a1c0000000000", "3f9a") }, "state-damaged", "MemberCard/gold"],
    ["an entry that is none", { state: `${state}MemberCard/x: 1\n` }, "state-damaged", "MemberCard/x"],
    ["a serial that is none", { state: state.replace("serial: 41", "serial: -1") }, "state-damaged", "serial"],
    ["a lease that is none", { lease: lease.replace("nonce: k7", "nonce: 7") }, "state-damaged", "lease"],
    ["a lease that never ends", { lease: lease.replace(/until: .*/, "until: never") }, "state-damaged", "lease"],
    [
      "an intent that is none",
      { lease: lease.replace("operation:", "opration:") },
      "state-damaged",
      "PayGiftRule/spring",
    ],
    [
      "a body that is none",
      { lease: lease.replace(/"9000001": [^\n]*/, '"9000001": "[1]"') },
      "state-damaged",
      "PayGiftRule/spring",
    ],
    [
      "a body of what was sent",
      { lease: lease.replace("    operation:", "    sent: '{}'\n    operation:") },
      "state-damaged",
      "PayGiftRule/spring",
    ],
  ])("%s", (_about, files, code, reason) => {
    const changed = { state, lease, ...files };
    expect([changed.state, changed.lease]).not.toEqual([state, lease]);
    const found = read(changed, { mac });
    expect(found).toMatchObject({ code, severity: "error", ...(reason === undefined ? {} : { args: { reason } }) });
  });

  test("without the other one", () => {
    for (const [files, file] of [
      [{ lease }, "coffee/state.yaml"],
      [{ version: "1" }, "coffee/state.yaml"],
    ] as const)
      expect(read(files, { mac })).toMatchObject({ code: "state-damaged", args: { file, reason: "missing" } });
    // Without a key a lease is a lease, and nobody holds an account that has none; with one somebody took it away.
    expect(read({ state }, { mac })).toMatchObject({ serial: expect.any(Number) });
    const sealing = { mac, seal: Buffer.from("key") };
    expect(read({ state: written(sample, sealing).state }, sealing)).toMatchObject({ code: "state-damaged" });
    expect(understood({})).toEqual({ entries: new Map(), serial: 0, recent: [] });
  });
});
