import { afterAll, describe, expect, test } from "vitest";
import { actorOf } from "../../../src/state/branch/actor.ts";
import { messageOf, rawCommit, recordOf } from "../../../src/state/branch/message.ts";
import { branchNames, branchOfSeen, refPart, seenRef } from "../../../src/state/branch/names.ts";
import { storedOf, storeOf, swapOf } from "./store-support.ts";
import { clear, clone, counted, everything, git, place, repositoryOf, write } from "./support.ts";

afterAll(clear);

async function applied(folder: string, actor: string, texts: readonly string[]): Promise<void> {
  const store = await storeOf(folder, undefined, { env: { WXCARDS_ACTOR: actor } });
  let { version } = storedOf(await store.read(["coffee"]), "coffee");
  for (const text of texts) {
    const swapped = await store.swap([swapOf("coffee", version, text)]);
    version = swapped.status === "landed" ? swapped.versions.get("coffee") : "none";
  }
}

describe("the history of an account", () => {
  test("is its records, newest first, with who and what, from a clone of depth 1 that has seen one of them", async () => {
    const at = place();
    await applied(at.work, "李雷", ["1", "2"]);
    await applied(at.work, "Han <Meimei>", ["3", "4", "5"]);
    const folder = clone(at, "fresh", "--depth", "1");
    const runner = counted();
    const store = await storeOf(folder, runner.git);
    await store.read(["coffee"]);
    const history = await store.history("coffee", 3);
    if ("code" in history) throw new Error(history.code);
    expect(runner.network()).toBe(2);
    expect(history.complete).toBe(false);
    expect(history.records.map(({ body }) => body)).toEqual([
      ["MemberCard/gold 5"],
      ["MemberCard/gold 4"],
      ["MemberCard/gold 3"],
    ]);
    expect(history.records[0]).toMatchObject({
      id: git(at.bare, "rev-parse", "wxcards-state/coffee"),
      author: "Han Meimei",
      subject: "apply coffee: 1 settled",
      trailers: [
        ["Digest", "d1"],
        ["Actor", "Han Meimei"],
        ["Nonce", expect.any(String)],
      ],
    });
    const whole = await store.history("coffee", 5);
    expect(whole).toMatchObject({ complete: true });
    if ("code" in whole) throw new Error(whole.code);
    expect(whole.records).toHaveLength(5);
    expect(whole.records[4]?.author).toBe("李雷");
    expect(git(at.bare, "log", "-1", "--format=%s", "wxcards-state/coffee")).toBe("apply coffee: 1 settled [skip ci]");
  });

  test("is asked for first of all, and of an account that has none", async () => {
    const at = place();
    await applied(at.work, "Mei", ["1", "2", "3"]);
    const store = await storeOf(clone(at, "fresh"));
    expect(await store.history("tea", 3)).toEqual({ records: [], complete: true });
    expect(await store.history("coffee", 2)).toMatchObject({ complete: false, records: [{}, {}] });
  });

  test("is what is at hand where the remote is out of reach, and then not complete", async () => {
    const at = place();
    await applied(at.work, "Mei", ["1", "2"]);
    git(at.work, "remote", "set-url", "origin", `${at.address}.away`);
    const store = await storeOf(at.work);
    expect(await store.history("coffee", 9)).toMatchObject({ complete: false, records: [{}, {}] });
    expect(await store.history("tea", 9)).toMatchObject({ code: "state-unreachable" });
  });
});

describe("a message", () => {
  const words = {
    subject: "apply\ncoffee",
    body: ["MemberCard/gold /base_info/title settled"],
    trailers: [["Source", "3f2c9e"]] as const,
  };

  test("comes back as it went in", () => {
    const raw = { parents: [], at: 0, author: "Mei", message: messageOf(words, [["Actor", "Mei\nLi"]]) };
    expect(recordOf("1", raw)).toMatchObject({
      subject: "apply coffee",
      body: words.body,
      trailers: [
        ["Source", "3f2c9e"],
        ["Actor", "Mei Li"],
      ],
    });
  });

  test("of somebody else is read as far as it goes", () => {
    const text =
      "tree 1\nparent 2\nauthor A B <a@b> 1700000000 +0800\ncommitter C <c@d> 1700000001 +0000\ngpgsig x\n y\n\nby hand\n\nno trailer\nat all";
    const raw = rawCommit(text);
    expect(raw).toMatchObject({ parents: ["2"], author: "A B", at: 1_700_000_001_000 });
    expect(recordOf("1", raw)).toMatchObject({ subject: "by hand", body: ["no trailer", "at all"], trailers: [] });
  });
});

describe("who acts", () => {
  const settings = [
    ["user.name", "Mei"],
    ["user.email", "mei@example.com"],
  ] as const;
  test.each([
    [{ WXCARDS_ACTOR: "robot", GITHUB_ACTOR: "mei" }, settings, "robot", "mei@example.com"],
    [{ GITHUB_ACTOR: "mei", GITHUB_SERVER_URL: "https://github.com" }, [], "mei", "mei@users.noreply.github.com"],
    [{ GITLAB_USER_LOGIN: "lei" }, [], "lei", "lei@wxcards.invalid"],
    [{ WXCARDS_ACTOR: "" }, settings, "Mei", "mei@example.com"],
    [{}, [], "wxcards", "wxcards@wxcards.invalid"],
    [{ WXCARDS_ACTOR: "a <b>\nc" }, [], "a b c", "a%20b%20c@wxcards.invalid"],
  ])("%j", (env, set, name, email) => {
    const actor = actorOf(env, set);
    expect(actor.email).toBe(email);
    expect(actor.name).toBe(name);
  });

  test("signs where the user signs and git can, and goes unsigned where it cannot", async () => {
    const at = place();
    write(
      `${at.root}/sign.sh`,
      "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----'\necho '-----END PGP SIGNATURE-----'\n",
    );
    git(at.root, "-c", "alias.x=!chmod +x sign.sh", "x");
    git(at.work, "config", "commit.gpgsign", "true");
    git(at.work, "config", "gpg.program", `${at.root}/sign.sh`);
    await applied(at.work, "Mei", ["1"]);
    expect(git(at.bare, "cat-file", "commit", "wxcards-state/coffee")).toContain("BEGIN PGP SIGNATURE");
    git(at.work, "config", "gpg.program", `${at.root}/nothing`);
    await applied(at.work, "Mei", ["2"]);
    expect(git(at.bare, "cat-file", "commit", "wxcards-state/coffee")).not.toContain("gpgsig");
    expect(git(at.bare, "rev-list", "--count", "wxcards-state/coffee")).toBe("2");
  });
});

describe("names of branches", () => {
  test.each([
    ["shop", "shop"],
    ["Läden 上海", "Läden%20上海"],
    [".hidden", "%2Ehidden"],
    ["a..b", "a.%2Eb"],
    ["x.lock", "x%2Elock"],
    ["x.LOCK", "x%2ELOCK"],
    ["end.", "end%2E"],
    ["a%20b", "a%2520b"],
    ["@{0}~^:?*[\\", "@%7B0%7D%7E%5E%3A%3F%2A%5B%5C"],
    ["-x", "-x"],
  ])("of a folder %s", (folder, part) => {
    expect(refPart(folder)).toBe(part);
    expect(git("/", "check-ref-format", `refs/heads/wxcards-state/${part}/coffee`)).toBe("");
  });

  test("lead back to the account, and not to those of projects below", () => {
    const names = branchNames("wxcards-state", "shops/a%b");
    expect(names.branch("coffee")).toBe("wxcards-state/shops/a%25b/coffee");
    expect(names.account("wxcards-state/shops/a%25b/coffee")).toBe("coffee");
    expect(names.account("wxcards-state/coffee")).toBeUndefined();
    expect(branchNames("wxcards-state", "").account("wxcards-state/shops/coffee")).toBeUndefined();
    expect(branchOfSeen(seenRef(names.branch("coffee")))).toBe(names.branch("coffee"));
  });
});

describe("a token", () => {
  test("is given to the host of the remote by a helper, and shows on no command line and in no file", async () => {
    const at = place();
    git(at.work, "remote", "set-url", "origin", "shop:cards.git");
    git(at.work, "config", "credential.helper", "!echo password=wrong");
    const lines: string[] = [];
    const runner = counted((command, run) => {
      lines.push(command.args.join(" "));
      return run(command);
    });
    git(at.work, "config", "url.https://git.example.com/.insteadOf", "shop:");
    const found = await repositoryOf(at.work, runner.git, { env: { WXCARDS_GIT_TOKEN: "t0ken-of-mei" } });
    const ask = async (host: string) =>
      (await found.own(["credential", "fill"], { input: `protocol=https\nhost=${host}\n\n` })).stdout.toString();
    expect(await ask("git.example.com")).toContain("password=t0ken-of-mei");
    expect(await ask("other.example.com")).not.toContain("t0ken-of-mei");
    expect(lines.join("\n")).not.toContain("t0ken");
    const files = Object.values(everything(at.root)).map((text) => Buffer.from(text, "base64").toString("latin1"));
    expect(files.filter((text) => text.includes("t0ken"))).toEqual([]);
  });

  test("is what counts, whatever password the address of the remote holds, and whatever rule puts one there", async () => {
    const at = place();
    git(at.work, "remote", "set-url", "origin", "https://gitlab-ci-token:j0b@git.example.com/shop/cards.git");
    git(at.work, "remote", "set-url", "--push", "origin", "https://git.example.com/shop/cards.git");
    git(at.work, "config", "url.https://gitlab-ci-token:j0b@git.example.com/.insteadOf", "https://git.example.com/");
    const addresses = async (env: Record<string, string>) => {
      const found = await repositoryOf(at.work, undefined, { env });
      const said = async (...args: string[]) => (await found.own(args)).stdout.toString().trim();
      const pushed = await said("config", "--get", "remote.origin.pushurl");
      return [await said("ls-remote", "--get-url", "origin"), await said("ls-remote", "--get-url", pushed)];
    };
    const bare = "https://git.example.com/shop/cards.git";
    expect(await addresses({ WXCARDS_GIT_TOKEN: "t0ken-of-mei" })).toEqual([bare, bare]);
    expect((await addresses({}))[0]).toContain("gitlab-ci-token:j0b@");
  });
});
