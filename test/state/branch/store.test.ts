import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { storedOf, storeOf, swapOf } from "./store-support.ts";
import { clear, clone, counted, everything, folderOfTest, git, place, repositoryOf, wordOf, write } from "./support.ts";

// Of what is remembered on branches: what was rewound, replaced or taken away is said. Proves G28.

afterAll(clear);

const landed = (swapped: { status: string }) => {
  if (swapped.status !== "landed") throw new Error(JSON.stringify(swapped));
};

describe("a store on branches", () => {
  test("has nothing of an account without a branch, and gives back what was swapped", async () => {
    const at = place();
    const store = await storeOf(at.work);
    expect(await store.read(["coffee"])).toEqual(new Map([["coffee", {}]]));
    const swapped = await store.swap([swapOf("coffee", undefined, "one")]);
    landed(swapped);
    const others = await storeOf(clone(at, "other", "--depth", "1"));
    const read = storedOf(await others.read(["coffee", "tea"]), "coffee");
    expect(read).toEqual({
      version: git(at.bare, "rev-parse", "wxcards-state/coffee"),
      state: "state one\n",
      lease: "lease one\n",
    });
    expect(await others.accounts()).toEqual(["coffee"]);
    const files = git(at.bare, "ls-tree", "--name-only", "wxcards-state/coffee").split("\n");
    expect(files).toEqual(["README.md", "lease.yaml", "state.yaml"]);
  });

  test("leaves a file as it is that a swap does not name", async () => {
    const { work } = place();
    const store = await storeOf(work);
    landed(await store.swap([{ ...swapOf("coffee", undefined, "one"), state: undefined as never }]));
    const first = storedOf(await store.read(["coffee"]), "coffee");
    expect(first).toEqual({ version: first.version, lease: "lease one\n" });
    landed(await store.swap([{ ...swapOf("coffee", first.version, "two"), lease: undefined as never }]));
    expect(storedOf(await store.read(["coffee"]), "coffee")).toMatchObject({
      state: "state two\n",
      lease: "lease one\n",
    });
  });

  test("takes a text in parts", async () => {
    const { work } = place();
    const store = await storeOf(work);
    function* parts() {
      yield "a: 金";
      yield "卡\n";
    }
    landed(await store.swap([{ ...swapOf("coffee", undefined, ""), state: parts() }]));
    expect(storedOf(await store.read(["coffee"]), "coffee").state).toBe("a: 金卡\n");
  });

  test("says what is there where somebody was faster", async () => {
    const at = place();
    const [mine, theirs] = [await storeOf(at.work), await storeOf(clone(at, "other"))];
    landed(await theirs.swap([swapOf("coffee", undefined, "theirs")]));
    const first = await mine.swap([swapOf("coffee", undefined, "mine")]);
    expect(first).toMatchObject({ status: "moved" });
    const stored = first.status === "moved" ? first.stored.get("coffee") : undefined;
    expect(stored).toMatchObject({ state: "state theirs\n" });
    landed(await theirs.swap([swapOf("coffee", stored?.version, "theirs again")]));
    expect(await mine.swap([swapOf("coffee", stored?.version, "mine again")])).toMatchObject({ status: "moved" });
    expect(git(at.bare, "log", "--format=%s", "wxcards-state/coffee").split("\n")).toHaveLength(2);
  });

  test("writes all accounts or none", async () => {
    const at = place();
    const [mine, theirs] = [await storeOf(at.work), await storeOf(clone(at, "other"))];
    landed(await theirs.swap([swapOf("tea", undefined, "theirs")]));
    const both = [swapOf("coffee", undefined, "mine"), swapOf("tea", undefined, "mine")];
    expect(await mine.swap(both)).toMatchObject({ status: "moved" });
    expect(storedOf(await theirs.read(["coffee"]), "coffee")).toEqual({});
    const read = await mine.read(["coffee", "tea"]);
    landed(
      await mine.swap(["coffee", "tea"].map((account) => swapOf(account, storedOf(read, account).version, "both"))),
    );
    expect(storedOf(await theirs.read(["coffee", "tea"]), "tea").state).toBe("state both\n");
  });

  test("takes a branch whose files are as they were, whatever else is in it by now", async () => {
    const at = place();
    const store = await storeOf(at.work);
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    const { version } = storedOf(await store.read(["coffee"]), "coffee");
    const other = clone(at, "other", "--branch", "wxcards-state/coffee");
    write(join(other, "notes.md"), "hello\n");
    git(other, "add", ".");
    git(other, "commit", "-qm", "notes");
    git(other, "push", "-q");
    landed(await store.swap([swapOf("coffee", version, "two")]));
    expect(git(at.bare, "show", "wxcards-state/coffee:notes.md")).toBe("hello");
    expect(git(at.bare, "show", "wxcards-state/coffee:state.yaml")).toBe("state two");
  });

  test("keeps the projects of one repository apart, and their journals", async () => {
    const at = place();
    write(join(at.work, "shops/上海 .lock/x"), "");
    const [top, shop] = [await storeOf(at.work), await storeOf(join(at.work, "shops/上海 .lock"))];
    landed(await top.swap([swapOf("coffee", undefined, "top")]));
    landed(await shop.swap([swapOf("coffee", undefined, "shop")]));
    expect(storedOf(await top.read(["coffee"]), "coffee").state).toBe("state top\n");
    expect(storedOf(await shop.read(["coffee"]), "coffee").state).toBe("state shop\n");
    expect([await top.accounts(), await shop.accounts()]).toEqual([["coffee"], ["coffee"]]);
    expect(shop.place).toMatchObject({ store: "branch", remote: "origin" });
    expect(git(at.bare, "for-each-ref", "--format=%(refname)", "refs/heads/wxcards-state/shops")).toBe(
      "refs/heads/wxcards-state/shops/上海%20%2Elock/coffee",
    );
    expect(top.journals).toEqual({ root: join(at.work, ".git"), folder: "wxcards/journal" });
    expect(shop.journals.folder).toBe("wxcards/journal/shops/上海 .lock");
  });

  test("works without a remote, where the repository keeps the branches itself and runs no hook", async () => {
    const work = folderOfTest();
    git(work, "init", "-q");
    write(join(work, ".git/hooks/pre-receive"), `#!/bin/sh\ntouch ${work}/ran\n`);
    write(join(work, ".git/hooks/post-receive"), `#!/bin/sh\ntouch ${work}/ran\n`);
    for (const name of ["pre-receive", "post-receive"]) chmodSync(join(work, ".git/hooks", name), 0o755);
    const store = await storeOf(work);
    expect(storedOf(await store.read(["coffee"]), "coffee")).toEqual({});
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    expect(storedOf(await (await storeOf(work)).read(["coffee"]), "coffee").state).toBe("state one\n");
    expect(git(work, "status", "--short")).toBe("");
    expect(git(work, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
    expect(existsSync(join(work, "ran"))).toBe(false);
    git(work, "push", "-q", ".", "wxcards-state/coffee:wxcards-state/tea");
    expect(existsSync(join(work, "ran"))).toBe(true);
  });
});

describe("network operations", () => {
  test.each([1, 8])(
    "of a run with %d accounts: one to read, one to acquire, one an account to release",
    async (count) => {
      const at = place();
      const accounts = Array.from({ length: count }, (_, index) => `shop${index}`);
      const first = await storeOf(at.work);
      landed(await first.swap(accounts.map((account) => swapOf(account, undefined, "0"))));
      for (const folder of [at.work, clone(at, "fresh", "--depth", "1")]) {
        const runner = counted();
        const store = await storeOf(folder, runner.git);
        const read = await store.read(accounts);
        expect(runner.network()).toBe(1);
        const acquired = await store.swap(
          accounts.map((account) => swapOf(account, storedOf(read, account).version, `a ${folder}`)),
        );
        landed(acquired);
        expect(runner.network()).toBe(2);
        const versions = acquired.status === "landed" ? acquired.versions : new Map<string, string>();
        landed(await store.swap(accounts.map((account) => swapOf(account, versions.get(account), `r ${folder}`))));
        expect(runner.network()).toBe(3);
      }
    },
  );

  test("none for what is at hand", async () => {
    const at = place();
    const store = await storeOf(at.work);
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    const runner = counted();
    const cached = await storeOf(at.work, runner.git);
    const read = await cached.read(["coffee", "tea"], "cache");
    expect(storedOf(read, "coffee")).toMatchObject({ state: "state one\n", asOf: expect.any(Number) });
    expect(read.get("tea")).toMatchObject({ code: "state-not-fetched" });
    expect(runner.network()).toBe(0);
    // In a clone that has fetched by itself, the user's own refs serve.
    const other = await storeOf(clone(at, "other"), runner.git);
    expect(storedOf(await other.read(["coffee"], "cache"), "coffee").state).toBe("state one\n");
    expect(runner.network()).toBe(0);
  });
});

describe("trouble", () => {
  test("the answer of a push that landed is lost", async () => {
    const at = place();
    const runner = counted(async (command, run) => {
      const answer = await run(command);
      return wordOf(command) === "push" ? { ...answer, code: null, failure: "late", stderr: "" } : answer;
    });
    const store = await storeOf(at.work, runner.git);
    const swapped = await store.swap([swapOf("coffee", undefined, "one"), swapOf("tea", undefined, "one")]);
    landed(swapped);
    expect(git(at.bare, "rev-list", "--count", "wxcards-state/coffee")).toBe("1");
    const version = swapped.status === "landed" ? swapped.versions.get("coffee") : "";
    expect(git(at.bare, "rev-parse", "wxcards-state/coffee")).toBe(version);
  });

  test("the same, and somebody else has written on top of it since", async () => {
    const at = place();
    const theirs = await storeOf(clone(at, "other"));
    const runner = counted(async (command, run) => {
      const answer = await run(command);
      if (wordOf(command) !== "push") return answer;
      const { version } = storedOf(await theirs.read(["coffee"]), "coffee");
      landed(await theirs.swap([swapOf("coffee", version, "two")]));
      return { ...answer, code: 128 };
    });
    const store = await storeOf(at.work, runner.git);
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    expect(git(at.bare, "log", "--format=%B", "wxcards-state/coffee")).toContain("gold one");
  });

  test("the answer is lost, and so is the network", async () => {
    const at = place();
    let isDown = false;
    const runner = counted(async (command, run) => {
      if (wordOf(command) === "push") isDown = true;
      return isDown ? { code: 128, stdout: new Uint8Array(), stderr: "fatal: no route" } : run(command);
    });
    const store = await storeOf(at.work, runner.git);
    await store.read(["coffee"]);
    const swapped = await store.swap([swapOf("coffee", undefined, "one")]);
    expect(swapped).toMatchObject({ status: "unknown", problem: { code: "state-push-unknown" } });
  });

  test("the host says no, in its own words", async () => {
    const at = place();
    write(join(at.bare, "hooks/pre-receive"), "#!/bin/sh\necho 'protected by the owner' >&2\nexit 1\n");
    chmodSync(join(at.bare, "hooks/pre-receive"), 0o755);
    const runner = counted();
    const store = await storeOf(at.work, runner.git);
    const swapped = await store.swap([swapOf("coffee", undefined, "one")]);
    expect(swapped).toMatchObject({
      status: "refused",
      problem: { code: "state-push-refused", class: "not-allowed", args: { branches: ["wxcards-state/coffee"] } },
    });
    expect(JSON.stringify(swapped)).toContain("protected by the owner");
    expect(runner.ran.filter((word) => word === "push")).toHaveLength(5);
    expect(git(at.bare, "for-each-ref", "refs/heads/wxcards-state")).toBe("");
  });

  test("a host that says no once is asked again", async () => {
    const at = place();
    let pushes = 0;
    const runner = counted(async (command, run) => {
      if (wordOf(command) === "push") pushes += 1;
      return wordOf(command) === "push" && pushes < 3
        ? { code: 1, stdout: new Uint8Array(), stderr: "busy" }
        : run(command);
    });
    landed(await (await storeOf(at.work, runner.git)).swap([swapOf("coffee", undefined, "one")]));
    expect(pushes).toBe(3);
  });

  test("no commit can be made: nothing was pushed, and it is no matter of permission", async () => {
    const at = place();
    const runner = counted(async (command, run) =>
      wordOf(command) === "fast-import" ? { code: 128, stdout: new Uint8Array(), stderr: "fatal: full" } : run(command),
    );
    const swapped = await (await storeOf(at.work, runner.git)).swap([swapOf("coffee", undefined, "one")]);
    expect(swapped).toMatchObject({
      status: "refused",
      problem: { code: "state-repository-unmade", class: "failure" },
    });
    expect(runner.ran).not.toContain("push");
  });

  test("out of reach: what was last seen serves and says when, and nothing seen is no empty memory", async () => {
    const at = place();
    landed(await (await storeOf(at.work)).swap([swapOf("coffee", undefined, "one")]));
    renameSync(at.bare, `${at.bare}.away`);
    const store = await storeOf(at.work);
    const read = await store.read(["coffee", "tea"]);
    expect(storedOf(read, "coffee")).toMatchObject({ state: "state one\n", asOf: expect.any(Number) });
    expect(storedOf(read, "coffee").asOf).toBeGreaterThan(Date.now() - 60_000);
    expect(read.get("tea")).toMatchObject({ code: "state-unreachable", severity: "error" });
    expect(await store.accounts()).toEqual(["coffee"]);
  });

  test("nothing is the first push into an empty remote", async () => {
    const root = folderOfTest();
    git(root, "init", "-q", "--bare", "empty.git");
    git(root, "clone", "-q", `file://${root}/empty.git`, "work");
    const store = await storeOf(join(root, "work"));
    expect(storedOf(await store.read(["coffee"]), "coffee")).toEqual({});
    const swapped = await store.swap([swapOf("coffee", undefined, "one")]);
    expect(swapped).toMatchObject({ status: "refused", problem: { code: "state-remote-empty" } });
    expect(git(join(root, "empty.git"), "for-each-ref")).toBe("");
  });

  test("a branch that stands where folders of branches are needed", async () => {
    const at = place();
    git(at.work, "push", "-q", "origin", "main:wxcards-state");
    const swapped = await (await storeOf(at.work)).swap([swapOf("coffee", undefined, "one")]);
    expect(swapped).toMatchObject({ status: "refused", problem: { code: "state-branch-in-the-way" } });
  });

  test("a branch of the name that holds something else", async () => {
    const at = place();
    git(at.work, "push", "-q", "origin", "main:wxcards-state/coffee");
    const read = await (await storeOf(at.work)).read(["coffee"]);
    expect(read.get("coffee")).toMatchObject({ code: "state-branch-foreign" });
  });
});

describe("loss is not emptiness", () => {
  async function twice(at: ReturnType<typeof place>) {
    const store = await storeOf(at.work);
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    const first = storedOf(await store.read(["coffee"]), "coffee").version ?? "";
    landed(await store.swap([swapOf("coffee", first, "two")]));
    return { first, second: git(at.bare, "rev-parse", "wxcards-state/coffee") };
  }

  test("a branch that was rewound is said, until it is put back as the words say", async () => {
    const at = place();
    const { first, second } = await twice(at);
    git(at.bare, "update-ref", "refs/heads/wxcards-state/coffee", first);
    const store = await storeOf(at.work);
    for (const _ of [1, 2]) {
      expect((await store.read(["coffee"])).get("coffee")).toMatchObject({
        code: "state-rewound",
        args: { branch: "wxcards-state/coffee", seen: second, tip: first },
      });
    }
    const { ownDir } = await repositoryOf(at.work);
    git(
      at.work,
      `--git-dir=${ownDir}`,
      "push",
      "-q",
      "--force",
      at.address,
      `${second}:refs/heads/wxcards-state/coffee`,
    );
    expect(storedOf(await store.read(["coffee"]), "coffee").state).toBe("state two\n");
  });

  test("so is one that was replaced by another history, also in a repository of depth 1", async () => {
    const at = place();
    await twice(at);
    const shallow = clone(at, "shallow", "--depth", "1");
    expect(storedOf(await (await storeOf(shallow)).read(["coffee"]), "coffee").state).toBe("state two\n");
    git(at.bare, "update-ref", "-d", "refs/heads/wxcards-state/coffee");
    landed(await (await storeOf(clone(at, "third"))).swap([swapOf("coffee", undefined, "three")]));
    const store = await storeOf(shallow);
    expect((await store.read(["coffee"])).get("coffee")).toMatchObject({ code: "state-rewound" });
    const other = await store.swap([swapOf("coffee", undefined, "four")]);
    expect(other).toMatchObject({ status: "refused", problem: { code: "state-rewound" } });
  });

  test("one that grew since is none, also where only the last commit was fetched", async () => {
    const at = place();
    const { second } = await twice(at);
    const shallow = clone(at, "shallow", "--depth", "1");
    await (await storeOf(shallow)).read(["coffee"]);
    landed(await (await storeOf(at.work)).swap([swapOf("coffee", second, "three")]));
    const runner = counted();
    const read = await (await storeOf(shallow, runner.git)).read(["coffee"]);
    expect(storedOf(read, "coffee").state).toBe("state three\n");
    expect(runner.network()).toBe(1);
  });

  test("a branch that was known and is gone is said", async () => {
    const at = place();
    const { second } = await twice(at);
    git(at.bare, "update-ref", "-d", "refs/heads/wxcards-state/coffee");
    const store = await storeOf(at.work);
    expect((await store.read(["coffee"])).get("coffee")).toMatchObject({ code: "state-gone", args: { seen: second } });
    const swapped = await store.swap([swapOf("coffee", second, "three")]);
    expect(swapped).toMatchObject({ status: "refused", problem: { code: "state-gone" } });
  });
});

describe("what is the user's", () => {
  const hooks = [
    "pre-push",
    "post-checkout",
    "reference-transaction",
    "post-index-change",
    "pre-auto-gc",
    "post-rewrite",
  ];

  test.each([
    ["a whole clone", []],
    ["a clone of depth 1", ["--depth", "1"]],
    ["a clone with a filter", ["--filter=blob:none"]],
  ])("stays byte for byte as it was in %s, and no hook runs", async (_, how) => {
    const at = place();
    git(at.bare, "config", "uploadpack.allowFilter", "true");
    const folder = clone(at, "user", ...how);
    const tree = join(at.root, "tree");
    git(folder, "worktree", "add", "-q", tree);
    for (const work of [folder, tree]) {
      for (const hook of hooks) {
        write(join(work, "hooks", hook), `#!/bin/sh\ntouch ${at.root}/ran-${hook}\n`);
        chmodSync(join(work, "hooks", hook), 0o755);
      }
    }
    git(folder, "config", "core.hooksPath", "hooks");
    rmSync(join(at.root, "ran-post-checkout"), { force: true });
    const before = [everything(folder), everything(tree), git(folder, "for-each-ref")];
    for (const work of [folder, tree]) {
      const store = await storeOf(work);
      const read = storedOf(await store.read(["coffee"]), "coffee");
      landed(await store.swap([swapOf("coffee", read.version, work)]));
      await store.history("coffee", 10);
      await store.read(["coffee"], "cache");
    }
    expect(before).toEqual([everything(folder), everything(tree), git(folder, "for-each-ref")]);
    const ran = () => readdirSync(at.root).filter((file) => file.startsWith("ran-"));
    expect(ran()).toEqual([]);
    // They would have.
    git(folder, "checkout", "-q", "--detach");
    expect(ran()).toContain("ran-post-checkout");
  });

  test("our repository keeps no ref of a session that ended, and clears up after one that was killed", async () => {
    const at = place();
    const store = await storeOf(at.work);
    await store.read(["coffee"]);
    landed(await store.swap([swapOf("coffee", undefined, "one")]));
    await store.history("coffee", 3);
    const { ownDir } = await repositoryOf(at.work);
    const refs = () => git(at.work, `--git-dir=${ownDir}`, "for-each-ref", "--format=%(refname)");
    expect(refs()).toBe("refs/seen/wxcards-state%2Fcoffee");
    const head = git(at.work, `--git-dir=${ownDir}`, "rev-parse", "refs/seen/wxcards-state%2Fcoffee");
    const old = `refs/run/${(Date.now() - 7_200_000).toString(36)}-x/tip/wxcards-state/coffee`;
    const young = `refs/run/${Date.now().toString(36)}-y/tip/wxcards-state/coffee`;
    for (const ref of [old, young]) git(at.work, `--git-dir=${ownDir}`, "update-ref", ref, head);
    await (await storeOf(at.work)).read(["coffee"]);
    expect(refs().split("\n")).toEqual([young, "refs/seen/wxcards-state%2Fcoffee"]);
  });
});
