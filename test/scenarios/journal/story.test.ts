import { constants } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diskFiles } from "../../../src/cli/files.ts";
import { newCard } from "../../helpers/documents.ts";
import { type DiskCall, faultyDisk } from "../../helpers/faulty-disk.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const journal = ".wxcards/journal/coffee.jsonl";
const memory = "wxcards.state/coffee/state.yaml";
const lease = "wxcards.state/coffee/lease.yaml";
const cards = (world: World): string[] => Object.keys(world.sandbox.state(coffee.appid).cards);
const codes = (json: string): string[] =>
  (JSON.parse(json) as { problems: { code: string }[] }).problems.map(({ code }) => code);

/** A world whose apply was killed right after the answer to its create: its journal, and its lease in the state. */
async function killed(): Promise<World> {
  const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
  const left = new Map<string, string>();
  const { appendInside } = world.files;
  world.files = {
    ...world.files,
    appendInside: (...args) => {
      const trouble = appendInside(...args);
      if (left.size === 0 && world.bodies("/card/create").length === 1)
        for (const path of [journal, memory, lease]) left.set(path, world.read(path));
      return trouble;
    },
  };
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.write(Object.fromEntries(left));
  world.forget();
  return world;
}

/** What a run has remembered is on disk before its state is written, and a run that was killed has lost nothing of it. */
describe("journal", () => {
  test("what a killed run made is known to the next one: nothing is made or looked for", async () => {
    const world = await killed();
    // The head, that nothing announced has begun, the intent, and the id.
    expect(world.read(journal).trimEnd().split("\n")).toHaveLength(4);
    expect(world.read(lease)).toMatch(/lease:\n.*intents:\n {2}MemberCard\/a:/s);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("left open: coffee/MemberCard/a  create");
    expect(world.paths()).not.toContain("/card/batchget");
    expect([world.read(memory).includes("MemberCard/a"), world.exists(journal)]).toEqual([false, true]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toMatchObject({ id: cards(world)[0] });
    expect(world.exists(journal)).toBe(false);
    expect([cards(world).length, world.writes()]).toEqual([1, []]);
  });

  test("a last line that was torn is dropped, and the file repaired; reading commands leave it as it is", async () => {
    const world = await killed();
    const whole = world.read(journal);
    const lines = whole.split("\n");
    for (const torn of ["{", `${lines[1]}`.slice(0, -1), "\0\0\0\0"]) {
      world.write({ [journal]: whole + torn });
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
      expect((await world.cli("status")).all).not.toContain("journal-damaged");
      expect(world.read(journal)).toBe(whole + torn);
    }
    world.write({ "cards/b.yaml": newCard("b", "乙卡") });
    const texts: string[] = [];
    const { appendInside } = world.files;
    world.files = {
      ...world.files,
      appendInside: (...args) => {
        const trouble = appendInside(...args);
        texts.push(world.read(journal));
        return trouble;
      },
    };
    expect((await world.cli("apply --yes")).code).toBe(0);
    // The torn line is cut off, and what is left brought to disk. What was left open is settled below the whole ones, and
    // then the journal begins anew.
    const [cut, first = ""] = texts;
    expect(cut).toBe(whole);
    expect(first.startsWith(whole)).toBe(true);
    expect(first.slice(whole.length)).toMatch(/^\{"sum":.*"MemberCard\/a".*\}\n$/);
    expect(texts.some((text) => /^\{"sum":.*"MemberCard\/b".*"pending".*\}$/m.test(text))).toBe(true);
    expect([cards(world).length, world.exists(journal)]).toEqual([2, false]);
  });

  test.each([
    ["a letter that is another one", (text: string) => text.replace("pending", "pendinh")],
    ["a line that is gone from the beginning", (text: string) => text.slice(text.indexOf("\n") + 1)],
    ["another format", (text: string) => text.replace("wxcards.journal/1", "wxcards.journal/9")],
    ["bytes that are no text", (text: string) => `${text}\u0000\n`],
  ])("any other damage is told by every command, and nothing is sent: %s", async (_about, damage) => {
    const world = await killed();
    const text = damage(world.read(journal));
    world.write({ [journal]: text });
    for (const line of ["plan", "status", "apply --yes"]) {
      const run = await world.cli(`${line} --format json`);
      expect([run.code, codes(run.stdout)]).toEqual([65, ["journal-damaged"]]);
    }
    expect([world.paths(), world.read(journal)]).toEqual([[], text]);
  });

  test("the journal of another account is none of this one", async () => {
    const world = await killed();
    world.remove("wxcards.state");
    world.write({ "wxcards.yaml": world.read("wxcards.yaml").replace(coffee.appid, "wx1111111111111111") });
    const run = await world.cli("apply --yes --format json");
    expect([run.code, codes(run.stdout)]).toEqual([65, ["state-of-another-account"]]);
    expect(run.stdout).toContain(journal);
  });

  test("a crash between the last swap and emptying the journal does no harm", async () => {
    const world = await killed();
    let text = "";
    const { removeInside } = world.files;
    world.files = {
      ...world.files,
      removeInside: (root, path) => {
        if (path === journal && world.exists(journal)) text = world.read(journal);
        return removeInside(root, path);
      },
    };
    expect((await world.cli("apply --yes")).code).toBe(0);
    const before = world.read(memory);
    world.write({ [journal]: text });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const isKnown = (text: string) => text.replace(/^serial: .*/m, "");
    expect(isKnown(world.read(memory))).toBe(isKnown(before));
    expect([world.exists(journal), cards(world).length]).toEqual([false, 1]);
  });

  test("a state that says more than the journal, since another machine has written it, counts", async () => {
    const world = await killed();
    const text = world.read(journal);
    const [id] = cards(world);
    world.remove(journal);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const elsewhere = world.read(memory).replace("id: ", "replaced: [pOther]\n  id: ");
    world.write({ [memory]: elsewhere, [journal]: text });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toMatchObject({ replaced: ["pOther"], id });
    expect(world.exists(journal)).toBe(false);
  });

  test("the state is written with the lease, at half of it and at the end, not once a card", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 210 }, (_, index) => [`cards/${index}.yaml`, newCard(`c${index}`, `第${index}卡`)]),
    );
    const world = await newWorld({ files });
    const count = { reads: 0, swaps: 0, appends: 0, creates: 0 };
    const known: boolean[] = [];
    const { readInside, moveInside, appendInside } = world.files;
    world.files = {
      ...world.files,
      readInside: (root, path, limit) => {
        if (path === memory) count.reads += 1;
        return readInside(root, path, limit);
      },
      moveInside: (root, from, to) => {
        const isMoved = moveInside(root, from, to);
        if (to === lease && isMoved === true) count.swaps += 1;
        if (to === memory && isMoved === true) known.push(/^ {2}id: /m.test(world.read(memory)));
        return isMoved;
      },
      appendInside: (root, path, at, text) => {
        count.appends += 1;
        if (text.includes('"id":"p')) count.creates += 1;
        // Half of the lease passes in the middle.
        if (count.creates === 100) world.clock.advance(8 * 60);
        return appendInside(root, path, at, text);
      },
    };
    expect((await world.cli("apply --yes --allow many")).code).toBe(0);
    expect(cards(world)).toHaveLength(210);
    expect([count.swaps, known, count.appends >= 420]).toEqual([3, [true, true], true]);
    expect([count.reads < 12, world.exists(journal)]).toEqual([true, false]);
  });

  test("a run on the embedded platform has its journal beside its own state", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    const paths: string[] = [];
    const { appendInside } = world.files;
    world.files = {
      ...world.files,
      appendInside: (root, path, at, text) => {
        paths.push(path);
        return appendInside(root, path, at, text);
      },
    };
    expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
    expect(new Set(paths)).toEqual(new Set([".wxcards/sandbox/journal/coffee.jsonl"]));
    expect(world.exists(".wxcards/sandbox/journal/coffee.jsonl")).toBe(false);
    expect(world.exists(".wxcards/sandbox/state/coffee/state.yaml")).toBe(true);
  });

  test.each([
    ["the folder of the state", "wxcards.state/", "state-not-written"],
    ["the folder of journals", ".wxcards/journal/", "journal-not-written"],
  ])("%s cannot be written: that is known before the first request, also of a change", async (_about, folder, code) => {
    const world = await settledCard();
    world.edit("cards/a.yaml", "notice: 请出示", "notice: 请扫码");
    const isThere = ({ operation, path }: DiskCall) =>
      operation === "openSync" && path.startsWith(join(world.root, folder));
    world.files = diskFiles(faultyDisk((call) => (isThere(call) && isForWriting(call) ? "EACCES" : undefined)));
    const run = await world.cli("apply --yes --format json");
    const { outcomes } = JSON.parse(run.stdout) as { outcomes: { status: string }[] };
    expect([run.code, outcomes, world.writes()]).toEqual([1, [], []]);
    expect(new Set(codes(run.stdout))).toEqual(new Set([code]));
  });

  test("what killed runs left beside state and journal is taken away; of others, and of the living, it stays", async () => {
    const world = await settledCard();
    world.processes = { id: 50, host: "here", space: "this", isAlive: (id) => id === 60, started: () => "" };
    const mark = (id: number) => JSON.stringify({ id, space: "this", started: "" });
    const journals = ".wxcards/journal";
    const left = {
      "wxcards.state/coffee/swap-0123456789abcdef-aaaa.lease.70.123456.tmp": "half",
      "wxcards.state/coffee/swap-0123456789abcdef.1": "half",
      [`${journals}/coffee.dead.holder.70.99.tmp`]: "half",
      [`${journals}/coffee.dead.holder`]: mark(70),
    };
    const kept = {
      "wxcards.state/notes.tmp": "half",
      "cards/x.70.1.tmp": "half",
      [`${journals}/coffee.alive.holder.60.99.tmp`]: "half",
      [`${journals}/coffee.alive.holder`]: mark(60),
      [`${journals}/bakery.dead.holder`]: mark(70),
    };
    world.write({ ...left, ...kept });
    const areThere = (files: object) => Object.keys(files).map(world.exists);
    expect((await world.cli("plan")).code).toBe(0);
    expect(areThere(left)).toEqual([true, true, true, true]);
    world.edit("cards/a.yaml", "notice: 请出示", "notice: 请扫码");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect([areThere(left), areThere(kept)]).toEqual([
      [false, false, false, false],
      [true, true, true, true, true],
    ]);
  });

  test("a folder that was made is made durable in the one above it, before anything is written in it", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.remove("wxcards.state");
    const calls: string[] = [];
    const disk = faultyDisk(({ operation, path }) => {
      if (["mkdirSync", "fsyncSync", "writeSync"].includes(operation))
        calls.push(`${operation.replace("Sync", "")} ${path.slice(world.root.length + 1).split(".")[0] || "."}`);
      return undefined;
    });
    world.files = diskFiles(disk);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const after = calls.flatMap((call, index) => (call.startsWith("mkdir") ? [calls[index + 1]] : []));
    // Of the state and of the account; of what is our own, and of journals.
    expect(after).toHaveLength(4);
    expect(after.every((call) => call?.startsWith("fsync"))).toBe(true);
  });
});

/** A card that is as its document says, and remembered. */
async function settledCard(): Promise<World> {
  const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.clock.advance(100);
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.forget();
  return world;
}

/** True for opening a file that is to be written. */
function isForWriting({ flags }: DiskCall): boolean {
  return typeof flags === "string"
    ? flags.startsWith("w")
    : ((flags ?? 0) & (constants.O_RDWR | constants.O_CREAT)) !== 0;
}
