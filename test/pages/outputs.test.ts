import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blocksOf } from "../../scripts/pages.ts";
import { approval } from "./approval.ts";
import { brandCards } from "./brands.ts";
import { activation, credentials, documents, drift, firstSteps, members, reviews, whitelist } from "./cards.ts";
import { testWhitelist } from "./people.ts";
import { payGiftRules } from "./rules.ts";
import { thirdParty } from "./third-party.ts";
import { type Story, speaking } from "./world.ts";

/*
 * What pages show as output is what the command prints, in the language of the page: each story is played on the embedded
 * platform. A page may leave lines out; `…` stands for what it leaves out of a line.
 */

interface Page {
  readonly name: string;
  readonly story: Story;
  /** Which blocks are no output, counted from 0: drawings, and files of a user. */
  readonly drawn?: readonly number[];
}

const pages: readonly Page[] = [
  { name: "going-live.md", story: firstSteps },
  { name: "documents.md", story: documents, drawn: [0] },
  { name: "activation.md", story: activation },
  { name: "test-whitelist.md", story: testWhitelist },
  { name: "reviews.md", story: reviews, drawn: [0, 5] },
  { name: "drift.md", story: drift },
  { name: "members.md", story: members },
  { name: "credentials.md", story: credentials },
  { name: "ip-whitelist.md", story: whitelist },
  { name: "third-party.md", story: thirdParty },
  { name: "approval.md", story: approval },
  { name: "pay-gift-rules.md", story: payGiftRules },
  { name: "brand-cards.md", story: brandCards, drawn: [3] },
];

const languages = [
  { language: "en", folder: "docs" },
  { language: "zh-CN", folder: "docs/zh-CN" },
] as const;

/** Lines of a page that nothing has printed in this order. */
function notPrinted(shown: readonly string[], all: readonly string[]): string[] {
  let from = 0;
  return shown.filter((line) => {
    if (line.trim() === "" || line.trim() === "…" || line.startsWith("$ ")) return false;
    const parts = line.split(/\[…\]|…/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const pattern = new RegExp(`^${parts.join(".*")}$`);
    const at = all.findIndex((printed, index) => index >= from && pattern.test(printed.trimEnd()));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

describe.each(languages)("pages in $language", ({ language, folder }) => {
  test.each(pages)("$name", async ({ name, story, drawn = [] }) => {
    const text = readFileSync(join(import.meta.dirname, "../..", folder, name), "utf8");
    const shown = blocksOf(text).filter(({ word }) => word === "text" || word === "console");
    const lines = (await story(speaking(language))).flatMap((printed) => printed.split("\n"));
    const outputs = shown.filter((_block, index) => !drawn.includes(index));
    expect(outputs.length).toBeGreaterThan(0);
    expect(outputs.flatMap(({ body }) => notPrinted(body.split("\n"), lines))).toEqual([]);
  });
});

test("a line that nothing prints is found, and one that comes too late", () => {
  const all = ["a  1", "b … c", "d"];
  expect(notPrinted(["a  1", "    …", "d"], all)).toEqual([]);
  expect(notPrinted(["d", "a  1", "a …"], all)).toEqual(["a  1", "a …"]);
  expect(notPrinted(["b […] c", "e"], all)).toEqual(["e"]);
});
