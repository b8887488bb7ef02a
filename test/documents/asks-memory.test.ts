import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDocuments } from "../../src/config/documents.ts";
import { kinds } from "../../src/kinds/registry.ts";
import type { Project } from "../../src/model/project.ts";
import { resolveDocuments } from "../../src/resolve/resolve.ts";
import { locator } from "../../src/yaml/locate.ts";

const root = join(import.meta.dirname, "../..");
const account = { sandbox: false, settings: {}, guards: {}, identity: "" } as const;
const project = {
  file: join(root, "wxcards.yaml"),
  root,
  accounts: [
    { ...account, name: "coffee", platform: "weixin", default: true },
    { ...account, name: "coffee-brand", platform: "wechatpay", default: true },
  ],
  cards: [],
  timezone: "Asia/Shanghai",
  guards: {},
} as unknown as Project;

/** Whether judging a document by itself asks what is remembered: that may start git, and a check is run on every save. */
function asks(file: string, text = readFileSync(join(root, file), "utf8")): boolean {
  const { locate, written } = locator();
  const files = { readInside: () => new TextEncoder().encode(text) } as never;
  const { documents, problems } = readDocuments({ files, project, kinds, locate, written }, [file]);
  expect(problems).toEqual([]);
  let isAsked = false;
  const states = () => {
    isAsked = true;
    return new Map();
  };
  resolveDocuments(documents, { project, kinds, locate }, states);
  return isAsked;
}

test("a card that says how it is activated asks for no memory", () => {
  const gold = readFileSync(join(root, "cards/gold.yaml"), "utf8").replace(/^id: .*\n/m, "");
  const form =
    "settings: { activateuserform: { required_form: { common_field_id_list: [USER_FORM_INFO_FLAG_MOBILE] } } }\n";
  expect(asks("cards/gold.yaml", gold + form)).toBe(false);
  expect(asks("cards/gold.yaml", gold.replace("wx_activate", "auto_activate"))).toBe(false);
});

test("a card that only an existing one makes right asks for it", () => {
  const gold = readFileSync(join(root, "cards/gold.yaml"), "utf8").replace(/^id: .*\n/m, "");
  expect(asks("cards/gold.yaml", gold)).toBe(true);
  expect(asks("cards/gold.yaml", gold.replace("  wx_activate: true\n", ""))).toBe(true);
});
