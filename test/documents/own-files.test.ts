import { expect, test } from "vitest";
import { readStored } from "../../src/state/format/stored.ts";
import { accountOf } from "../helpers/kept.ts";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

/* Files that wxcards writes hold plain data; what it never writes is not read, however short it is. */
const account = accountOf("coffee");
const state = `format: wxcards.state/1\nidentity: ${account.identity}\n`;
const lease = `format: wxcards.lease/1\nidentity: ${account.identity}\n`;

/** What is wrong with the two files of an account, with its place. */
function problemOf(more: { readonly state?: string; readonly lease?: string }): string | undefined {
  const read = readStored(account, { version: "v1", state, lease, ...more }, {});
  if (!("code" in read)) return undefined;
  const { code, args, place } = read;
  return `${place?.file}:${place?.line}:${place?.column} ${code} ${String(args["reason"])}`;
}

test.each([
  ["an anchor", "MemberCard/g:\n  id: &a x\n", "4:7"],
  ["an alias", "MemberCard/g:\n  id: x\nMemberCard/h: *a\n", "5:15"],
  ["a tag", "MemberCard/g: !!map\n  id: x\n", "3:15"],
])("%s in a state, and in a lease", (_about, text, place) => {
  expect(problemOf({ state: state + text })).toBe(`coffee/state.yaml:${place} state-damaged yaml-not-data`);
  expect(problemOf({ lease: lease + text })).toBe(`coffee/lease.yaml:${place} state-damaged yaml-not-data`);
});

test("a directive in a state", () => {
  expect(problemOf({ state: `%YAML 1.2\n---\n${state}` })).toBe("coffee/state.yaml:1:1 state-damaged yaml-not-data");
});

test.each(["state", "lease"])("bytes of a %s that are no UTF-8", async (name) => {
  const folder = "wxcards.state/coffee";
  const texts: Record<string, string> = { state: state.replace(account.identity, "wx0123456789abcdef"), lease };
  const files = memoryFiles({ "wxcards.yaml": PROJECT, "cards/a.yaml": "kind: MemberCard\nname: a\nspec: {}\n" });
  for (const [own, text] of Object.entries(texts))
    files.put(`${folder}/${own}.yaml`, Buffer.concat([Buffer.from(text), Buffer.from(own === name ? [0xff] : [])]));
  const ran = await runIn(files, ["plan", "--format", "json"], { env: { WXCARDS_COFFEE_ACCESS_TOKEN: "token" } });
  expect([ran.code, problemsOf(ran).map(({ code }) => code)]).toEqual([65, ["file-not-utf8"]]);
});

test("marks of anchors and tags within texts are texts", () => {
  const text = `MemberCard/g:\n  id: "&a *b !c"\n  # %YAML 1.1\n  later:\n    a: "x\n      y"\n`;
  expect(problemOf({ state: state + text })).toBeUndefined();
});
