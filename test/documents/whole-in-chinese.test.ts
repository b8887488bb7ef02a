import { expect, test } from "vitest";
import { memoryFiles, PROJECT, runIn } from "./support.ts";

/** Mistakes that are about a document as a whole, which has no name. */
const wrong: Readonly<Record<string, string>> = {
  "without fields": "kind: MemberCard\nname: gold\n",
  "without a name": "kind: MemberCard\nspec: {}\n",
  "with a key that is none": "kind: MemberCard\nname: gold\nnotice: 8\nspec: {}\n",
  "of another kind without fields": "kind: TestWhitelist\nname: testers\n",
};

test.each(Object.entries(wrong))(
  "a document %s is told of in Chinese without an English word for it",
  async (_, text) => {
    const files = memoryFiles({ "wxcards.yaml": PROJECT, "cards/x.yaml": text });
    const { code, stdout } = await runIn(files, ["validate", "--lang", "zh-CN"]);
    expect(code).toBe(65);
    expect(stdout).not.toMatch(/\bthis\b/);
  },
);
