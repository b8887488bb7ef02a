import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryFiles, problemsOf, runIn, tries } from "./support.ts";

// Proves G20.

const root = join(import.meta.dirname, "../..");
const project = readFileSync(join(root, "wxcards.yaml"));
const cards = readdirSync(join(root, "cards"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .sort()
  .map((file) => readFileSync(join(root, "cards", file)));

/** One edit of the bytes of a file; positions are parts of its length. */
type Edit =
  | { readonly what: "replace"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly what: "insert"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly what: "delete"; readonly at: number; readonly count: number }
  | { readonly what: "truncate"; readonly at: number }
  | { readonly what: "move"; readonly at: number; readonly count: number; readonly to: number };

const part = fc.double({ min: 0, max: 1, noNaN: true });
/** Pieces that mean something to a reader of YAML, and to one of UTF-8. */
const pieces = [
  "&a ",
  "*a",
  "? ",
  "\t",
  "{",
  "}",
  "[",
  "]",
  ": ",
  ":",
  "- ",
  "|",
  ">",
  "\n",
  "\r",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "!!str ",
  "!x ",
  "#",
  " #",
  '"',
  "'",
  "\\u",
  "null",
  "~",
  ".inf",
  "0x",
  "99999999999999999999",
  "<<: *a",
  "__proto__: ",
  "kind: MemberCard\n",
  "\0",
  "\u202e",
  "\ufeff",
  "🎉",
  ",",
].map((text) => Buffer.from(text));
const broken = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xb0, 0xd7]].map((bytes) =>
  Buffer.from(bytes),
);
const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.constantFrom(...broken) },
  { weight: 2, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant("replace" as const), at: part, bytes }),
  fc.record({ what: fc.constant("insert" as const), at: part, bytes }),
  fc.record({ what: fc.constant("delete" as const), at: part, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ what: fc.constant("truncate" as const), at: part }),
  fc.record({ what: fc.constant("move" as const), at: part, count: fc.integer({ min: 1, max: 80 }), to: part }),
);

function edited(file: Uint8Array, edits: readonly Edit[]): Buffer {
  let result = Buffer.from(file);
  for (const one of edits) {
    const at = Math.floor(one.at * result.length);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    if (one.what === "insert") result = Buffer.concat([before, one.bytes, after]);
    else if (one.what === "replace") result = Buffer.concat([before, one.bytes, after.subarray(one.bytes.length)]);
    else if (one.what === "delete") result = Buffer.concat([before, after.subarray(one.count)]);
    else if (one.what === "truncate") result = Buffer.from(before);
    else {
      const rest = Buffer.concat([before, after.subarray(one.count)]);
      const to = Math.floor(one.to * rest.length);
      result = Buffer.concat([rest.subarray(0, to), after.subarray(0, one.count), rest.subarray(to)]);
    }
  }
  return result;
}

test("a card with random edits is accepted, or refused with file, line and column", async () => {
  const counts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cards), fc.array(edit, { minLength: 1, maxLength: 5 }), async (card, edits) => {
      const content = edited(card, edits);
      const ran = await runIn(memoryFiles({ "wxcards.yaml": project, "cards/fuzz.yaml": content }), [
        "validate",
        "--format",
        "json",
      ]);
      expect(ran.stderr).toMatch(/^(No document was found.*\n)?$/);
      const problems = problemsOf(ran);
      const errors = problems.filter((one) => one.severity === "error");
      expect(ran.code).toBe(errors.length > 0 ? 65 : 0);
      counts[errors.length > 0 ? "refused" : "accepted"] += 1;
      const lines = content.toString("utf8").split("\n");
      for (const one of problems) {
        expect([one.file, one.message === one.code]).toEqual(["cards/fuzz.yaml", false]);
        expect(one.line).toBeGreaterThanOrEqual(1);
        expect(one.line).toBeLessThanOrEqual(lines.length);
        expect(one.column).toBeGreaterThanOrEqual(1);
        expect(one.column).toBeLessThanOrEqual([...(lines[(one.line ?? 0) - 1] ?? "")].length + 1);
        expect(`${one.message}${one.hint}`).not.toMatch(/\banyOf\b|\[object|undefined|Maximum call stack/);
      }
    }),
    tries(200, 500),
  );
  // Edits that never hurt, or always do, would prove nothing.
  expect(counts.accepted).toBeGreaterThan(20);
  expect(counts.refused).toBeGreaterThan(100);
});
