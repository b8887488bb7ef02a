import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import type { GitCommand } from "../../../src/model/git.ts";
import { goldCard, goldId, liveGold, newCard } from "../../helpers/documents.ts";
import { type GitWorld, newGitWorld } from "../../helpers/git-world.ts";
import { open, remember } from "../../helpers/memories.ts";
import { coffee, newWorld, type Run, type World } from "../../helpers/world.ts";
import { env } from "../../state/branch/support.ts";

const newGold = newCard("gold", "金卡");
const dead = { id: 1, host: "elsewhere", space: "other", isAlive: () => true, started: () => "" };

async function begun(card = newGold): Promise<GitWorld> {
  const world = await newGitWorld({ files: { "cards/gold.yaml": card } });
  if (card === goldCard) world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return world;
}

/** An apply whose release is refused: the card is made, and only the journal knows its id. */
async function unreleased(more = ""): Promise<GitWorld> {
  const world = await begun();
  world.processes = dead;
  letThrough(world, (push) => push === 1);
  const run = await world.cli(`apply --yes --account coffee${more}`);
  expect([run.code, run.all]).toEqual([5, expect.stringContaining("state-not-released")]);
  return world;
}

/** Lets pushes through by turns; the others are refused, as a host refuses them. */
function letThrough(world: World, isAllowed: (push: number) => boolean): void {
  const run = gitRunner({ env: env as NodeJS.ProcessEnv });
  let pushes = 0;
  world.git = {
    tracks: async () => "untracked",
    run: async (command: GitCommand) => {
      if (!command.args.includes("push")) return run(command);
      pushes += 1;
      return isAllowed(pushes) ? run(command) : { code: 1, stdout: new Uint8Array(), stderr: "remote: protected" };
    },
  };
}

interface Shown {
  readonly store: Readonly<Record<string, unknown>>;
  readonly accounts: readonly {
    readonly name: string;
    readonly journal: number;
    readonly lease?: { readonly nonce: string; readonly until: string; readonly broken?: true };
    readonly entries: Readonly<Record<string, { readonly id?: string; readonly pending?: { readonly at: string } }>>;
  }[];
}

async function shown(world: World, more = ""): Promise<Shown> {
  return JSON.parse((await world.cli(`state show --account coffee --format json${more}`)).stdout) as Shown;
}

function codesOf(run: Run): string[] {
  return (JSON.parse(run.stdout) as { problems: { code: string }[] }).problems.map(({ code }) => code);
}

describe("wxcards state show", () => {
  test("tells what is remembered, where, and as of when where the remote is out of reach", async () => {
    const world = await begun(goldCard);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const commit = world.inProject("--git-dir", world.bare, "rev-parse", "wxcards-state/coffee");
    const now = await shown(world);
    expect(now.store).toEqual({
      ...{ kind: "branch", branch: "wxcards-state/coffee", remote: "origin", commit },
      ...{ as_of: "2026-11-21T10:00:00+08:00", reachable: true },
    });
    expect(now.accounts[0]?.entries["MemberCard/gold"]?.id).toBe(goldId);
    expect(await shown(world, " MemberCard/gold")).toMatchObject({ accounts: [{ name: "coffee" }] });
    const wrong = await world.cli("state show MemberCard/golt --format json");
    expect([wrong.code, codesOf(wrong)]).toEqual([64, ["state-entry-unknown"]]);
    world.clock.advance(3_600);
    world.inProject("remote", "set-url", "origin", `file://${world.bare}.away`);
    expect((await shown(world)).store).toMatchObject({ reachable: false, as_of: "2026-11-21T10:00:00+08:00" });
    expect((await world.cli("state show --account coffee")).stdout).toContain("as of 2026-11-21T10:00:00+08:00");
  });

  test("shows no body of what is to be put up again, and wrong documents keep nobody from looking", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": "kind: Nothing\n" } });
    const pending = open("add", { items: ["1900100001"] });
    remember(world, { "PayGiftRule/spring": { former: { "9000001": { secretive: "body" } }, pending } });
    const run = await world.cli("state show --account coffee --format json");
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain("secretive");
    expect((JSON.parse(run.stdout) as Shown).accounts[0]?.entries["PayGiftRule/spring"]).toMatchObject({
      former: ["9000001"],
      pending: { operation: "add" },
    });
    expect((await world.cli("state show")).stdout).toContain("taken down, to be put up again");
  });
});

describe("wxcards state forget", () => {
  test("forgets what no document names, and touches nothing of the platform", async () => {
    const world = await begun(goldCard);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const named = await world.cli("state forget coffee/MemberCard/gold --format json");
    expect([named.code, codesOf(named)]).toEqual([65, ["state-entry-declared"]]);
    world.edit("cards/gold.yaml", "name: gold", "name: gilded\nwas: gold");
    expect((await world.cli("state forget MemberCard/gold")).code).toBe(65);
    world.remove("cards/gold.yaml");
    world.write({ "wxcards.yaml": world.read("wxcards.yaml") });
    world.forget();
    const run = await world.cli("state forget MemberCard/gold --format json");
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
      0,
      { forgotten: ["coffee/MemberCard/gold"], problems: [] },
    ]);
    expect(world.paths()).toEqual([]);
    const { accounts } = await shown(world);
    expect(accounts[0]).toMatchObject({ entries: {}, journal: 0 });
    expect(accounts[0]?.lease).toBeUndefined();
    expect((await world.cli("history --account coffee")).stdout).toContain("forget coffee\n    MemberCard/gold");
    expect((await world.cli("state forget MemberCard/gold")).code).toBe(64);
  });

  test("forgets nothing that is open, nor under another lease", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    remember(world, { "MemberCard/old": { pending: open("create") }, "MemberCard/done": { id: "pDone" } });
    const run = await world.cli("state forget MemberCard/old --format json");
    expect([run.code, codesOf(run)]).toEqual([3, ["state-entry-open"]]);
    world.processes = dead;
    const text = world.read("wxcards.state/coffee/lease.yaml");
    const lease =
      "lease:\n  holder: mei\n  nonce: abc\n  since: 2026-11-21T09:59:00+08:00\n  until: 2026-11-21T10:14:00+08:00\n";
    world.write({ "wxcards.state/coffee/lease.yaml": text.replace("intents:", `${lease}intents:`) });
    const held = await world.cli("state forget MemberCard/done --format json");
    expect([held.code, codesOf(held)]).toEqual([7, ["lease-held"]]);
    expect(world.locked("MemberCard/done")).toMatchObject({ id: "pDone" });
  });
});

describe("wxcards state unlock", () => {
  test("lets the next run go on at once, and look for what the dead one may have sent until then", async () => {
    const world = await unreleased();
    letThrough(world, () => true);
    rmSync(join(world.root, ".git/wxcards"), { recursive: true });
    world.clock.advance(60);
    const held = await world.cli("apply --yes --account coffee --format json");
    expect(codesOf(held)).toEqual(["lease-held"]);
    const { nonce } = (await shown(world)).accounts[0]?.lease ?? { nonce: "" };
    expect(held.stdout).toContain(`wxcards state unlock ${nonce}`);

    const other = await world.cli("state unlock 0 --format json");
    expect([other.code, codesOf(other)]).toEqual([4, ["lease-unknown"]]);
    expect(other.stdout).toContain(`coffee ${nonce}`);
    const run = await world.cli(`state unlock ${nonce} --format json`);
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([0, { unlocked: [{ account: "coffee" }], problems: [] }]);
    const after = (await shown(world)).accounts[0];
    expect(after?.lease).toMatchObject({ nonce, broken: true, until: expect.stringMatching(/^2026-11-21T10:01/) });
    expect(after?.entries["MemberCard/gold"]?.pending?.at).toBe(after?.lease?.until);
    expect((await world.cli(`state unlock ${nonce}`)).code).toBe(4);

    const made = world.bodies("/card/create").length;
    const next = await world.cli("apply --yes --account coffee --format json");
    expect(JSON.parse(next.stdout)).toMatchObject({ recovered: [{ result: "adopted" }] });
    expect(next.code).toBe(0);
    expect(world.bodies("/card/create").length).toBe(made);
    expect((await shown(world)).accounts[0]?.lease).toBeUndefined();
    const history = (await world.cli("history --account coffee")).stdout;
    expect(history).toMatch(
      /recover coffee\n.*adopted\n.*unlock coffee {2}broke the lease of .*\n.*has begun and not ended/,
    );
  });
});

describe("wxcards state push", () => {
  test("brings up what could not be released, also after git clean -ffdx", async () => {
    const world = await unreleased();
    world.inProject("clean", "-ffdxq");
    expect((await shown(world)).accounts[0]).toMatchObject({ journal: 1 });
    const refused = await world.cli("state push --format json");
    expect([refused.code, codesOf(refused)]).toEqual([7, ["lease-held"]]);
    world.clock.advance(18 * 60);
    const still = await world.cli("state push --format json");
    expect(still.code).toBe(77);
    expect(JSON.parse(still.stdout)).toMatchObject({ pushed: [], left: [{ account: "coffee", entries: 1 }] });
    letThrough(world, () => true);
    const run = await world.cli("state push --format json");
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
      0,
      { pushed: [{ account: "coffee", entries: 1 }], left: [] },
    ]);
    expect((await shown(world)).accounts[0]).toMatchObject({ journal: 0 });
    expect((await world.cli("plan --account coffee --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("state push")).stdout).toBe("Nothing waits in a journal.\n");
  });

  test("brings up what a thrown-away runner has left in a file, without waiting for its lease", async () => {
    const world = await unreleased(" --report journal=left.jsonl");
    const left = world.read("left.jsonl");
    rmSync(join(world.root, ".git/wxcards"), { recursive: true });
    expect((await shown(world)).accounts[0]).toMatchObject({ journal: 0 });
    letThrough(world, () => true);
    const run = await world.cli("state push left.jsonl --format json");
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
      0,
      { pushed: [{ account: "coffee", entries: 1 }], left: [] },
    ]);
    const { accounts } = await shown(world);
    expect(accounts[0]?.lease).toBeUndefined();
    expect(accounts[0]?.entries["MemberCard/gold"]?.id).toBeDefined();
    expect((await world.cli("plan --account coffee --detailed-exitcode")).code).toBe(0);
    // A second time it changes nothing of what is known.
    const before = await shown(world);
    world.write({ "left.jsonl": left });
    expect((await world.cli("state push left.jsonl")).code).toBe(0);
    expect((await shown(world)).accounts[0]?.entries).toEqual(before.accounts[0]?.entries);
  });

  test("takes no file that is torn, of nobody, missing, or tracked by git", async () => {
    const world = await unreleased(" --report journal=left.jsonl");
    const text = world.read("left.jsonl");
    expect((await world.cli("state push elsewhere.jsonl")).code).toBe(64);
    world.write({ "left.jsonl": text.replace("sum", "mus") });
    expect(codesOf(await world.cli("state push left.jsonl --format json"))).toEqual(["journal-damaged"]);
    world.write({
      "left.jsonl": text,
      "wxcards.yaml": world.read("wxcards.yaml").replace(coffee.appid, "wx00000000000000ff"),
    });
    const other = await world.cli("state push left.jsonl --format json");
    expect([other.code, codesOf(other)]).toEqual([64, ["journal-of-nobody"]]);
    world.git = { ...(world.git as NonNullable<typeof world.git>), tracks: async () => "tracked" };
    const tracked = await world.cli("state push left.jsonl --format json");
    expect([tracked.code, codesOf(tracked)]).toEqual([65, ["journal-tracked"]]);
  });

  test("writes no file where everything got into the state", async () => {
    const world = await begun(goldCard);
    expect((await world.cli("apply --yes --report journal=left.jsonl")).code).toBe(0);
    expect(existsSync(join(world.root, "left.jsonl"))).toBe(false);
    expect((await world.cli("plan --report journal=left.jsonl")).code).toBe(64);
  });
});
