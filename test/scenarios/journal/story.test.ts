import { constants, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diskFiles } from "../../../src/cli/files.ts";
import { newCard } from "../../helpers/documents.ts";
import { type DiskCall, faultyDisk } from "../../helpers/faulty-disk.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const journal = ".wxcards/journal/coffee.jsonl";
const memory = "wxcards.state/coffee/state.yaml";
const cards = (world: World): string[] => Object.keys(world.sandbox.state(coffee.appid).cards);
const codes = (json: string): string[] =>
  (JSON.parse(json) as { problems: { code: string }[] }).problems.map(({ code }) => code);

/** A world whose apply was killed right after the answer to its create: its journal, and no lock file. */
async function killed(): Promise<World> {
  const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
  let text = "";
  const { appendInside } = world.files;
  world.files = {
    ...world.files,
    appendInside: (...args) => {
      const trouble = appendInside(...args);
      if (text === "" && world.bodies("/card/create").length === 1)
        text = readFileSync(join(world.root, journal), "utf8");
      return trouble;
    },
  };
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.remove("wxcards.state");
  world.write({ [journal]: text });
  world.forget();
  return world;
}

/** What a run has remembered is on disk before its lock file is written, and a run that was killed has lost nothing of it. */
describe("journal", () => {
  test("what a killed run made is known to the next one: nothing is made or looked for", async () => {
    const world = await killed();
    expect(world.read(journal).split("\n")).toHaveLength(4);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("left open: coffee/MemberCard/a  create");
    expect(world.paths()).not.toContain("/card/batchget");
    expect([world.exists(memory), world.exists(journal)]).toEqual([false, true]);
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
    // The torn line is cut off before anything is sent. What was left open is settled below the whole ones, and then the
    // journal begins anew.
    expect(texts[0]).toBe(whole);
    const first = texts.find((text) => text !== whole) ?? "";
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
    world.write({ "wxcards.yaml": world.read("wxcards.yaml").replace(coffee.appid, "wx1111111111111111") });
    const run = await world.cli("apply --yes --format json");
    expect([run.code, codes(run.stdout)]).toEqual([65, ["state-of-another-account"]]);
    expect(run.stdout).toContain(journal);
  });

  test("a crash between writing the lock file and emptying the journal does no harm", async () => {
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
    expect([world.read(memory), world.exists(journal), cards(world).length]).toEqual([before, false, 1]);
  });

  test("a lock file that says more than the journal, such as a pulled one, counts", async () => {
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

  test("the lock file is written at the end and every 100 outcomes, not once a card, and not read for each", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 210 }, (_, index) => [`cards/${index}.yaml`, newCard(`c${index}`, `第${index}卡`)]),
    );
    const world = await newWorld({ files });
    const count = { lockReads: 0, lockWrites: 0, appends: 0 };
    const { readInside, writeInside, appendInside } = world.files;
    world.files = {
      ...world.files,
      readInside: (root, path, limit) => {
        if (path === memory) count.lockReads += 1;
        return readInside(root, path, limit);
      },
      writeInside: (root, path, text) => {
        if (path === memory) count.lockWrites += 1;
        return writeInside(root, path, text);
      },
      appendInside: (...args) => {
        count.appends += 1;
        return appendInside(...args);
      },
    };
    expect((await world.cli("apply --yes --allow many")).code).toBe(0);
    expect(cards(world)).toHaveLength(210);
    expect([count.lockWrites, count.lockReads <= 3, count.appends >= 420]).toEqual([3, true, true]);
    expect(world.exists(journal)).toBe(false);
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
    expect(new Set(paths)).toEqual(new Set([".wxcards/sandbox/coffee.journal.jsonl"]));
    expect(existsSync(join(world.root, ".wxcards/sandbox/coffee.journal.jsonl"))).toBe(false);
    expect(world.exists(".wxcards/sandbox/coffee.lock.yaml")).toBe(true);
  });

  test.each([
    ["the folder of lock files", "wxcards.state/"],
    ["the folder of journals", ".wxcards/journal/"],
  ])("%s cannot be written: that is known before the first request, also of a change", async (_about, folder) => {
    const world = await settledCard();
    world.edit("cards/a.yaml", "notice: 请出示", "notice: 请扫码");
    const isThere = ({ operation, path }: DiskCall) =>
      operation === "openSync" && path.startsWith(join(world.root, folder));
    world.files = diskFiles(faultyDisk((call) => (isThere(call) && isForWriting(call) ? "EACCES" : undefined)));
    const run = await world.cli("apply --yes --format json");
    const { outcomes } = JSON.parse(run.stdout) as { outcomes: { status: string }[] };
    expect([run.code, outcomes.map(({ status }) => status), world.writes()]).toEqual([1, ["skipped"], []]);
    expect(new Set(codes(run.stdout))).toEqual(new Set(["journal-not-written"]));
  });

  test("what a killed run left beside the files of the memory is taken away; of others, and of the living, it stays", async () => {
    const world = await settledCard();
    world.processes = { id: 50, host: "here", space: "this", isAlive: (id) => id === 60, started: () => "" };
    const left = ["wxcards.state/coffee/state.yaml.70.123456.tmp", ".wxcards/journal/coffee.jsonl.50.99.tmp"];
    const kept = ["wxcards.state/coffee/state.yaml.60.123456.tmp", "wxcards.state/notes.tmp", "cards/x.70.1.tmp"];
    world.write(Object.fromEntries([...left, ...kept].map((path) => [path, "half"])));
    expect((await world.cli("plan")).code).toBe(0);
    expect(left.map(world.exists)).toEqual([true, true]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect([left.map(world.exists), kept.map(world.exists)]).toEqual([
      [false, false],
      [true, true, true],
    ]);
  });

  test("a folder that was made is made durable in the one above it, before anything is written in it", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    const calls: string[] = [];
    const disk = faultyDisk(({ operation, path }) => {
      if (["mkdirSync", "fsyncSync", "writeSync"].includes(operation))
        calls.push(`${operation.replace("Sync", "")} ${path.slice(world.root.length + 1).split(".")[0] || "."}`);
      return undefined;
    });
    world.files = diskFiles(disk);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const after = calls.flatMap((call, index) => (call.startsWith("mkdir") ? [calls[index + 1]] : []));
    expect(after).toHaveLength(3);
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
