import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { describeHead, namedRef, type RefVariables } from "../../../src/state/order/head.ts";
import { askingHere } from "../../../src/state/order/own-git.ts";
import { isPushed } from "../../../src/state/order/pushed.ts";
import { parts } from "./asked.ts";
import { bytesOf, commitCard, deskOf, git, hostWith, jobOf, removeHome, watchedGit } from "./host.ts";

afterAll(removeHome);

const host = hostWith(
  {
    C0: { parents: [], date: 1_780_000_000 },
    C1: { parents: ["C0"] },
    K: { parents: ["C0"] },
    M: { parents: ["C1", "K"] },
  },
  { "refs/heads/main": "M", "refs/heads/old": "C1" },
);

function asking(folder: string) {
  const { run } = watchedGit();
  return askingHere((args, { env }) => run({ args, folder, env }));
}

test("a merge at depth 1 has the parents that it names, its date and its branch", async () => {
  const head = await describeHead(asking(jobOf(host, "M", { branch: "main" })), parts, {});
  expect(head).toEqual({
    status: "commit",
    source: {
      commit: host.names["M"],
      parents: [host.names["C1"], host.names["K"]],
      date: 1_780_000_000 + 3 * 3600,
      dirty: false,
      ref: "refs/heads/main",
    },
  });
});

test("words of a message are neither parents nor dates", async () => {
  const desk = deskOf(host);
  git(desk, "commit", "--quiet", "--allow-empty", "--message", `parent ${"0".repeat(40)}\ncommitter x <x> 1 +0000`);
  git(desk, "checkout", "--quiet", "--detach");
  const head = await describeHead(asking(desk), parts, {});
  expect(head).toMatchObject({ source: { parents: [host.names["M"]], date: 1_790_000_000 } });
  expect(head.status === "commit" && "ref" in head.source).toBe(false);
});

test("a document that git was never told of makes it dirty, another file does not", async () => {
  const desk = deskOf(host);
  const more = { ...parts, files: [...parts.files, "cards/new.yaml"] };
  writeFileSync(join(desk, "cards/new.yaml"), "new");
  expect(await describeHead(asking(desk), parts, {})).toMatchObject({ source: { dirty: false } });
  expect(await describeHead(asking(desk), more, {})).toMatchObject({ source: { dirty: true } });
  git(desk, "rm", "--quiet", "cards/gold.yaml");
  expect(await describeHead(asking(desk), { ...parts, files: ["wxcards.yaml"] }, {})).toMatchObject({
    source: { dirty: true },
  });
});

test("the index stays as it is, also where git would note anew when files were written", async () => {
  const desk = deskOf(host);
  utimesSync(join(desk, "cards/gold.yaml"), 1_780_000_000, 1_780_000_000);
  const before = bytesOf(desk);
  expect(await describeHead(asking(desk), parts, {})).toMatchObject({ source: { dirty: false } });
  expect(bytesOf(desk)).toEqual(before);
  git(desk, "status");
  expect(bytesOf(desk)).not.toEqual(before);
});

test.each<[RefVariables, string | undefined]>([
  [{}, undefined],
  [{ GITHUB_REF: "refs/heads/main" }, "refs/heads/main"],
  [{ GITHUB_REF: "refs/pull/7/merge" }, "refs/pull/7/merge"],
  [{ GITHUB_REF: "" }, undefined],
  [{ CI_COMMIT_REF_NAME: "main" }, "refs/heads/main"],
  [{ CI_COMMIT_BRANCH: "main", CI_COMMIT_REF_NAME: "main" }, "refs/heads/main"],
  [{ CI_COMMIT_TAG: "v1", CI_COMMIT_REF_NAME: "v1" }, "refs/tags/v1"],
  [
    { CI_MERGE_REQUEST_REF_PATH: "refs/merge-requests/3/merge", CI_COMMIT_REF_NAME: "feature" },
    "refs/merge-requests/3/merge",
  ],
])("the ref that %j names", (variables, ref) => {
  expect(namedRef(variables)).toBe(ref);
});

test("whether a commit was pushed is said where this repository knows it, and nobody is asked", async () => {
  const pushed = async (folder: string) => {
    const before = bytesOf(folder);
    const answer = await isPushed(asking(folder), "origin", git(folder, "rev-parse", "HEAD"));
    expect(bytesOf(folder)).toEqual(before);
    return answer;
  };
  const desk = deskOf(host);
  expect(await pushed(desk)).toBe("yes");
  git(desk, "checkout", "--quiet", "--detach", "origin/old~1");
  expect(await pushed(desk)).toBe("yes");
  git(desk, "checkout", "--quiet", "main");
  commitCard(desk, "desk");
  expect(await pushed(desk)).toBe("no");
  git(desk, "checkout", "--quiet", "--detach");
  expect(await pushed(desk)).toBe("unknown");
  git(desk, "push", "--quiet", "origin", "HEAD:refs/heads/new");
  expect(await pushed(desk)).toBe("yes");
  const cut = deskOf(host, "--depth=1");
  expect(await pushed(cut)).toBe("yes");
  commitCard(cut, "cut");
  expect(await pushed(cut)).toBe("unknown");
  git(cut, "remote", "remove", "origin");
  expect(await pushed(cut)).toBe("unknown");
});
