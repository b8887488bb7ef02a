import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import {
  clear,
  clone,
  counted,
  env,
  everything,
  folderOfTest,
  git,
  opened,
  place,
  repositoryOf,
  write,
} from "./support.ts";

afterAll(clear);

describe("opening the repository of a project", () => {
  test("finds it from a folder below, and names the folder", async () => {
    const { work } = place();
    mkdirSync(join(work, "shops/上海"), { recursive: true });
    const found = await repositoryOf(join(work, "shops/上海"));
    expect(found).toMatchObject({ top: work, prefix: "shops/上海", isShallow: false, objectFormat: "sha1" });
    expect(found.gitDir).toBe(join(work, ".git"));
    expect(found.ownDir).toBe(join(work, ".git/wxcards/state.git"));
    expect((await repositoryOf(work)).prefix).toBe("");
  });

  test("a work tree has the git directory of all, and at depth 1 it is shallow", async () => {
    const at = place();
    const tree = join(at.root, "tree");
    git(at.work, "worktree", "add", "-q", tree);
    expect(await repositoryOf(tree)).toMatchObject({ top: tree, commonDir: join(at.work, ".git") });
    expect(await repositoryOf(clone(at, "one", "--depth", "1"))).toMatchObject({ isShallow: true });
  });

  test("asks nobody on the network, and changes nothing of the user's", async () => {
    const { work } = place();
    const before = everything(work);
    const runner = counted();
    await repositoryOf(work, runner.git);
    expect(runner.network()).toBe(0);
    expect(everything(work)).toEqual(before);
  });

  test("outside a repository is outside, with git or without", async () => {
    const folder = folderOfTest();
    expect(await opened(folder)).toBe("outside");
    expect(await opened(folder, gitRunner({ env: { ...env, PATH: folder } }))).toBe("outside");
  });
});

describe("a repository that git does not open is never outside", () => {
  test("without git", async () => {
    const { work, root } = place();
    const found = await opened(work, gitRunner({ env: { ...env, PATH: join(root, "nothing") } }));
    expect(found).toMatchObject({ code: "state-git-missing", severity: "error" });
  });

  test("with an old git", async () => {
    const { work, root } = place();
    write(join(root, "bin/git"), "#!/bin/sh\necho 'git version 2.30.2 (Apple Git-130)'\n");
    chmodSync(join(root, "bin/git"), 0o755);
    const found = await opened(work, gitRunner({ env: { ...env, PATH: `${join(root, "bin")}:${env["PATH"]}` } }));
    expect(found).toMatchObject({ code: "state-git-old", args: { version: "2.30.2", least: "2.31" } });
  });

  test("where somebody else owns it, with git's own words", async () => {
    const { work } = place();
    // What git's own tests use to play another owner.
    const found = await opened(work, (command) =>
      gitRunner({ env })({ ...command, env: { ...command.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" } }),
    );
    expect(found).toMatchObject({ code: "state-git-unwilling" });
    expect(JSON.stringify(found)).toContain("dubious ownership");
  });

  test("where what stands there is damaged", async () => {
    const { work } = place();
    rmSync(join(work, ".git/HEAD"));
    expect(await opened(work)).toMatchObject({ code: "state-git-unwilling" });
  });
});

describe("the remote", () => {
  test("is origin, the one that is named, or the repository itself", async () => {
    const { work, address } = place();
    expect((await repositoryOf(work)).remote).toMatchObject({ name: "origin", isItself: false });
    git(work, "remote", "add", "upstream", address);
    expect((await repositoryOf(work, undefined, { remote: "upstream" })).remote.name).toBe("upstream");
    const alone = folderOfTest();
    git(alone, "init", "-q");
    expect((await repositoryOf(alone)).remote).toMatchObject({ name: ".", isItself: true });
  });

  test("that is not there is an error, also where only others are", async () => {
    const { work } = place();
    const named = await opened(work, undefined, { remote: "backup" });
    expect(named).toMatchObject({ code: "state-remote-unknown", args: { remote: "backup", remotes: ["origin"] } });
    git(work, "remote", "rename", "origin", "upstream");
    expect(await opened(work)).toMatchObject({ code: "state-remote-unknown", args: { remotes: ["upstream"] } });
  });
});

describe("our own repository", () => {
  test("is made once, bare, without hooks, and made again when it is damaged", async () => {
    const { work } = place();
    const first = await repositoryOf(work);
    const blob = (await first.own(["hash-object", "-w", "--stdin"], { input: "x" })).code;
    expect(blob).toBe(0);
    expect(existsSync(join(first.ownDir, "hooks"))).toBe(false);
    const again = await repositoryOf(work);
    expect((await again.own(["count-objects"])).stdout.toString()).toContain("1 objects");
    rmSync(join(first.ownDir, "objects"), { recursive: true });
    const mended = await repositoryOf(work);
    expect((await mended.own(["count-objects"])).stdout.toString()).toContain("0 objects");
  });

  test("puts its packs together when there are many, and loses nothing", async () => {
    const { work } = place();
    const first = await repositoryOf(work);
    const input = (index: number) =>
      `commit refs/seen/${index}\ncommitter M <m> ${index} +0000\ndata 1\nx\nM 100644 inline f\ndata 3\n${100 + index}\ndone\n`;
    for (let index = 0; index < 101; index += 1)
      expect((await first.own(["fast-import", "--quiet", "--done"], { input: input(index) })).code).toBe(0);
    const packs = () => readdirSync(join(first.ownDir, "objects/pack")).filter((name) => name.endsWith(".pack")).length;
    expect(packs()).toBe(101);
    const again = await repositoryOf(work);
    expect(packs()).toBe(1);
    expect((await again.own(["fsck", "--connectivity-only"])).code).toBe(0);
    expect((await again.own(["cat-file", "-e", "refs/seen/7:f"])).code).toBe(0);
  });

  test("gets the user's settings of this repository, also included ones, and each header once", async () => {
    const { work, root } = place();
    write(join(root, "included"), "[http]\n\tproxy = http://127.0.0.1:9\n");
    git(work, "config", "include.path", join(root, "included"));
    git(work, "config", "http.https://example.com/.extraheader", "X-Shop: 1");
    git(work, "config", "core.hooksPath", "hooks");
    const home = folderOfTest();
    write(join(home, ".gitconfig"), '[http "https://example.com/"]\n\textraheader = X-Mine: 2\n');
    const runner = gitRunner({ env: { ...env, HOME: home } });
    const found = await repositoryOf(work, runner);
    const listed = (
      await found.own(["config", "--get-all", "http.https://example.com/.extraheader"])
    ).stdout.toString();
    expect(listed.slice(listed.lastIndexOf("\n\n") + 2)).toBe("X-Mine: 2\nX-Shop: 1\n");
    expect((await found.own(["config", "http.proxy"])).stdout.toString()).toBe("http://127.0.0.1:9\n");
    expect((await found.own(["config", "core.hooksPath"])).stdout.toString()).toBe("/dev/null\n");
  });

  test("gets settings that stand in the environment", async () => {
    const { work } = place();
    const given = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "http.proxy", GIT_CONFIG_VALUE_0: "http://127.0.0.1:8" };
    const found = await repositoryOf(work, gitRunner({ env: { ...env, ...given } }));
    expect((await found.own(["config", "http.proxy"])).stdout.toString()).toBe("http://127.0.0.1:8\n");
  });

  test("has the user's objects where they are lent", async () => {
    const { work } = place();
    const found = await repositoryOf(work);
    const head = git(work, "rev-parse", "HEAD");
    expect((await found.own(["cat-file", "-e", head])).code).not.toBe(0);
    expect((await found.own(["cat-file", "-e", head], { env: found.usersObjects })).code).toBe(0);
  });
});
