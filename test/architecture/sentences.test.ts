import { describe, expect, test } from "vitest";
import { sentencesIn } from "../../scripts/sentences/find.ts";

describe("a sentence outside the catalogue of messages is found", () => {
  test.each([
    ["in a text", 'note("nothing was sent");', "nothing was sent"],
    ["in a template", "note(`$" + "{count} cards were sent`);", "… cards were sent"],
    ["in Chinese", 'note("没有任何文件被写入");', "没有任何文件被写入"],
    ["in the head of a table", 'lines.push("| id | |");', "| id | |"],
    ["on its line", '\n\nnote("nothing was sent");', "nothing was sent"],
  ])("%s", (_where, text, sentence) => {
    const [found, ...others] = sentencesIn("a.ts", text);
    expect(others).toEqual([]);
    expect(found).toEqual({ line: text.split("\n").length, text: sentence });
  });

  test.each([
    ["a comment", "// nothing was sent\n/* nothing was sent */"],
    ["what a bug says", 'throw new Error("nothing was sent");'],
    ["a code", 'problem("nothing-was-sent", {});'],
    ["two words", 'note("not sent");'],
    ["a row without words", 'lines.push("|---|---|");'],
    ["a pattern", 'new RegExp("(?:a|bc|d)");'],
    ["an import", 'import { a } from "a b c d";'],
  ])("%s is none", (_which, text) => {
    expect(sentencesIn("a.ts", text)).toEqual([]);
  });
});
