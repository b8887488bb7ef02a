import fc from "fast-check";

/*
 * Files that are nearly what wxcards reads: real ones with edits of their bytes, and scraps of their grammar put together.
 */

/** One edit of the bytes of a file; positions are parts of its length. */
type Edit =
  | { readonly what: "replace"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly what: "insert"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly what: "delete"; readonly at: number; readonly count: number }
  | { readonly what: "truncate"; readonly at: number }
  | { readonly what: "move"; readonly at: number; readonly count: number; readonly to: number }
  | { readonly what: "repeat"; readonly at: number; readonly count: number; readonly times: number };

const part = fc.double({ min: 0, max: 1, noNaN: true });
const few = fc.integer({ min: 1, max: 80 });

/** Pieces that mean something to a reader of YAML or JSON, and to one of UTF-8. */
const pieces: readonly Uint8Array[] = [
  ...["&a ", "*a", "? ", "\t", "{", "}", "[", "]", ": ", ":", "- ", "|", ">", "\n", "\r", "\r\n", "---\n", "...\n"],
  ...[
    "%YAML 1.1\n",
    "%TAG ! x\n",
    "!!str ",
    "!x ",
    "#",
    " #",
    '"',
    "'",
    "\\u",
    "\\",
    "null",
    "~",
    "true",
    ".inf",
    "0x",
  ],
  ...[
    "99999999999999999999",
    "1e400",
    "-0",
    "010",
    "<<: *a",
    "__proto__: ",
    '"__proto__": 1,',
    "constructor: 1\n",
    ",",
  ],
  ...["kind: MemberCard\n", "kind: PayGiftRule\n", "kind: BrandCard\n", "name: gold\n", "spec:\n", "accounts:\n", "\0"],
  ...[
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "\u202e",
    "\ufeff",
    "🎉",
    "：",
    "“",
    "'': ''",
    '"": ""',
    "[]",
    "{}",
    " ",
  ],
  ...[
    "format: wxcards.state/1\n",
    "identity: wx0123456789abcdef\n",
    "MemberCard/x:\n  id: p1\n",
    '"$result": {}',
    "null, ",
  ],
].map((text) => Buffer.from(text));
const broken = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xb0, 0xd7]].map((bytes) =>
  Buffer.from(bytes),
);
const bytes = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.constantFrom(...broken) },
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant("replace" as const), at: part, bytes }),
  fc.record({ what: fc.constant("insert" as const), at: part, bytes }),
  fc.record({ what: fc.constant("delete" as const), at: part, count: few }),
  fc.record({ what: fc.constant("truncate" as const), at: part }),
  fc.record({ what: fc.constant("move" as const), at: part, count: few, to: part }),
  fc.record({ what: fc.constant("repeat" as const), at: part, count: few, times: fc.integer({ min: 2, max: 300 }) }),
);

function edited(file: Uint8Array, edits: readonly Edit[]): Uint8Array {
  let result: Uint8Array = file;
  for (const change of edits) {
    const at = Math.floor(change.at * result.length);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    if (change.what === "insert") result = Buffer.concat([before, change.bytes, after]);
    else if (change.what === "replace")
      result = Buffer.concat([before, change.bytes, after.subarray(change.bytes.length)]);
    else if (change.what === "delete") result = Buffer.concat([before, after.subarray(change.count)]);
    else if (change.what === "truncate") result = before;
    else if (change.what === "repeat")
      result = Buffer.concat([before, ...Array(change.times).fill(after.subarray(0, change.count)), after]);
    else {
      const rest = Buffer.concat([before, after.subarray(change.count)]);
      const to = Math.floor(change.to * rest.length);
      result = Buffer.concat([rest.subarray(0, to), after.subarray(0, change.count), rest.subarray(to)]);
    }
  }
  return result;
}

/** Files made of one of these with up to five edits, and one in ten of scraps alone. */
export function nearly(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const scraps = fc
    .array(fc.oneof(fc.constantFrom(...pieces), bytes), { maxLength: 60 })
    .map((found) => Buffer.concat(found));
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 5 }))
        .map(([file, edits]) => edited(file, edits)),
    },
    { weight: 1, arbitrary: scraps },
  );
}

/** One value of a plan, by the number of the value, with another in its place; or a key more, or one less. */
export interface PlanEdit {
  readonly at: number;
  readonly value: unknown;
  readonly what: "replace" | "remove" | "add" | "double";
}

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, "", "x", [], {}, [null], { a: null }, "__proto__", "constructor"),
  fc.constantFrom<unknown>("../../etc/passwd", "coffee/MemberCard/gold", "create", "POST", "/base_info/title", "1"),
  fc.constantFrom<unknown>(
    { $result: { step: "1", at: "/card_id" } },
    { $result: null },
    { $number: "1" },
    "x".repeat(9_999),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

export const planEdit: fc.Arbitrary<PlanEdit> = fc.record({
  at: part,
  value: odd,
  what: fc.constantFrom("replace", "replace", "replace", "remove", "add", "double"),
});
