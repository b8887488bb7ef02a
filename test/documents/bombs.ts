/*
 * Files made to cost time or memory, by name. Each is about as long as a file may be, since what grows faster than its file shows there first.
 */

/** Which file of a project a bomb is: a document, the project file, the state of an account, or a saved plan. */
export type BombFile = "document" | "project" | "state" | "plan";

export interface Bomb {
  readonly about: string;
  readonly text: () => string | Uint8Array;
}

/** A little below the largest file of YAML that is read. */
const whole = 1_048_000;

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** As many repetitions as a file may hold. */
const full = (unit: string, size = whole): string => unit.repeat(Math.floor(size / Buffer.byteLength(unit, "utf8")));

const filled = (line: (index: number) => string, size = whole): string => {
  const found: string[] = [];
  for (let bytes = 0; ; ) {
    const next = `${line(found.length)}\n`;
    bytes += Buffer.byteLength(next, "utf8");
    if (bytes > size) return found.join("");
    found.push(next);
  }
};

const card = (spec: string): string => `kind: MemberCard\nname: gold\nspec:\n${spec}\n`;

/** Text that is hard for any reader of YAML, whatever file it stands in. */
export const yamlBombs: readonly Bomb[] = [
  {
    about: "a billion laughs",
    text: () =>
      `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines(9, (i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`)}\n`,
  },
  {
    about: "a billion laughs of mappings",
    text: () => `a0: &a0 {b: 1, c: 1}\n${lines(30, (i) => `a${i + 1}: &a${i + 1} {b: *a${i}, c: *a${i}}`)}\n`,
  },
  {
    about: "an anchor of 100 kB and 1,000 aliases",
    text: () => `a: &a [${Array(25_000).fill("abc").join(",")}]\nb: [${Array(1_000).fill("*a").join(",")}]\n`,
  },
  {
    about: "an anchored text of 100 kB and 100,000 aliases",
    text: () => `a: &a ${"x".repeat(100_000)}\nb: [${Array(100_000).fill("*a").join(",")}]\n`,
  },
  { about: "aliases of growing parents", text: () => `a: &a\n${filled((i) => `  - &b${i} [*a]`, 200_000)}` },
  { about: "aliases that chain", text: () => `a0: &a0 1\n${filled((i) => `a${i + 1}: &a${i + 1} [*a${i}]`)}` },
  { about: "an anchor for every value", text: () => filled((i) => `- &a${i} x`) },
  { about: "one anchor again and again", text: () => filled(() => "- &a x") },
  { about: "aliases of nothing", text: () => filled((i) => `- *a${i}`) },
  { about: "merge keys", text: () => `a: &a {x: 1}\n${filled(() => "- <<: *a")}` },
  { about: "merge keys of one mapping", text: () => `a: &a {x: 1}\nb:\n${filled(() => "  <<: *a")}` },
  { about: "open brackets", text: () => full("[") },
  { about: "brackets that close", text: () => "[".repeat(500_000) + "]".repeat(500_000) },
  { about: "closing brackets", text: () => full("]") },
  { about: "lists of nothing", text: () => full("[],") },
  { about: "a list of lists of nothing", text: () => `a: [${full("[],", 1_000_000)}]\n` },
  { about: "a list of mappings of nothing", text: () => `a: [${full("{},", 1_000_000)}]\n` },
  { about: "open braces", text: () => full("{") },
  { about: "open braces with keys", text: () => full("{a: ") },
  { about: "open braces in brackets", text: () => full("[{") },
  { about: "mappings, each a blank further in", text: () => lines(1_400, (i) => `${" ".repeat(i)}a:`) },
  { about: "60 levels, again and again", text: () => filled((i) => `${" ".repeat(i % 60)}a${i % 60 === 0 ? i : ""}:`) },
  { about: "lists of lists", text: () => full("- ") },
  { about: "lists of lists, line by line", text: () => full(`${"- ".repeat(30)}\n`) },
  { about: "keys of keys", text: () => full("? ") },
  { about: "keys of keys, line by line", text: () => full("? \n") },
  { about: "keys of keys with colons", text: () => full("? : ") },
  { about: "200 keys of keys, again and again", text: () => full(`${"? ".repeat(190)}x\n`) },
  { about: "40,000 keys", text: () => `${lines(40_000, (i) => `k${i}: 1`)}\n` },
  { about: "keys as many as there is room for", text: () => filled((i) => `${i.toString(36)}:`) },
  { about: "keys in braces as many as there is room for", text: () => `{${filled((i) => `${i.toString(36)},`)}}` },
  { about: "the same key 40,000 times", text: () => `${lines(40_000, () => "k: 1")}\n` },
  { about: "the same key in braces", text: () => `{${full("k: 1,")}}` },
  { about: "10 MiB", text: () => full("- x\n", 10 * 1_048_576) },
  { about: "one line", text: () => full("x") },
  { about: "one line of a value", text: () => `a: ${full("九")}\n` },
  { about: "one line of words", text: () => full("x ") },
  { about: "one line of words and marks", text: () => full("a #b ") },
  { about: "one line of a mapping within a mapping", text: () => full("a: b ") },
  { about: "one line of commas in a list", text: () => `a: [${full("x,")}]\n` },
  ...[
    ...[
      ":",
      ",",
      "&a ",
      "*a ",
      "&",
      "*",
      "!",
      "! ",
      "!a ",
      "!!str ",
      "!<a> ",
      "%",
      "% ",
      "#",
      " #",
      '"',
      "'",
      "|",
      ">",
      "\t",
      "\r",
      "\0",
    ],
    ...[
      "\u2028",
      "\u2029",
      "\u0085",
      "\ufeff",
      "\u202e",
      "-",
      "- -",
      "--- ",
      "?",
      "@",
      "`",
      "=",
      "~",
      "<",
      "\\",
      '\\"',
      "''",
      '""',
      '"" ',
      "'' ",
    ],
    ...[
      ": ",
      ":,",
      "{}",
      "[]",
      "}",
      " ",
      "\n",
      "\r\n",
      "\n\n ",
      " \n",
      "\t\n",
      "\r\r\n",
      "|\n",
      ">\n",
      "- |\n",
      "- >\n",
      "a: |\n",
      "#\n",
      "'\n",
      '"\n',
    ],
    ...[
      "-\n",
      "?\n",
      ":\n",
      ",\n",
      "[\n",
      "{\n",
      "]\n",
      "}\n",
      "!\n",
      "&a\n",
      "*a\n",
      "%\n",
      "@\n",
      "a: b: c\n",
      "a: 'b\n",
      'a: "b\n',
      "a\n",
      "a:\n",
    ],
    ...[
      "\ta: b\n",
      " a\nb\n",
      "- a\n b: c\n",
      "a: [\n",
      "a: [b\n",
      "a: {b\n",
      "- [\n",
      "[,",
      "[:",
      "[?",
      "[? ",
      "{? ",
      "{:",
      "{,",
      "[]:",
      "[]: ",
      "{}: ",
    ],
    ...[
      "\u{1f389}",
      "👨‍👩‍👧‍👦",
      "é",
      "\u0301",
      "：",
      "“",
      "，",
      "、",
      "a：b\n",
      "a、",
      "[a、",
      "“a”：\n",
      "－ a\n",
      "\u3000\n",
    ],
  ].map((unit) => ({ about: `nothing but ${JSON.stringify(unit)}`, text: () => full(unit) })),
  ...["---\n", "--- 1\n", "---\n...\n", "...\n", "--- {}\n", "--- a\n", "---\na: 1\n", "--- |\n"].map((unit) => ({
    about: `documents: ${JSON.stringify(unit)}`,
    text: () => full(unit),
  })),
  { about: "comments", text: () => full("# abc\n") },
  { about: "comments behind values", text: () => full("- a # abc\n") },
  { about: "comments within a list", text: () => `a: [ ${full("# abc\n")}]` },
  { about: "comments further and further in", text: () => lines(1_400, (i) => `${" ".repeat(i)}# a`) },
  { about: "empty lines before a comment", text: () => `a: 1\n${full("\n")}# a\n` },
  { about: "block scalars", text: () => full("- |\n  x\n") },
  {
    about: "block scalars further and further in",
    text: () => lines(1_000, (i) => `${" ".repeat(i)}a${i}: |\n${" ".repeat(i + 1)}x`),
  },
  {
    about: "a block scalar, each line further in",
    text: () => `a: |\n${lines(1_400, (i) => `${" ".repeat(i + 1)}x`)}\n`,
  },
  {
    about: "a block scalar, each line further out",
    text: () => `a: |\n${lines(1_400, (i) => `${" ".repeat(1_400 - i)}x`)}\n`,
  },
  { about: "a block scalar of blank lines", text: () => `a: |\n${full("\n")}` },
  { about: "a block scalar of blanks", text: () => `a: |\n${full(" \n")}` },
  { about: "a kept block scalar of blank lines", text: () => `a: |+\n${full("\n")}` },
  { about: "folded lines", text: () => `a: >\n${full("  x\n")}` },
  { about: "folded lines, every other further in", text: () => `a: >\n${full("  x\n   y\n")}` },
  { about: "folded blank lines", text: () => `a: >\n  x\n${full("\n")}  y\n` },
  { about: "block scalars of blank lines, one after another", text: () => full("- |\n\n\n\n\n\n") },
  { about: "a plain text of many lines", text: () => `a: x\n${full("  x\n")}` },
  { about: "a plain text of many words and lines", text: () => `a: x\n${full("  x y z\n\n")}` },
  { about: "plain texts of two lines", text: () => full("- x\n  y\n") },
  { about: "a quoted text of many lines", text: () => `a: "x\n${full("  x\n")}"\n` },
  { about: "a quoted text of blank lines", text: () => `a: "x\n${full("\n")}"\n` },
  { about: "a quoted text of blanks at the ends of lines", text: () => `a: "x\n${full("   \n")}"\n` },
  { about: "a quoted text of blanks", text: () => `a: "${full(" ")}"\n` },
  { about: "a quoted text of blanks that goes on", text: () => `a: "${full(" ", 500_000)}\n${full(" ", 500_000)}"\n` },
  { about: "a quoted text of folds that are escaped", text: () => `a: "x\n${full("  x\\\n")}"\n` },
  { about: "a quoted text of tabs and blanks", text: () => `a: "${full(" \t")}"\n` },
  { about: "a quoted text in single quotes of many lines", text: () => `a: 'x\n${full("  x\n")}'\n` },
  { about: "a quoted text in single quotes of blanks", text: () => `a: 'x${full(" ")}\n y'\n` },
  { about: "a quoted text without an end", text: () => `a: "${full("x\n")}` },
  { about: "a quoted text that ends too far out", text: () => full('a:\n  b: "x\nc: d\n') },
  ...["\\n", "\\u4e5d", "\\U0001F389", "\\x41", "\\\\", '\\"', "\\ud83d\\ude00", "\\ud800", "\\q", "\\u", "\\x"].map(
    (unit) => ({
      about: `a quoted text of ${unit}`,
      text: () => `a: "${full(unit)}"\n`,
    }),
  ),
  { about: "quoted texts of escapes", text: () => full('- "\\n"\n') },
  { about: "quoted texts of wrong escapes", text: () => full('- "\\q"\n') },
  { about: "quotes within quotes", text: () => `a: '${full("''")}'\n` },
  { about: "a number of a million digits", text: () => `a: ${full("9")}\n` },
  { about: "a million digits alone", text: () => full("9") },
  { about: "a number of a million digits in a card", text: () => card(`  base_info:\n    get_limit: ${full("9")}`) },
  { about: "a million zeros and a number", text: () => `a: ${full("0")}1\n` },
  { about: "a million digits of hex", text: () => `a: 0x${full("f")}\n` },
  { about: "a million digits of octal", text: () => `a: 0o${full("7")}\n` },
  { about: "a number behind a million digits of a fraction", text: () => `a: 1.${full("9")}\n` },
  { about: "an exponent of a million digits", text: () => `a: 1e${full("9")}\n` },
  { about: "an exponent of a million digits, negative", text: () => `a: 1e-${full("9")}\n` },
  { about: "a million digits and a letter", text: () => `a: ${full("9")}x\n` },
  { about: "digits and underscores", text: () => `a: ${full("1_")}\n` },
  { about: "digits and colons", text: () => `a: ${full("1:")}1\n` },
  { about: "points", text: () => `a: ${full(".")}\n` },
  { about: "numbers too large, as many as there is room for", text: () => filled(() => "- 99999999999999999999") },
  { about: "numbers too large in a list", text: () => `a: [${full("99999999999999999999,")}]` },
  { about: "numbers in odd spellings", text: () => filled(() => "- 010") },
  { about: "numbers in odd spellings in a list", text: () => `a: [${full("010,")}]` },
  { about: "infinities", text: () => filled(() => "- .inf") },
  { about: "a key of a megabyte", text: () => `${full("k")}: 1\n` },
  { about: "a key of a megabyte in quotes", text: () => `"${full("k")}": 1\n` },
  { about: "a key of a megabyte behind a question mark", text: () => `? ${full("k")}\n: 1\n` },
  { about: "two keys of half a megabyte", text: () => `${full("k", 500_000)}: 1\n${full("k", 500_000)}: 1\n` },
  { about: "keys of a kilobyte", text: () => filled((i) => `${"k".repeat(1_000)}${i}: 1`) },
  { about: "keys that are lists", text: () => filled((i) => `? [${i}]\n: 1`) },
  { about: "keys that are numbers", text: () => filled((i) => `${i}: 1`) },
  { about: "keys that are refused", text: () => filled(() => "- __proto__: 1") },
  { about: "keys that are refused, in one mapping", text: () => filled(() => "__proto__: 1") },
  { about: "tags that are nobody's", text: () => filled(() => "- !x y") },
  { about: "tags of YAML", text: () => filled(() => "- !!str y") },
  { about: "tags of binary data", text: () => `a: !!binary ${full("A")}\n` },
  { about: "tags of sets", text: () => `a: !!set {${full("x,", 900_000)}}\n` },
  { about: "tags of ordered mappings", text: () => `a: !!omap [${full("x: 1,", 900_000)}]\n` },
  { about: "tags of pairs", text: () => `a: !!pairs [${full("x: 1,", 900_000)}]\n` },
  { about: "a tag of a megabyte", text: () => `a: !${full("x")} y\n` },
  { about: "a tag of escapes", text: () => `a: !${full("%41")} y\n` },
  { about: "an anchor of a megabyte", text: () => `a: &${full("x")} y\n` },
  { about: "directives", text: () => `${full("%YAML 1.2\n")}---\na: 1\n` },
  { about: "directives of tags", text: () => `${filled((i) => `%TAG !e${i}! tag:example.com,2000:`)}---\na: 1\n` },
  { about: "directives nobody knows", text: () => full("%FOO bar\n") },
  { about: "directives of versions, each with a document", text: () => full("%YAML 1.1\n---\na: no\n...\n") },
  { about: "a directive of a megabyte", text: () => `%${full("a ")}\n---\na: 1\n` },
  { about: "a directive of comments", text: () => `%a ${full("#")}\n---\na: 1\n` },
  { about: "a directive of blanks", text: () => `%YAML ${full(" ")}\n---\na: 1\n` },
  { about: "marks of a merge", text: () => full("<<<<<<< HEAD\n") },
  { about: "marks of a merge on one line", text: () => full("<<<<<<<") },
  { about: "marks of a merge within lines", text: () => full(" =======\n") },
  { about: "bytes that are no UTF-8", text: () => Buffer.alloc(whole, 0xff) },
  {
    about: "a byte that is no UTF-8 at the end",
    text: () => Buffer.concat([Buffer.from(full("- x\n")), Buffer.from([0xc3])]),
  },
];

/** Documents that are YAML, and hard to judge or to tell of. */
export const documentBombs: readonly Bomb[] = [
  { about: "40,000 unknown keys of a card", text: () => card(lines(40_000, (i) => `  k${i}: 1`)) },
  { about: "unknown keys as many as there is room for", text: () => card(filled((i) => `  ${i.toString(36)}:`)) },
  {
    about: "unknown keys in braces",
    text: () => `kind: MemberCard\nname: gold\nspec: {${filled((i) => `a${i.toString(36)},`)}}\n`,
  },
  { about: "unknown keys of a kilobyte", text: () => card(filled((i) => `  ${"bas".repeat(300)}${i}: 1`)) },
  { about: "an unknown key of a megabyte", text: () => card(`  ${full("k")}: 1`) },
  {
    about: "two unknown keys of half a megabyte",
    text: () => card(`  ${full("k", 500_000)}: 1\n  ${full("l", 500_000)}: 1`),
  },
  { about: "a kind of a megabyte", text: () => `kind: ${full("k")}\nname: gold\nspec: {}\n` },
  {
    about: "unknown keys of documents",
    text: () => `kind: MemberCard\nname: gold\nspec: {}\n${filled((i) => `k${i}: 1`)}`,
  },
  {
    about: "unknown keys, each in a mapping of a list",
    text: () => card(`  base_info:\n    location_id_list:\n${filled((i) => `      - {k${i}: 1}`)}`),
  },
  {
    about: "60 levels of unknown keys, again and again",
    text: () => card(filled((i) => `${" ".repeat(2 + (i % 58))}a${i % 58 === 0 ? i : ""}:`)),
  },
  { about: "the same key of a card", text: () => card(`  base_info:\n${lines(40_000, () => "    title: 金卡")}`) },
  { about: "documents of one name", text: () => lines(10_000, () => "---\nkind: MemberCard\nname: gold\nspec: {}") },
  {
    about: "documents of one name, as many as there is room for",
    text: () => full("--- {kind: MemberCard, name: g, spec: {}}\n"),
  },
  {
    about: "documents of names of their own",
    text: () => filled((i) => `---\nkind: MemberCard\nname: g${i}\nspec: {}`),
  },
  {
    about: "documents of one id",
    text: () => filled((i) => `---\nkind: MemberCard\nname: g${i}\nid: pAbcdefghijklmnopqrstuvwxyz1\nspec: {}`),
  },
  { about: "documents without a kind", text: () => full("---\nname: gold\n") },
  { about: "documents of an unknown kind", text: () => full("---\nkind: MemberCart\nname: gold\n") },
  {
    about: "documents of an unknown account",
    text: () => filled((i) => `---\nkind: MemberCard\nname: g${i}\naccount: nobody\nspec: {}`),
  },
  {
    about: "documents that are to be deleted",
    text: () => filled((i) => `---\nkind: MemberCard\nname: g${i}\nstate: absent`),
  },
  {
    about: "accounts of a document",
    text: () => `kind: MemberCard\nname: gold\naccounts:\n${filled((i) => `  a${i}: {}`)}spec: {}\n`,
  },
  {
    about: "accounts of a document, listed",
    text: () => `kind: MemberCard\nname: gold\naccounts:\n${filled((i) => `  - a${i}`)}spec: {}\n`,
  },
  {
    about: "overlays of a document",
    text: () =>
      `kind: MemberCard\nname: gold\nspec: {}\naccounts:\n${filled((i) => `  a${i}: {spec: {base_info: {title: x}}}`)}`,
  },
  {
    about: "overlays without a reason",
    text: () => `kind: MemberCard\nname: gold\nspec: {}\naccounts:\n${filled((i) => `  a${i}: {state: absent}`)}`,
  },
  {
    about: "blank overlays",
    text: () =>
      `kind: MemberCard\nname: gold\nspec: {}\naccounts:\n${filled((i) => `  a${i}: {spec: {prerogative: }}`)}`,
  },
  {
    about: "ids of a document",
    text: () => `kind: PayGiftRule\nname: gold\nspec: {}\nid:\n${filled((i) => `  - "${i}"`)}`,
  },
  {
    about: "exceptions of a document",
    text: () => `kind: MemberCard\nname: gold\nspec: {}\nignore:\n${filled((i) => `  - /k${i}`)}`,
  },
  {
    about: "consents of a document",
    text: () => `kind: MemberCard\nname: gold\nspec: {}\nallow:\n${filled((i) => `  - {what: k${i}}`)}`,
  },
  {
    about: "numbers too large in a card",
    text: () =>
      card(`  base_info:\n    location_id_list:\n${filled((i) => `      - ${9007199254740993n + BigInt(i)}`)}`),
  },
  {
    about: "numbers too large on one line of a card",
    text: () => card(`  base_info:\n    location_id_list: [${full("9007199254740993, ")}]`),
  },
  {
    about: "numbers in odd spellings in a card",
    text: () => card(`  base_info:\n    location_id_list:\n${filled(() => "      - 010")}`),
  },
  {
    about: "numbers in odd spellings on one line of a card",
    text: () => card(`  base_info:\n    location_id_list: [${full("010, ")}]`),
  },
  {
    about: "one location again and again",
    text: () => card(`  base_info:\n    location_id_list:\n${filled(() => "      - 1")}`),
  },
  {
    about: "100,000 locations",
    text: () => card(`  base_info:\n    location_id_list:\n${lines(100_000, (i) => `    - ${i}`)}`),
  },
  {
    about: "100,000 locations on one line",
    text: () =>
      card(`  base_info:\n    location_id_list: [${Array.from({ length: 100_000 }, (_, i) => i).join(", ")}]`),
  },
  {
    about: "100,000 locations and a mistake",
    text: () => card(`  base_info:\n    titel: x\n    location_id_list:\n${lines(100_000, (i) => `    - ${i}`)}`),
  },
  {
    about: "locations that are no numbers",
    text: () => card(`  base_info:\n    location_id_list:\n${filled(() => "    - x")}`),
  },
  { about: "locations that are nothing", text: () => card(`  base_info:\n    location_id_list: [${full("~,")}]`) },
  {
    about: "merchant ids",
    text: () => `kind: PayGiftRule\nname: gold\nspec:\n  mchid_list:\n${filled((i) => `    - "${1_900_000_000 + i}"`)}`,
  },
  {
    about: "merchant ids, all the same",
    text: () => `kind: PayGiftRule\nname: gold\nspec:\n  mchid_list:\n${filled(() => `    - "1900000000"`)}`,
  },
  {
    about: "merchant ids in mappings",
    text: () => `kind: PayGiftRule\nname: gold\nspec:\n  mchid_list: [${full("{},", 900_000)}]`,
  },
  { about: "a text of hidden characters", text: () => card(`  prerogative: "${full("\u202e")}"`) },
  { about: "a text of hidden characters and others", text: () => card(`  prerogative: ${full("a\u200b")}`) },
  {
    about: "texts of hidden characters",
    text: () => card(`  base_info:\n    location_id_list:\n${filled(() => "    - a\u200b")}`),
  },
  {
    about: "reasons of hidden characters",
    text: () => `kind: MemberCard\nname: gold\nspec: {}\nignore:\n${filled((i) => `  - /k${i}\u200b`)}`,
  },
  { about: "a name of a megabyte", text: () => `kind: MemberCard\nname: ${full("n")}\nspec: {}\n` },
  { about: "a name of combining characters", text: () => `kind: MemberCard\nname: e${full("\u0301")}\nspec: {}\n` },
  {
    about: "a name of combining characters out of order",
    text: () => `kind: MemberCard\nname: e${full("\u0301\u0323")}\nspec: {}\n`,
  },
  { about: "a text of a megabyte", text: () => card(`  prerogative: ${full("九")}`) },
  { about: "a text of blanks", text: () => card(`  prerogative: "a${full(" ")}b"`) },
  { about: "a text of many lines", text: () => card(`  prerogative: |\n${full("    x\n")}`) },
  ...[
    ["background_pic_url", "http://mmbiz.qpic.cn/"],
    ["base_info.logo_url", "http://mmbiz.qpic.cn/"],
    ["base_info.color", "Color"],
    ["base_info.title", ""],
    ["base_info.service_phone", "1"],
    ["base_info.custom_url", "http://a."],
    ["base_info.center_url", "https://"],
    ["base_info.date_info.begin_timestamp", "2026-"],
    ["base_info.date_info.type", "DATE"],
    ["activate_url", "http://"],
  ].flatMap(([path = "", head = ""]) =>
    ["1", "a", "-", ".", "/", "%", " ", "：", "1:", "a.", "a、", "\u200b", "@", "?a=b&"].map((unit) => ({
      about: `${path} of ${JSON.stringify(unit)}`,
      text: () => card(nested(path.split("."), JSON.stringify(`${head}${full(unit)}!`))),
    })),
  ),
  ...["brand_id", "cover_image_url", "card_name", "title", "stock_id", "begin_time", "activity_name"].flatMap((key) =>
    ["BrandCard", "PayGiftRule"].map((kind) => ({
      about: `${kind} ${key} of digits`,
      text: () => `kind: ${kind}\nname: gold\nspec:\n  ${key}: "${full("1")}x"\n`,
    })),
  ),
  {
    about: "a request that was pasted, deep",
    text: () => `card:\n${lines(40, (i) => `${"  ".repeat(i + 1)}member_card:`)}\n${full("#\n")}`,
  },
  {
    about: "fields in place of a list of fields",
    text: () => card(`  custom_cell1:\n${filled((i) => `    k${i}: [1]`)}`),
  },
  {
    about: "nothing in every field",
    text: () => card(filled((i) => `  ${["prerogative", "base_info", "bonus_rule"][i] ?? `k${i}`}:`)),
  },
];

function nested(path: readonly string[], value: string): string {
  return path
    .map((key, depth) => `${"  ".repeat(depth + 1)}${key}:`)
    .join("\n")
    .concat(` ${value}`);
}

const account = "accounts:\n  coffee:\n    platform: weixin\n    appid: wx0123456789abcdef\n";

/** Project files that are YAML, and hard to judge or to tell of. */
export const projectBombs: readonly Bomb[] = [
  {
    about: "accounts as many as there is room for",
    text: () =>
      `accounts:\n${filled((i) => `  a${i}: {platform: weixin, appid: wx${i.toString(16).padStart(16, "0")}}`)}`,
  },
  {
    about: "accounts of one appid",
    text: () => `accounts:\n${filled((i) => `  a${i}: {platform: weixin, appid: wx0123456789abcdef}`)}`,
  },
  { about: "accounts that are nothing", text: () => `accounts:\n${filled((i) => `  a${i}:`)}` },
  {
    about: "accounts of default",
    text: () => `accounts:\n${filled((i) => `  a${i}: {platform: weixin, default: true, appid: x${i}}`)}`,
  },
  { about: "unknown keys", text: () => `${account}${filled((i) => `k${i}: 1`)}` },
  { about: "unknown keys of an account", text: () => `${account}${filled((i) => `    k${i}: 1`)}` },
  { about: "keys of secrets", text: () => `${account}${filled((i) => `    k${i}_secret: x`)}` },
  { about: "an unknown key of a megabyte", text: () => `${account}${full("k")}: 1\n` },
  { about: "a time zone of a megabyte", text: () => `${account}timezone: ${full("Asia/")}x\n` },
  {
    about: "patterns as many as there is room for",
    text: () => `${account}cards:\n${filled((i) => `  - cards/${i}.yaml`)}`,
  },
  { about: "numbers in odd spellings", text: () => `${account}cards: [${full("010,")}]\n` },
  {
    about: "an appid of a megabyte",
    text: () => `accounts:\n  coffee:\n    platform: weixin\n    appid: wx${full("0")}\n`,
  },
  {
    about: "an account name of a megabyte",
    text: () => `accounts:\n  ${full("a")}:\n    platform: weixin\n    appid: wx0123456789abcdef\n`,
  },
  { about: "documents behind it", text: () => `${account}${full("---\na: 1\n")}` },
];

const stateHead = "format: wxcards.state/1\nidentity: wx0123456789abcdef\n";
const entry = (i: number) =>
  `MemberCard/g${i}:\n  id: pAbcdefghijklmnopqrstuvwxyz${i}\n  settled:\n    /base_info/title: 0123456789abcdef`;

/** Files of state, with the head that all of them have. */
export const stateBombs: readonly Bomb[] = [
  ...yamlBombs.map(({ about, text }) => ({
    about: `${about}, behind the head`,
    text: () => Buffer.concat([Buffer.from(stateHead), Buffer.from(text())]),
  })),
  {
    about: "332 bytes of aliases",
    text: () =>
      `${stateHead}a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${lines(9, (i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(",")}]`)}\n`,
  },
  { about: "entries of many resources", text: () => `${stateHead}${filled(entry)}` },
  { about: "entries, and one alias at the end", text: () => `${stateHead}${filled(entry)}MemberCard/x: *a\n` },
  { about: "entries of nothing", text: () => `${stateHead}${filled((i) => `MemberCard/g${i}: {}`)}` },
  { about: "entries of unknown members", text: () => `${stateHead}${filled((i) => `MemberCard/g${i}: {k: 1}`)}` },
  {
    about: "an entry of unknown members",
    text: () => `${stateHead}MemberCard/g:\n  id: x\n${filled((i) => `  k${i}: 1`)}`,
  },
  {
    about: "an entry of unknown members of a kilobyte",
    text: () => `${stateHead}MemberCard/g:\n  id: x\n${filled((i) => `  ${"k".repeat(1_000)}${i}: 1`)}`,
  },
  {
    about: "an entry of digests",
    text: () => `${stateHead}MemberCard/g:\n  id: x\n  settled:\n${filled((i) => `    /k${i}: 0123456789abcdef`)}`,
  },
  {
    about: "an entry of rules",
    text: () => `${stateHead}PayGiftRule/g:\n  objects:\n${filled((i) => `    "${i}": ["1"]`)}`,
  },
  {
    about: "a body of a megabyte",
    text: () => `${stateHead}PayGiftRule/g:\n  objects:\n    "1": ["1"]\n  former:\n    "1": '${full("[")}'\n`,
  },
  {
    about: "a body of a megabyte in brackets that close",
    text: () =>
      `${stateHead}PayGiftRule/g:\n  objects:\n    "1": ["1"]\n  former:\n    "1": '{"a":${"[".repeat(500_000)}${"]".repeat(500_000)}}'\n`,
  },
  {
    about: "an instant of a megabyte",
    text: () => `${stateHead}MemberCard/g:\n  id: x\n  review:\n    since: "${full("1")}"\n    fields: {}\n`,
  },
  {
    about: "an instant of parentheses",
    text: () => `${stateHead}MemberCard/g:\n  id: x\n  review:\n    since: "${full("(")}"\n    fields: {}\n`,
  },
  { about: "an identity of a megabyte", text: () => `format: wxcards.state/1\nidentity: ${full("x")}\n` },
];
