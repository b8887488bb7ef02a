import { join } from "node:path";
import { expect, test } from "vitest";
import { readLock } from "../../src/config/lock.ts";
import { memoryFiles, ROOT } from "./support.ts";

/* Files that wxcards writes hold plain data; what it never writes is not read, however short it is. */
const head = "format: wxcards.state/1\nidentity: wx0123456789abcdef\n";

function problemsOf(text: string | Uint8Array): string[] {
  const project = {
    root: ROOT,
    file: join(ROOT, "wxcards.yaml"),
    accounts: [],
    cards: [],
    timezone: "Asia/Shanghai",
    guards: { drift: "keep" as const, maxChanges: 50 },
  };
  const account = {
    name: "coffee",
    platform: "weixin" as const,
    identity: "wx0123456789abcdef",
    default: true,
    sandbox: false,
    settings: {},
  };
  const { problems } = readLock(memoryFiles({ "wxcards.state/coffee/state.yaml": text }), project, account);
  return problems.map(({ code, args, place }) => `${place?.line}:${place?.column} ${code} ${String(args["reason"])}`);
}

test.each([
  ["an anchor", "MemberCard/g:\n  id: &a x\n", "4:7 state-damaged yaml-not-data"],
  ["an alias", "MemberCard/g:\n  id: x\nMemberCard/h: *a\n", "5:15 state-damaged yaml-not-data"],
  ["a tag", "MemberCard/g: !!map\n  id: x\n", "3:15 state-damaged yaml-not-data"],
])("%s in a lock file", (_about, text, problem) => {
  expect(problemsOf(head + text)).toEqual([problem]);
});

test("a directive in a lock file, and bytes that are no UTF-8", () => {
  expect(problemsOf(`%YAML 1.2\n---\n${head}`)).toEqual(["1:1 state-damaged yaml-not-data"]);
  expect(problemsOf(Buffer.concat([Buffer.from(head), Buffer.from([0xff])]))).toEqual(["1:1 state-damaged not-utf8"]);
});

test("marks of anchors and tags within texts are texts", () => {
  expect(problemsOf(`${head}MemberCard/g:\n  id: "&a *b !c"\n  # %YAML 1.1\n  later:\n    a: "x\n      y"\n`)).toEqual(
    [],
  );
});
