import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { withoutValue, withValue } from "../../src/model/pointer.ts";
import { patchedDocument } from "../../src/yaml/patch/patch.ts";
import { readYaml } from "../../src/yaml/yaml.ts";

/** What a change makes of a text, and what that says: undefined stands for a key that is taken out. */
function patched(text: string, changes: Readonly<Record<string, Json | undefined>>) {
  const before = readYaml("x.yaml", text).values[0]?.value as JsonObject;
  let after = before;
  for (const [path, value] of Object.entries(changes))
    after = value === undefined ? withoutValue(after, path) : withValue(after, path, value);
  const result = patchedDocument(text, before, after);
  const read = readYaml("x.yaml", result ?? "");
  expect({ problems: read.problems, value: read.values[0]?.value }).toEqual({ problems: [], value: after });
  return result;
}

/** Texts as people write them, and what a change of a value makes of them. */
test.each<[string, string, Readonly<Record<string, Json | undefined>>, string]>([
  ["a tag that fits stays", "a: !!str 123 # c\n", { "/a": "124" }, 'a: !!str "124" # c\n'],
  ["a tag that does not fit goes", "a: !!str abc # c\n", { "/a": null }, "a: null # c\n"],
  ["a tag of a map that is cleared goes", "a: !!map\n  k: 1\nb: 2\n", { "/a": null }, "a: null\nb: 2\n"],
  ["an anchor stays before a number", "a: &x abc\n", { "/a": 5 }, "a: &x 5\n"],
  ["an anchor stays before nothing at all", "a: &x\nb: 1\n", { "/a": "t" }, "a: &x t\nb: 1\n"],
  [
    "an anchor of a map that is cleared",
    "a: &x # c\n  k: 1\n  l: 2\nb: *x\n",
    { "/a": null, "/b": null },
    "a: &x null # c\nb: *x\n",
  ],
  ["an anchor of a list that is emptied", "a: &x\n  - 1\n  - 2\nb: 1\n", { "/a": [] }, "a: &x []\nb: 1\n"],
  [
    "a text in the place of lines behind a blank one",
    "a:\n\n  k: 1\n# c\nb: 1\n",
    { "/a": "t\n" },
    'a: "t\\n"\n\n# c\nb: 1\n',
  ],
  ["both sorts of line break", "a: 1\r\nb: |\n  x\n  y\nc: 1\n", { "/b": "x\nz\n" }, "a: 1\r\nb: |\n  x\n  z\nc: 1\n"],
  [
    "lines come in with the break of their neighbour",
    "a: 1\r\nb:\n  - 1\n",
    { "/b": [1, 2] },
    "a: 1\r\nb:\n  - 1\n  - 2\n",
  ],
  [
    "lines come in behind the last one, which has no break",
    "a: 1\nb:\r\n  - 1",
    { "/b": [1, 2] },
    "a: 1\nb:\r\n  - 1\r\n  - 2",
  ],
  ["keys in quotes", '"a": {"k": "x", \'l\': 1}\n', { "/a/k": "y", "/a/l": 2 }, '"a": {"k": "y", \'l\': 2}\n'],
  ["an explicit key", "? a\n: k: 1\n", { "/a/k": 2 }, "? a\n: k: 2\n"],
  ["a value on the next line", "a:\n  # c\n  long\n  text\nb: 1\n", { "/a": "t" }, "a:\n  # c\n  t\nb: 1\n"],
  [
    "what reads otherwise without quotes",
    "a: x\nb: x\nc: x\n",
    { "/a": "yes", "/b": "0123", "/c": " x" },
    'a: "yes"\nb: "0123"\nc: " x"\n',
  ],
  [
    "a remark in brackets stays",
    "a: [\n  1, # one\n  2 # two\n]\n",
    { "/a": [1, 2, 3] },
    "a: [\n  1, # one\n  2, # two\n  3\n]\n",
  ],
  [
    "names become keys where the list is not indented",
    "a:\n- x # c\n\n# d\n- y\nb: 1\n",
    { "/a": { x: { k: 1 }, y: {} } },
    "a:\n  x: { k: 1 } # c\n\n# d\n  y: {}\nb: 1\n",
  ],
  [
    "names become keys in brackets on lines",
    "a: [\n  x, # c\n  y\n]\n",
    { "/a": { x: { k: 1 }, y: {} } },
    "a: {\n  x: { k: 1 }, # c\n  y: {}\n}\n",
  ],
  ["names become keys in brackets", "a: [x, y]\n", { "/a": { x: { k: 1 }, y: {} } }, "a: { x: { k: 1 }, y: {} }\n"],
  ["keys in brackets that stand alone", "a: {x, y}\n", { "/a/x": { k: 1 } }, "a: {x: { k: 1 }, y}\n"],
  [
    "JSON stays JSON",
    '{\n  "a": { "k": "x" },\n  "b": null\n}\n',
    { "/a/l": { m: ["y"] }, "/b": "z" },
    '{\n  "a": { "k": "x", "l": { "m": ["y"] } },\n  "b": "z"\n}\n',
  ],
  [
    "keys that come in beside keys in quotes",
    '"a":\n  "k": x\n',
    { "/a/l": { m: "y" } },
    '"a":\n  "k": x\n  "l":\n    "m": "y"\n',
  ],
])("%s", (_name, text, changes, expected) => {
  expect(patched(text, changes)).toBe(expected);
});
