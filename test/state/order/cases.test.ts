import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeOrder } from "../../../src/state/order/judge.ts";
import { askedOf } from "./asked.ts";
import {
  commitCard,
  deskOf,
  documentsOf,
  git,
  home,
  hostWith,
  jobOf,
  newPath,
  type Planned,
  removeHome,
  userSettings,
} from "./host.ts";

/*
 * The rule for old commits on real git: hosts over file://, clones as jobs and desks make them. Each case also holds
 * that no file of the clone changed, and that the operations on the network are those that the rule counts. Proves G28.
 */
afterAll(removeHome);

/** A line of commits, each the child of the one before, and each with other documents. */
function line(names: readonly string[], from?: string, more: Readonly<Record<string, Partial<Planned>>> = {}) {
  return Object.fromEntries(
    names.map((name, index) => {
      const parent = index === 0 ? from : names[index - 1];
      return [name, { parents: parent === undefined ? [] : [parent], card: name, ...more[name] }];
    }),
  );
}

const main = ["C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];
const onMain = { GITHUB_REF: "refs/heads/main" };

/**
 * ```text
 * main     C0 … C4 C5 C6 C7 C8 C9 ─ R     R reverts C9
 * feature      ├ F1 F2  │  └ M  └ O       M = refs/pull/7/merge = C8 + F2; O and O2 touch another folder only
 * squashed     └ S ─ S2 └ X               S says what F2 says; tag vX
 * ```
 */
const commits = {
  ...line(main),
  ...line(["F1", "F2"], "C4"),
  M: { parents: ["C8", "F2"], card: "M" },
  ...line(["S", "S2"], "C4", { S: { card: "F2" } }),
  R: { parents: ["C9"], card: "C8" },
  ...line(["O", "O2"], "C9", { O: { card: "C9" }, O2: { card: "C9" } }),
  X: { parents: ["C7"], card: "X" },
};
const host = hostWith(commits, {
  "refs/heads/main": "C9",
  "refs/heads/feature": "F2",
  "refs/heads/squashed": "S2",
  "refs/heads/reverted": "R",
  "refs/heads/other": "O2",
  "refs/tags/v3": "C3",
  "refs/tags/vX": "X",
  "refs/pull/7/merge": "M",
});

const jobs = new Map<string, string>();
/** Clones that no case changes serve all that want the same. */
function job(name: string, checkout: Parameters<typeof jobOf>[2] = { branch: "main" }, of = host): string {
  const key = JSON.stringify([name, checkout, of.folder]);
  const folder = jobs.get(key) ?? jobOf(of, name, checkout);
  jobs.set(key, folder);
  return folder;
}

describe("a job at depth 1", () => {
  test.each([
    ["nothing was applied yet", "C5", undefined, "first", "no-memory", 0],
    ["the next commit", "C5", "C4", "forward", "child", 0],
    ["five later", "C9", "C4", "forward", "ancestor", 1],
    ["an old job, one behind", "C4", "C5", "stale", "parent", 0],
    ["an old job, four behind", "C4", "C8", "stale", "descendant", 1],
    ["the same job again, and a scheduled one", "C4", "C4", "same", "documents", 0],
    ["the revert of the commit applied last", "R", "C9", "forward", "child", 0],
    ["the revert, again by the job of what it reverts", "C9", "R", "stale", "parent", 0],
    ["where only another folder moved", "O2", "C9", "same", "documents", 0],
  ])("%s", async (_case, name, last, verdict, because, network) => {
    const applied = last === undefined ? {} : { applied: host.applied(last) };
    expect(await askedOf({ folder: job(name), variables: onMain, ...applied })).toMatchObject({
      verdict,
      because,
      network,
      head: { status: "commit", source: { commit: host.names[name], dirty: false, ref: "refs/heads/main" } },
    });
  });

  test("where only another folder moved, the newer commit is known as such all the same", async () => {
    const asking = { variables: onMain, by: judgeOrder };
    expect(await askedOf({ ...asking, folder: job("O2"), applied: host.applied("C9") })).toMatchObject({
      verdict: "forward",
      network: 1,
    });
    expect(await askedOf({ ...asking, folder: job("C9"), applied: host.applied("O2") })).toMatchObject({
      verdict: "stale",
      network: 1,
    });
  });

  test("several accounts ask for the same history once", async () => {
    const asked = await askedOf({
      folder: job("C9"),
      applied: host.applied("C2"),
      variables: onMain,
      by: async (input, questions) => {
        const verdicts: string[] = [];
        for (const name of ["C4", "C5", "F2"]) {
          const memory = { applied: host.applied(name), recent: [] };
          verdicts.push((await judgeOrder({ ...input, memory }, questions)).verdict);
        }
        expect(verdicts).toEqual(["forward", "forward", "diverged"]);
        return judgeOrder(input, questions);
      },
    });
    // One for all of main, one for the branch beside it, and one for the tips.
    expect(asked).toMatchObject({ verdict: "forward", network: 3 });
  });
});

describe("branches, pull requests and tags", () => {
  const pull = { GITHUB_REF: "refs/pull/7/merge" };
  test.each([
    ["a feature branch, when main was applied after it began", "F2", "C9", "refs/heads/feature", "diverged", "branch"],
    ["a job of that branch that is not its tip any more", "F1", "C9", "refs/heads/feature", "stale", "no-tip"],
    ["main, after a feature branch was applied", "C9", "F2", "refs/heads/main", "diverged", "branch"],
    ["an old job of main, after a feature branch was applied", "C7", "F2", "refs/heads/main", "stale", "no-tip"],
    ["what squashed an applied branch", "S", "F2", "refs/heads/squashed", "same", "documents"],
    ["the commit behind what squashed it", "S2", "F2", "refs/heads/squashed", "diverged", "branch"],
    ["the merge of a pull request on what was applied", "M", "C8", pull.GITHUB_REF, "forward", "child"],
    ["the merge of a pull request on something newer", "M", "C6", pull.GITHUB_REF, "forward", "ancestor"],
    ["the merge of a pull request whose base is behind", "M", "C9", pull.GITHUB_REF, "diverged", "pull-request"],
    ["such a merge that its host made anew since", "M", "C9", "refs/pull/8/merge", "stale", "no-tip"],
    ["a tag of something older", "C3", "C9", "refs/tags/v3", "stale", "descendant"],
    ["a tag beside the branch", "X", "C9", "refs/tags/vX", "diverged", "tag"],
  ])("%s: %s after %s on %s", async (_case, name, last, ref, verdict, because) => {
    const folder = job(name, {});
    const asked = await askedOf({ folder, applied: host.applied(last), variables: { GITHUB_REF: ref } });
    expect(asked).toMatchObject({ verdict, because, head: { source: { ref } } });
    expect(asked.network).toBeLessThanOrEqual(2);
  });

  test("a tag, annotated or not, that a detached clone has at HEAD", async () => {
    const desk = deskOf(host);
    git(desk, "checkout", "--quiet", "--detach", "vX");
    expect(await askedOf({ folder: desk, applied: host.applied("C9") })).toMatchObject({ because: "tag", network: 1 });
    git(host.folder, "tag", "--annotate", "--message", "a", "annotated", host.names["X"] ?? "");
    git(desk, "fetch", "--quiet", "--tags");
    git(desk, "tag", "--delete", "vX");
    expect(await askedOf({ folder: desk, applied: host.applied("C9") })).toMatchObject({ because: "tag", network: 1 });
  });

  test("a tag on a new branch is as old as it was", async () => {
    const desk = deskOf(host);
    git(desk, "checkout", "--quiet", "-b", "back", "v3");
    expect(await askedOf({ folder: desk, applied: host.applied("C9") })).toMatchObject({
      verdict: "stale",
      because: "descendant",
      network: 0,
    });
  });

  test("a detached HEAD of which nobody says what it is", async () => {
    const asking = { applied: host.applied("C9") };
    expect(await askedOf({ ...asking, folder: job("F2", {}) })).toMatchObject({ because: "branch", network: 2 });
    expect(await askedOf({ ...asking, folder: job("F1", {}) })).toMatchObject({ because: "no-tip", network: 2 });
  });
});

describe("history that was rewritten", () => {
  // C8 and C9 were taken back, F1 and F2 rebased and squashed; all of them are lost.
  const rewritten = hostWith(
    { ...commits, ...line(["X2", "X3"], "X"), ...line(["G1", "G2"], "X3") },
    { "refs/heads/main": "X3", "refs/heads/feature": "G2", "refs/heads/squashed": "S2" },
    { lost: ["C8", "C9", "F1", "F2", "M", "R", "O", "O2"] },
  );
  const recent = (...names: readonly string[]) => names.map((name) => host.names[name] ?? "");
  test("the commits of both hosts are the same ones", () => {
    expect(rewritten.names["X"]).toBe(host.names["X"]);
  });

  test.each([
    ["a forced push, applied commit lost", "X3", "C9", ["C8", "C7"], "main", "forward", "substitute", 3],
    ["an old job of what was before it", "C6", "C9", ["C8", "C7"], "main", "stale", "substitute", 3],
    ["the job of what was applied before the lost ones", "C7", "C9", ["C8", "C7"], "main", "stale", "no-tip", 4],
    ["a forced push, nothing of it remembered", "X3", "C9", [], "main", "diverged", "branch", 4],
    ["an old job, nothing of it remembered", "X2", "C9", [], "main", "stale", "no-tip", 4],
    ["a branch that was rebased", "G2", "F2", ["F1", "C4"], "feature", "forward", "substitute", 3],
    ["main, behind the squash of a branch that is gone", "S2", "F2", ["C4"], "squashed", "forward", "substitute", 3],
    ["the commit before a lost one, by its own word", "C8", "C9", [], "main", "stale", "parent", 0],
  ])("%s", async (_case, name, last, before, branch, verdict, because, network) => {
    const folder = job(name, { branch }, name === "C8" ? host : rewritten);
    git(folder, "remote", "set-url", "origin", rewritten.address);
    const asking = { folder, applied: host.applied(last), recent: recent(...before) };
    expect(await askedOf({ ...asking, variables: { GITHUB_REF: `refs/heads/${branch}` } })).toMatchObject({
      verdict,
      because,
      network,
    });
  });

  test("a forced push whose host still has what was applied", async () => {
    const forced = hostWith(commits, { "refs/heads/main": "X" });
    const asking = { folder: job("X", { branch: "main" }, forced), variables: onMain };
    expect(await askedOf({ ...asking, applied: host.applied("C9") })).toMatchObject({
      verdict: "diverged",
      because: "branch",
      network: 2,
    });
  });
});

describe("at a desk", () => {
  test("a whole clone asks nobody", async () => {
    const desk = deskOf(host);
    const verdicts: (readonly [string, string, number])[] = [];
    // One after another: each of them looks at what the folder of the clone is left with.
    for (const name of ["C4", "F2", "O2", "C9"]) {
      const { verdict, network } = await askedOf({ folder: desk, applied: host.applied(name) });
      verdicts.push([name, verdict, network]);
    }
    expect(verdicts).toEqual([
      ["C4", "forward", 0],
      // The tip of main is asked for.
      ["F2", "diverged", 1],
      ["O2", "same", 0],
      ["C9", "same", 0],
    ]);
  });

  test("a commit that was not pushed, and the job that comes after it was applied", async () => {
    const desk = deskOf(host);
    const commit = commitCard(desk, "desk");
    const [base = "", last = ""] = ["C9", "C8"].map((name) => host.names[name]);
    expect(await askedOf({ folder: desk, applied: host.applied("C9") })).toMatchObject({
      because: "child",
      network: 0,
    });
    expect(await askedOf({ folder: desk, applied: host.applied("C4") })).toMatchObject({
      verdict: "forward",
      network: 0,
    });
    const applied = { ...host.applied("C9"), commit, parents: [base], documents: documentsOf("desk") };
    const asking = { applied, recent: [base, last], variables: onMain };
    // The job of the commit below it is older, and so are those before that.
    expect(await askedOf({ ...asking, folder: job("C9") })).toMatchObject({ because: "parent", network: 0 });
    expect(await askedOf({ ...asking, folder: job("C7") })).toMatchObject({ because: "substitute", verdict: "stale" });
    expect(await askedOf({ ...asking, folder: job("R") })).toMatchObject({ because: "substitute", verdict: "forward" });
  });

  test("a commit on something that is old by now is stale, until it has what is newer", async () => {
    const desk = jobOf(host, "C7", { depth: 0, branch: "main" });
    git(desk, "update-ref", "refs/remotes/origin/main", "HEAD");
    commitCard(desk, "desk");
    const asking = { folder: desk, applied: host.applied("C9") };
    expect(await askedOf(asking)).toMatchObject({ verdict: "stale", because: "no-tip" });
    git(desk, "branch", "--move", "mine");
    expect(await askedOf(asking)).toMatchObject({ verdict: "diverged", because: "branch" });
    git(desk, "fetch", "--quiet");
    git(desk, "rebase", "--quiet", "--strategy-option=theirs", "origin/main");
    expect(await askedOf(asking)).toMatchObject({ verdict: "forward", network: 0 });
  });

  test("a branch that is ahead of the remote's is a tip", async () => {
    const desk = deskOf(host, "--branch", "feature");
    commitCard(desk, "desk");
    expect(await askedOf({ folder: desk, applied: host.applied("C9") })).toMatchObject({
      because: "branch",
      network: 1,
    });
  });

  test("at depth 1, a commit that was not pushed", async () => {
    const desk = deskOf(host, "--depth=1");
    commitCard(desk, "desk");
    commitCard(desk, "desk again");
    const asking = { folder: desk, by: judgeOrder };
    expect(await askedOf({ ...asking, applied: host.applied("C9") })).toMatchObject({ verdict: "forward", network: 0 });
    expect(await askedOf({ ...asking, applied: host.applied("C4") })).toMatchObject({ verdict: "forward", network: 2 });
    expect(await askedOf({ ...asking, applied: host.applied("F2") })).toMatchObject({
      verdict: "diverged",
      network: 3,
    });
  });

  test("a changed card, a new one, one that is gone and one that git ignores are no part of HEAD", async () => {
    const desk = deskOf(host);
    const card = join(desk, "cards/gold.yaml");
    const dirtyNow = async (applied = "C9") => {
      const { verdict, because, head } = await askedOf({ folder: desk, applied: host.applied(applied) });
      return [verdict, because, head.status === "commit" && head.source.dirty];
    };
    writeFileSync(join(desk, "other/new.txt"), "no document");
    writeFileSync(join(desk, "other/notes.txt"), "no document either");
    expect(await dirtyNow()).toEqual(["same", "documents", false]);
    writeFileSync(card, "changed");
    expect(await dirtyNow()).toEqual(["same", "commit", true]);
    expect(await dirtyNow("C8")).toEqual(["forward", "child", true]);
    git(desk, "add", "cards");
    expect(await dirtyNow()).toEqual(["same", "commit", true]);
    git(desk, "rm", "--quiet", "--cached", "cards/gold.yaml");
    writeFileSync(join(desk, ".gitignore"), "cards/\n");
    writeFileSync(card, "C9");
    expect(await dirtyNow()).toEqual(["same", "documents", true]);
  });

  test("a second work tree, and a project below the top", async () => {
    const desk = deskOf(host, "--depth=1", "--no-single-branch");
    const tree = newPath("tree");
    git(desk, "worktree", "add", "--quiet", tree, "origin/feature");
    const asking = { folder: tree, untouched: [tree, desk] };
    expect(await askedOf({ ...asking, applied: host.applied("F1") })).toMatchObject({ because: "child", network: 0 });
    expect(await askedOf({ ...asking, applied: host.applied("C4") })).toMatchObject({
      because: "ancestor",
      network: 1,
    });

    const below = deskOf(host);
    mkdirSync(join(below, "shop"));
    git(below, "mv", "cards", "wxcards.yaml", "shop/");
    git(below, "commit", "--quiet", "--message", "move");
    const project = { folder: below, project: "shop" };
    expect(await askedOf({ ...project, applied: host.applied("C4") })).toMatchObject({
      head: { source: { dirty: false } },
    });
    writeFileSync(join(below, "shop/cards/gold.yaml"), "changed");
    expect(await askedOf({ ...project, applied: host.applied("C4") })).toMatchObject({
      head: { source: { dirty: true } },
    });
  });

  test("a submodule is judged by its own history, and documents in one by that of the project", async () => {
    const top = newPath("top");
    git(home, "init", "--quiet", top);
    const allowed = ["-c", "protocol.file.allow=always"];
    git(top, ...allowed, "submodule", "add", "--quiet", "--branch", "main", host.address, "shop");
    git(top, "commit", "--quiet", "--message", "add");
    const asking = { folder: join(top, "shop"), untouched: [top] };
    expect(await askedOf({ ...asking, applied: host.applied("C4") })).toMatchObject({
      verdict: "forward",
      network: 0,
      head: { source: { commit: host.names["C9"], dirty: false } },
    });
    expect(await askedOf({ ...asking, applied: host.applied("O2") })).toMatchObject({ verdict: "same", network: 0 });

    const whole = newPath("whole");
    git(home, "init", "--quiet", whole);
    writeFileSync(join(whole, "wxcards.yaml"), "accounts: {}");
    const inner = newPath("inner");
    git(home, "init", "--quiet", inner);
    writeFileSync(join(inner, "gold.yaml"), "inner");
    git(inner, "add", ".");
    git(inner, "commit", "--quiet", "--message", "card");
    git(whole, ...allowed, "submodule", "add", "--quiet", inner, "cards");
    git(whole, "add", ".");
    git(whole, "commit", "--quiet", "--message", "one");
    const first = git(whole, "rev-parse", "HEAD");
    const applied = { ...host.applied("C9"), commit: first, parents: [] };
    expect(await askedOf({ folder: whole, applied })).toMatchObject({
      because: "commit",
      head: { source: { dirty: false } },
    });
    writeFileSync(join(whole, "cards/gold.yaml"), "changed");
    expect(await askedOf({ folder: whole, applied })).toMatchObject({
      because: "commit",
      head: { source: { dirty: true } },
    });
  });
});

describe("clones that hold less, and hosts that give less", () => {
  test.each([
    ["depth 3, applied within", { depth: 3 }, "C9", "C7", "forward", 0],
    ["depth 3, applied before", { depth: 3 }, "C9", "C4", "forward", 1],
    ["depth 3, an old job", { depth: 3 }, "C4", "C9", "stale", 1],
    ["without contents", { depth: 0, filter: "blob:none" }, "C9", "C4", "forward", 0],
    ["without contents, an old job", { depth: 0, filter: "blob:none" }, "C4", "C9", "stale", 0],
    ["without trees, beside", { depth: 0, filter: "tree:0" }, "C9", "F2", "diverged", 1],
    ["without trees, at depth 1", { filter: "tree:0" }, "C9", "C4", "forward", 1],
  ])("a clone of %s", async (_case, checkout, name, last, verdict, network) => {
    const folder = job(name, { branch: "main", ...checkout });
    expect(await askedOf({ folder, applied: host.applied(last), variables: onMain })).toMatchObject({
      verdict,
      network,
    });
  });

  test("a partial clone is not filled with what it lacks", async () => {
    const lacking = hostWith(line(["C0", "C1", "C2"]), { "refs/heads/main": "C2" });
    const folder = jobOf(lacking, "C1", { depth: 0, branch: "main", filter: "blob:none" });
    git(folder, "update-ref", "-d", "refs/remotes/origin/main");
    const added = git(lacking.folder, "commit-tree", "-p", "main", "-m", "later", "main^{tree}");
    git(lacking.folder, "update-ref", "refs/heads/main", added);
    const applied = { ...lacking.applied("C2"), commit: added, parents: [], documents: "sha256:other" };
    expect(await askedOf({ folder, applied, variables: onMain })).toMatchObject({ because: "descendant", network: 1 });
  });

  const versionZero = { "protocol.version": "0" };
  describe.each([
    ["without filters", hostWith(commits, refsOf()), { "uploadpack.allowFilter": "false" }, {}, [1, 1, 2]],
    ["of protocol 0", hostWith(commits, refsOf()), {}, versionZero, [2, 2, 2]],
    [
      "of protocol 0 without filters",
      hostWith(commits, refsOf()),
      { "uploadpack.allowFilter": "false" },
      versionZero,
      [2, 2, 2],
    ],
  ])("a host %s", (_case, poor, config, settings, network) => {
    beforeAll(() => {
      for (const [key, value] of Object.entries(config)) git(poor.folder, "config", key, value);
    });
    test.each([
      ["five later", "C9", "C4", "refs/heads/main", "forward", network[0]],
      ["an old job", "C4", "C9", "refs/heads/main", "stale", network[1]],
      ["the tip beside it", "C9", "F2", "refs/heads/main", "diverged", network[2]],
      ["the merge of a pull request", "M", "C6", "refs/pull/7/merge", "forward", network[0]],
    ])("%s", async (_name, name, last, ref, verdict, operations) => {
      const folder = job(name, { branch: "main" }, poor);
      const asking = { folder, settings, variables: { GITHUB_REF: ref } };
      expect(await askedOf({ ...asking, applied: poor.applied(last) })).toMatchObject({ verdict, network: operations });
    });
  });

  test("the merge of a fork, of which a host of protocol 0 shows only one side", async () => {
    const fork = hostWith(
      { ...line(["C0", "C1", "C2"]), K1: { parents: ["C0"] }, M: { parents: ["C2", "K1"], card: "M" } },
      { "refs/heads/main": "C2", "refs/hidden/M": "M" },
    );
    const folder = jobOf(fork, "M");
    git(fork.folder, "update-ref", "-d", "refs/hidden/M");
    const asking = { folder, settings: versionZero, variables: { GITHUB_REF: "refs/pull/1/merge" } };
    expect(await askedOf({ ...asking, applied: fork.applied("C1") })).toMatchObject({ verdict: "forward", network: 2 });
    expect(await askedOf({ ...asking, applied: fork.applied("C2") })).toMatchObject({ because: "child", network: 0 });
  });

  test("a host that is gone gives no answer, and settles what needs none", async () => {
    const folder = jobOf(host, "C8", { branch: "main" });
    git(folder, "remote", "set-url", "origin", `file://${newPath("gone")}`);
    const asking = { folder, variables: onMain };
    expect(await askedOf({ ...asking, applied: host.applied("C3") })).toMatchObject({
      verdict: "unknown",
      because: "no-answer",
    });
    expect(await askedOf({ ...asking, applied: host.applied("C7") })).toMatchObject({ verdict: "forward", network: 0 });
    expect(await askedOf({ ...asking, applied: host.applied("C9") })).toMatchObject({ verdict: "stale", network: 0 });
  });

  test("names of other hash functions", async () => {
    const long = hostWith(line(main), { "refs/heads/main": "C9" }, { format: "sha256" });
    const asking = { folder: job("C9", { branch: "main" }, long), variables: onMain };
    expect(await askedOf({ ...asking, applied: long.applied("C4") })).toMatchObject({ verdict: "forward", network: 1 });
  });

  test("a repository without a remote is its own", async () => {
    const whole = deskOf(host);
    git(whole, "remote", "remove", "origin");
    expect(await askedOf({ folder: whole, applied: host.applied("C4") })).toMatchObject({
      verdict: "forward",
      network: 0,
    });
    const beside = { ...host.applied("F2"), commit: "0".repeat(40), parents: [] };
    expect(await askedOf({ folder: whole, applied: beside })).toMatchObject({ because: "branch", network: 0 });
    const cut = deskOf(host, "--depth=1");
    git(cut, "remote", "remove", "origin");
    expect(await askedOf({ folder: cut, applied: host.applied("C4") })).toMatchObject({
      verdict: "unknown",
      network: 0,
    });
  });

  test("a HEAD without a commit", async () => {
    const folder = newPath("unborn");
    git(home, "init", "--quiet", folder);
    mkdirSync(join(folder, "cards"));
    writeFileSync(join(folder, "cards/gold.yaml"), "new");
    expect(await askedOf({ folder, applied: host.applied("C4") })).toMatchObject({
      verdict: "unknown",
      because: "no-commit",
    });
  });

  test("what a state names in place of a commit is no word for git", async () => {
    const folder = job("C9");
    for (const commit of ["--all", "HEAD", "main:refs/heads/main"]) {
      const applied = { ...host.applied("C4"), commit, parents: [] };
      expect(await askedOf({ folder, applied, variables: onMain })).toMatchObject({ verdict: "diverged", network: 1 });
    }
  });
});

describe("what would mislead", () => {
  const days = (count: number) => 1_780_000_000 + count * 86_400;
  test("history that is longer than a day is asked for as far as it is needed", async () => {
    const dates = Object.fromEntries(main.map((name, index) => [name, { date: days(index * 30) }]));
    const old = hostWith(
      { ...line(main, undefined, dates), ...line(["F1"], "C2", { F1: { date: days(200) } }) },
      { "refs/heads/main": "C9", "refs/heads/feature": "F1" },
    );
    const asking = { folder: job("C9", { branch: "main" }, old), variables: onMain };
    expect(await askedOf({ ...asking, applied: old.applied("C4") })).toMatchObject({ verdict: "forward", network: 1 });
    // A no needs all of it, and then the tip.
    expect(await askedOf({ ...asking, applied: old.applied("F1") })).toMatchObject({ verdict: "diverged", network: 3 });
  });

  test.each([
    ["of the applied commit is years ahead", { C4: days(9000) }, 1],
    ["between them is years behind", { C6: days(-5000) }, 2],
    ["of all is before 1970", Object.fromEntries(main.map((name) => [name, 0])), 1],
    ["of HEAD is years behind", { C9: days(-5000) }, 1],
  ])("a clock that %s", async (_case, wrong: Readonly<Record<string, number>>, network) => {
    const dates = Object.fromEntries(Object.entries(wrong).map(([name, date]) => [name, { date }]));
    const skewed = hostWith(line(main, undefined, dates), { "refs/heads/main": "C9" });
    const later = { folder: job("C9", { branch: "main" }, skewed), variables: onMain };
    expect(await askedOf({ ...later, applied: skewed.applied("C4") })).toMatchObject({ verdict: "forward", network });
    const older = { folder: job("C4", { branch: "main" }, skewed), variables: onMain };
    expect(await askedOf({ ...older, applied: skewed.applied("C9") })).toMatchObject({ verdict: "stale", network });
  });

  test("commits that checks would refuse have a history all the same", async () => {
    const odd = hostWith({ ...line(["C0"], undefined, { C0: { date: 0 } }), ...line(["C1", "C2"], "C0") }, {});
    const raw = git(odd.folder, "cat-file", "commit", odd.names["C2"] ?? "").replace(
      "<lin@example.com>",
      "<lin@<example.com>",
    );
    const written = newPath("raw");
    writeFileSync(written, `${raw}\n`);
    const commit = git(odd.folder, "hash-object", "-t", "commit", "--literally", "-w", written);
    git(odd.folder, "update-ref", "refs/heads/main", commit);
    const folder = jobOf({ ...odd, names: { odd: commit } }, "odd", { branch: "main" });
    writeFileSync(userSettings, "[fetch]\n\tfsckObjects = true\n");
    const asking = { folder, variables: onMain, applied: odd.applied("C0") };
    expect(await askedOf(asking)).toMatchObject({ verdict: "forward", network: 1 });
    rmSync(userSettings);
  });

  test("a replacement and a graft are no history", async () => {
    for (const how of ["replace", "graft"]) {
      const desk = deskOf(host);
      const [head = "", beside = ""] = [host.names["C9"], host.names["F2"]];
      if (how === "replace") git(desk, "replace", "--graft", head, beside);
      else {
        mkdirSync(join(desk, ".git/info"), { recursive: true });
        writeFileSync(join(desk, ".git/info/grafts"), `${head} ${beside}\n`);
      }
      expect(git(desk, "merge-base", "HEAD", "origin/feature")).toBe(beside);
      const asking = { folder: desk, by: judgeOrder };
      expect(await askedOf({ ...asking, applied: host.applied("F2") })).toMatchObject({
        verdict: "diverged",
        network: 1,
      });
      expect(await askedOf({ ...asking, applied: host.applied("C8") })).toMatchObject({
        verdict: "forward",
        network: 0,
      });
    }
  });

  test("a history with a hole gives no no", async () => {
    const desk = deskOf(host, "--depth=1", "--no-single-branch");
    // Git takes it for whole now, and for two commits without a parent.
    rmSync(join(desk, ".git/shallow"));
    git(desk, "fetch", "--quiet", "--no-tags", "--depth=1", "origin", "tag", "v3");
    rmSync(join(desk, ".git/shallow"));
    expect(await askedOf({ folder: desk, applied: host.applied("C3") })).toMatchObject({
      verdict: "forward",
      network: 1,
    });
  });
});

function refsOf(): Record<string, string> {
  return { "refs/heads/main": "C9", "refs/heads/feature": "F2", "refs/pull/7/merge": "M" };
}
