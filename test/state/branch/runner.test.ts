import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import { clear, env, folderOfTest, write } from "./support.ts";

afterAll(clear);

/** A program in place of git, which does what the script says. */
function played(script: string): { readonly folder: string; readonly env: Readonly<Record<string, string>> } {
  const folder = folderOfTest();
  write(join(folder, "git"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "git"), 0o755);
  return { folder, env: { PATH: `${folder}:${env["PATH"]}` } };
}

describe("the runner of git", () => {
  test("gives code, output and words, and passes what is to be read", async () => {
    const at = played('cat; echo "fatal: $1 $LC_ALL" >&2; exit 3');
    const answer = await gitRunner(at)({ args: ["x"], folder: at.folder, input: "卡" });
    expect(answer).toEqual({ code: 3, stdout: Buffer.from("卡"), stderr: "fatal: x C" });
  });

  test("takes passwords out of addresses", async () => {
    const at = played('echo "fatal: https://mei:hunter2@example.com/x.git" >&2; exit 1');
    const { stderr } = await gitRunner(at)({ args: [], folder: at.folder });
    expect(stderr).toBe("fatal: https://example.com/x.git");
  });

  test("passes nothing that points at a repository or traces, and what leads to hosts and credentials", async () => {
    const at = played("env");
    const hostile = {
      GIT_DIR: "/x",
      GIT_WORK_TREE: "/x",
      GIT_INDEX_FILE: "/x",
      GIT_TRACE: "1",
      GIT_NAMESPACE: "x",
      WXCARDS_SHOP_APPSECRET: "s3cret",
    };
    const kept = {
      SSH_AUTH_SOCK: "/s",
      GIT_SSH_COMMAND: "ssh -v",
      https_proxy: "http://p",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "a.b",
    };
    const run = gitRunner({ env: { ...at.env, ...hostile, ...kept } });
    const output = Buffer.from((await run({ args: [], folder: at.folder, env: { MORE: "1" } })).stdout).toString();
    for (const name of Object.keys(hostile)) expect(output).not.toMatch(new RegExp(`^${name}=`, "m"));
    for (const [name, value] of Object.entries({ ...kept, MORE: "1", GIT_TERMINAL_PROMPT: "0" }))
      expect(output).toContain(`${name}=${value}\n`);
  });

  test("ends git and what it started when time is up", async () => {
    const at = played("sleep 60 & wait");
    const answer = await gitRunner(at)({ args: [], folder: at.folder, deadline: 50 });
    expect(answer).toMatchObject({ code: null, failure: "late" });
  });

  test("ends it with the signal, and starts none after it", async () => {
    const at = played(`touch ran; sleep 60`);
    const stop = new AbortController();
    const run = gitRunner({ ...at, signal: stop.signal });
    const answer = run({ args: [], folder: at.folder });
    stop.abort();
    expect(await answer).toMatchObject({ code: null, failure: "stopped" });
    expect(await run({ args: [], folder: at.folder })).toMatchObject({ code: null, failure: "stopped" });
  });

  test("says that there is no git, or that it cannot be started", async () => {
    const folder = folderOfTest();
    expect(await gitRunner({ env: { PATH: folder } })({ args: [], folder })).toMatchObject({ failure: "missing" });
    write(join(folder, "git"), "");
    expect(await gitRunner({ env: { PATH: folder } })({ args: [], folder })).toMatchObject({ failure: "unstartable" });
  });

  test("keeps to itself that git does not read", async () => {
    const at = played("exit 0");
    const answer = await gitRunner(at)({ args: [], folder: at.folder, input: new Uint8Array(4_000_000) });
    expect(answer).toMatchObject({ code: 0 });
  });
});
