import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { StateEntry } from "../../src/model/state.ts";
import { leaseText } from "../../src/state/format/lease-file.ts";
import { stateText } from "../../src/state/format/state-file.ts";
import { readStored } from "../../src/state/format/stored.ts";
import { plainText } from "../../src/yaml/plain-scalar.ts";
import { readPlainYaml } from "../../src/yaml/plain-yaml.ts";
import { tries } from "../documents/support.ts";
import { accountOf } from "../helpers/kept.ts";

const account = accountOf("coffee");

/** The two files of an account. */
function written(entries: ReadonlyMap<string, StateEntry>): { readonly state: string; readonly lease: string } {
  const memory = { account: account.name, identity: account.identity, entries, serial: 3 };
  return { state: [...stateText(memory, {})].join(""), lease: leaseText(memory, {}) };
}

function read(files: ReturnType<typeof written>): ReadonlyMap<string, StateEntry> {
  const found = readStored(account, { version: "v1", ...files }, {});
  if ("code" in found) throw new Error(JSON.stringify(found));
  return found.entries;
}

const word = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.stringMatching(/^[\d.e+-]{1,8}$/),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom("", "null", "true", "~", "0x1f", "1e5", "0123", "2026-11-21T10:00:00+08:00", "a: b", "a #b", "- x"),
);
const pointer = fc.constantFrom("/base_info/title", "/base_info/color", "/custom_field1/url", "/bonus_rule/a~1b");
/** Digits alone, or with an e, look like numbers to YAML. */
const digest = fc.stringMatching(/^([0-9a-f]{16}|\d{16}|\d{2,14}e\d{1,13})$/).filter((text) => text.length === 16);
const instant = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}+08:00`);
const digests = fc.dictionary(pointer, digest, { maxKeys: 4, noNullPrototype: true });
/** What a later version may have put there. */
const later = fc.oneof(
  ...[word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(word), fc.array(fc.integer())],
  fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(word, fc.array(digests)), { noNullPrototype: true }),
);
const ruleId = fc.oneof(fc.stringMatching(/^[1-9]\d{0,15}$/), fc.stringMatching(/^\?\d{1,10}$/));
const items = fc.uniqueArray(fc.stringMatching(/^\d{1,10}$/), { maxLength: 4 });
const entry: fc.Arbitrary<StateEntry> = fc.record(
  {
    id: word,
    settled: digests.filter((all) => Object.keys(all).length > 0),
    review: fc.record({ since: instant, fields: digests }),
    unshown: digests,
    deleted: fc.constant(true as const),
    pending: fc.record(
      { operation: word, body: word, at: instant, idempotencyKey: word, items },
      { requiredKeys: ["operation", "body", "at"], noNullPrototype: true },
    ),
    objects: fc.dictionary(ruleId, items, { maxKeys: 3, noNullPrototype: true }),
    replaced: items,
    rest: fc.record({ later }),
  },
  { requiredKeys: ["settled"], noNullPrototype: true },
);
const name = fc.stringMatching(/^[\p{L}\d_-]{1,12}$/u);

test("what is remembered is read back as it was written, and `yaml` reads the same", () => {
  fc.assert(
    fc.property(fc.dictionary(name, entry, { maxKeys: 4, noNullPrototype: true }), (named) => {
      const entries = new Map(Object.entries(named).map(([one, value]) => [`MemberCard/${one}`, value]));
      const files = written(entries);
      const again = read(files);
      // What was written once reads and writes the same for ever: -0 is a 0 in JSON.
      expect(written(again)).toEqual(files);
      for (const [address, { rest, ...known }] of entries) {
        const { rest: later, ...same } = again.get(address) as StateEntry;
        // A resource made of several is called what its parts are called: its id is not written.
        const unnamed = (one: StateEntry) => (one.objects === undefined ? one : { ...one, id: undefined });
        expect([files, unnamed(same)]).toEqual([files, unnamed(known)]);
        expect([files, JSON.stringify(later)]).toEqual([files, JSON.stringify(rest)]);
      }
      for (const text of Object.values(files)) {
        const plain = readPlainYaml(text);
        if (plain !== undefined) expect(plain[0]?.value).toEqual(parse(text, { version: "1.2" }));
      }
    }),
    tries(500),
  );
});

test("a text is written so that it reads as itself", () => {
  fc.assert(
    fc.property(word, (text) => {
      expect(parse(`a: ${plainText(text)}\n`, { version: "1.2" })).toEqual({ a: text });
    }),
    tries(2_000),
  );
});

test("ids of rules are keys that the fast reader knows", () => {
  const { state: text } = written(
    new Map([
      ["PayGiftRule/shops", { settled: {}, objects: { "274026336": ["1900000109"], "?1900000110": ["1900000110"] } }],
    ]),
  );
  expect(readPlainYaml(text)?.[0]?.value).toEqual(parse(text, { version: "1.2" }));
});

test("the state of thousands of resources is read, all of it by the fast reader", () => {
  const settled = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `/base_info/field_${index}`,
      `${(index * 7919).toString(16).padStart(15, "0")}f`,
    ]),
  );
  const entries = new Map(
    Array.from({ length: 12_000 }, (_, index) => [`MemberCard/gold-${index}`, { id: `p${index}`, settled }]),
  );
  const files = written(entries);
  const text = files.state;
  expect(text.length).toBeGreaterThan(20 * 1_048_576);
  expect(readPlainYaml(text)).toBeDefined();
  const again = read(files);
  expect(again.size).toBe(entries.size);
  expect(again.get("MemberCard/gold-11999")).toEqual(entries.get("MemberCard/gold-11999"));
});
