import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { bareEnvironment, run, runWell } from "./shell.ts";

/** Who commits at the desk and merges at the host. */
const people = {
  GIT_AUTHOR_NAME: "An",
  GIT_AUTHOR_EMAIL: "an@yunshan.example",
  GIT_COMMITTER_NAME: "An",
  GIT_COMMITTER_EMAIL: "an@yunshan.example",
};

/** The bare repository of a host, by the hand of the host itself. */
export interface BareRepository {
  /** Where folders of this play are, taken away at the end of the test. */
  readonly root: string;
  readonly folder: string;
  /** Runs git in it; throws where git fails. */
  git(...args: readonly string[]): Promise<string>;
  /** What a ref names; undefined where there is no such ref. */
  commitOf(ref: string): Promise<string | undefined>;
  /** The text of a file in a commit; undefined where there is none. */
  textIn(commit: string, path: string): Promise<string | undefined>;
  /** The files that differ between two commits; all of the second one where the first is not there. */
  changed(from: string | undefined, to: string): Promise<readonly string[]>;
  /** Makes the commit that merges `head` into `base`; undefined where they do not fit together. */
  merged(base: string, head: string, subject: string): Promise<string | undefined>;
}

/** Makes an empty one, and a folder for all else. `name` is its path on the host. */
export async function newRepository(name: string): Promise<BareRepository> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "wxcards-play-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "served", name);
  mkdirSync(folder, { recursive: true });
  const env = { ...bareEnvironment, ...people, HOME: "/nonexistent" };
  const git = (...args: readonly string[]) => runWell(["git", ...args], { folder, env });
  await git("init", "--quiet", "--bare", "--initial-branch=main");
  // As hosts do: a job fetches the commit it was started for by its name, and may push where its token lets it.
  await git("config", "uploadpack.allowAnySHA1InWant", "true");
  await git("config", "http.receivepack", "true");
  await git("config", "receive.autogc", "false");
  const asked = async (...args: readonly string[]) => {
    const { code, log } = await run(["git", ...args], { folder, env });
    return code === 0 ? log : undefined;
  };
  return {
    root,
    folder,
    git,
    commitOf: async (ref) => (await asked("rev-parse", "--quiet", "--verify", `${ref}^{commit}`))?.trim(),
    textIn: (commit, path) => asked("show", `${commit}:${path}`),
    changed: async (from, to) => {
      const listed =
        from === undefined
          ? await git("ls-tree", "-r", "--name-only", to)
          : await git("diff", "--name-only", "--no-renames", from, to);
      return listed.split("\n");
    },
    merged: async (base, head, subject) => {
      const tree = (await asked("merge-tree", "--write-tree", base, head))?.trim();
      return tree === undefined ? undefined : git("commit-tree", tree, "-p", base, "-p", head, "-m", subject);
    },
  };
}

/** Runs lines of a shell as somebody at a desk, who has a name in git and nothing else. */
export async function atDesk(folder: string, home: string, line: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  return runWell(["bash", "-euo", "pipefail", "-c", line], {
    folder,
    env: { ...bareEnvironment, ...people, HOME: home },
  });
}
