import { execFileSync, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { realFiles } from "../../src/cli/files.ts";
import { ciHosts } from "../../src/cli/init-ci/hosts.ts";
import { workflowFiles } from "../../src/cli/init-ci/workflows.ts";
import { dotFiles } from "../../src/cli/inside.ts";
import { starterFiles } from "../../src/cli/starter.ts";
import { bronzeId, goldCard, goldId, liveGold, project } from "../helpers/documents.ts";
import { withCost } from "../helpers/effort.ts";
import { coffee, newWorld, openWorld, type World } from "../helpers/world.ts";
import { bundled, temporaryFolder } from "./support.ts";
import { canary, clear, outsideText, places, socketAt, ways } from "./ways-out.ts";

// Proves G22.

/** Every command that reads or writes files. */
const commands = [
  "validate",
  "plan",
  "validate --format json",
  "apply --yes",
  "validate cards",
  "import --all",
  "plan --sandbox --format markdown",
  "status",
  "apply --sandbox --yes --verbose",
  "init",
  "validate cards/gold.yaml --format markdown",
  "sandbox --fill",
  "import --all --format json",
  "verify wxcards.yaml",
  "__complete plan --target ",
  "plan --project wxcards.yaml --report markdown=out.md",
];

const folder = temporaryFolder();

/** Everything below a folder, links not followed: what it is, how large, and the content of files that are not enormous. */
function listing(root: string, below = ""): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    const { mode, size } = lstatSync(join(root, path));
    if (entry.isDirectory()) return [`${path}/ ${mode}`, ...listing(root, path)];
    if (!entry.isFile()) return [`${path} ${mode}`];
    return [`${path} ${mode} ${size} ${size < 1_000_000 ? readFileSync(join(root, path), "utf8") : ""}`];
  });
}

beforeAll(async () => {
  // What is loaded at a first run is no cost of a way out.
  const made = await world();
  for (const command of commands) await made.cli(command);
  symlinkSync("/", clear(made.root, "wxcards.yaml"));
  for (const command of commands) await made.cli(command);
  await made.close();
});

async function world(): Promise<World> {
  // The canary opens nothing, and the files of the embedded platform are the project's own.
  const made = await openWorld({
    files: {
      "wxcards.yaml": `${project()}cards: ["cards/**/*.{yaml,yml}"]\n`,
      "cards/gold.yaml": goldCard,
      "cards/r/s/x.yaml": goldCard.replace("name: gold", "name: x").replace(goldId, "pXXXXXXXXXXXXXXXXXXXXXXXXXXX"),
    },
  });
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return made;
}

const isWhole = process.env["WXCARDS_DEEP"] === "1";
const runsEach = isWhole ? commands.length : 1;
/** The sample takes every third way at each place, so that each way is tried at many places. */
const waysAt = (place: (typeof places)[number]) =>
  ways.filter((_way, index) => isWhole || (index + places.indexOf(place)) % 3 === 0);

describe.each(places)("nothing comes in or goes out through %s", (place) => {
  test.each(waysAt(place))("$name", async (way) => {
    const made = await world();
    const outside = `${made.root}-outside`;
    const target = join(outside, place.includes(".") && !place.endsWith("s") ? place : `${place}/inner.yaml`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outsideText(place));
    const before = listing(outside);
    try {
      // In the sample each way meets other commands.
      const first = places.indexOf(place) + ways.indexOf(way);
      for (let index = 0; index < runsEach; index += 1) {
        const command = commands[(first * runsEach + index) % commands.length] as string;
        way.make(clear(made.root, place), join(outside, place));
        const kept = listing(made.root);
        const { value: run, costMs } = await withCost(() => made.cli(command));
        expect.soft([command, run.all.includes(canary), run.all.includes("root:x:0")]).toEqual([command, false, false]);
        expect.soft(costMs, command).toBeLessThan(2_000);
        expect.soft([run.code, run.all.includes("met a bug")], run.all).not.toContain(true);
        const written = listing(made.root).filter((line) => !kept.includes(line));
        expect.soft(written.filter((line) => line.includes(canary))).toEqual([]);
        expect.soft(listing(outside), command).toEqual(before);
        rmSync(join(made.root, `${place}.hop`), { recursive: true, force: true });
      }
    } finally {
      rmSync(outside, { recursive: true, force: true });
      await made.close();
    }
  });

  test("a socket", async () => {
    const made = await world();
    const server = await socketAt(clear(made.root, place));
    for (const command of commands.slice(0, isWhole ? commands.length : 3)) {
      const run = await made.cli(command);
      expect.soft(run.all).not.toContain("met a bug");
    }
    server.close();
    await made.close();
  });
});

describe("the door itself", () => {
  const limit = 1_000;
  const read = (root: string, path: string) => realFiles.readInside(root, path, limit);

  test.each([
    ["../x.yaml", "outside"],
    ["cards/../../x.yaml", "outside"],
    ["cards/../cards/gold.yaml", "outside"],
    ["/etc/passwd", "outside"],
    ["cards/gold.yaml\0.txt", "outside"],
    ["cards", "irregular"],
    ["large.yaml", "large"],
    ["link.yaml", "link"],
    ["folder-link/gold.yaml", "link"],
    ["cards/back/gold.yaml", "link"],
  ])("%s is refused as %s", async (path, trouble) => {
    const { root, write } = await newWorld({ files: { "cards/gold.yaml": "x", "large.yaml": "x".repeat(1_001) } });
    write({ "../x.yaml": "" });
    symlinkSync("cards/gold.yaml", join(root, "link.yaml"));
    symlinkSync("cards", join(root, "folder-link"));
    symlinkSync("../cards", join(root, "cards/back"));
    expect(read(root, path)).toMatchObject({ trouble });
    if (trouble !== "large") expect(realFiles.writeInside(root, path, canary)).toMatchObject({ trouble });
    rmSync(join(root, "../x.yaml"), { force: true });
  });

  test("a file at the limit is read, and an empty one", async () => {
    const { root } = await newWorld({ files: { "a.yaml": "x".repeat(limit), "b.yaml": "" } });
    expect([read(root, "a.yaml"), read(root, "b.yaml")].map((bytes) => (bytes as Uint8Array).length)).toEqual([
      limit,
      0,
    ]);
    expect([read(root, "c.yaml"), read(root, "a.yaml/b"), read(root, "d/e")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ".git/config",
    ".git/hooks/pre-commit",
    ".GIT/config",
    ".github/workflows/other.yml",
    ".github/workflows/wxcards.yml",
    ".github/workflows/wxcards-plan.yml/x",
    ".gitlab/other.yml",
    ".npmrc",
    ".ssh/config",
    "cards/.hidden/a.yaml",
    "git~1/config",
    ".wxcards2/x",
    ".WXCARDS/x",
    "..wxcards/x",
  ])("nothing is written to %s", async (path) => {
    const { root, write } = await newWorld();
    write({ ".git/HEAD": "" });
    const before = listing(root);
    expect(realFiles.writeInside(root, path, canary)).toMatchObject({ trouble: "hidden-folder" });
    expect(realFiles.createInside(root, path, canary)).toMatchObject({ trouble: "hidden-folder" });
    expect(listing(root)).toEqual(before);
  });

  test("the files with a dot that may be written are those of init", () => {
    expect([...dotFiles].sort()).toEqual(
      [...Object.keys(starterFiles("en")), ...ciHosts.flatMap(workflowFiles)]
        .filter((path) => path.startsWith("."))
        .sort(),
    );
  });

  test("a folder that turns into a link between two runs is seen", async () => {
    const { root, write } = await newWorld({ files: { "cards/gold.yaml": "x" } });
    expect(read(root, "cards/gold.yaml")).toBeInstanceOf(Uint8Array);
    await Promise.resolve();
    rmSync(join(root, "cards"), { recursive: true });
    write({ "elsewhere/gold.yaml": canary });
    symlinkSync("elsewhere", join(root, "cards"));
    expect(read(root, "cards/gold.yaml")).toEqual({ trouble: "link", part: "cards" });
  });
});

/** Mount points can be made where a process may have name spaces of its own. */
const canMount =
  process.platform === "linux" && spawnSync("unshare", ["-Urm", "true"], { stdio: "ignore" }).status === 0;

describe("of processes of their own", () => {
  const hostile = `canary-a\nsecond: canary-b\n::canary-c`;

  let cli = "";
  beforeAll(async () => {
    cli = await bundled("cli/entry.ts", folder);
  });

  function child(root: string, script: string) {
    const env = { PATH: process.env["PATH"], HOME: root, CANARY: hostile };
    const ran = spawnSync("sh", ["-c", script, "sh", process.execPath, cli], {
      cwd: root,
      env,
      encoding: "utf8",
      input: "",
    });
    return { ...ran, all: ran.stdout + ran.stderr };
  }

  test.each([
    ["wxcards.yaml", "/proc/self/environ"],
    ["wxcards.yaml", "/proc/1/environ"],
    ["cards/gold.yaml", "/proc/self/environ"],
    ["wxcards.state/coffee/state.yaml", "/proc/self/environ"],
    [".env", "/proc/self/environ"],
    [".wxcards/sandbox/coffee.json", "/proc/self/environ"],
  ])("the environment is not printed through %s that leads to %s", async (place, target) => {
    const { root } = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    symlinkSync(target, clear(root, place));
    const script = 'for c in "validate --format json" plan "plan --sandbox --format markdown"; do "$1" "$2" $c; done';
    const run = child(root, script);
    expect(run.all).not.toMatch(/canary-/);
    expect(run.all).toMatch(/symbolic link/);
  });

  test
    .runIf(canMount)
    .each(["cards", "cards/r", "cards/gold.yaml", "wxcards.yaml", "wxcards.state", ".wxcards", ".env"])(
    "a mount point at %s is not read, and nothing is written on it",
    async (place) => {
      const { root, write } = await newWorld({
        files: {
          "cards/gold.yaml": goldCard,
          "cards/r/x.yaml": goldCard.replace("name: gold", "name: x").replace(goldId, bronzeId),
        },
      });
      const outside = `${root}-outside`;
      const isFile = /\.(yaml|env)$/.test(place);
      mkdirSync(outside);
      writeFileSync(join(outside, "gold.yaml"), outsideText(place));
      writeFileSync(join(outside, "coffee.yaml"), outsideText("wxcards.state"));
      if (!isFile) mkdirSync(join(root, place), { recursive: true });
      else if (place === ".env") write({ ".env": "" });
      const before = listing(outside);
      const from = isFile ? join(outside, "gold.yaml") : outside;
      const script = `unshare -Urm sh -c 'mount --bind "$3" "$4"; for c in "plan --format json" "apply --sandbox --yes"; do "$1" "$2" $c; done' sh "$1" "$2" ${from} ${join(root, place)}`;
      const run = child(root, script);
      expect(run.all).not.toContain(canary);
      expect(run.all).toContain("mount point");
      expect(listing(outside)).toEqual(before);
      rmSync(outside, { recursive: true });
    },
  );

  test("files that the operator names: pipes and what is piped in, never a device, never a link of the repository", async () => {
    const made = await newWorld({ files: { "wxcards.yaml": "accounts: {}\n", "real.json": "{}" } });
    const { root } = made;
    const answer = (script: string) => child(root, script).all;
    // Read, and found to be no plan.
    for (const script of [
      '"$1" "$2" verify real.json',
      '"$1" "$2" verify /dev/stdin < real.json',
      'cat real.json | "$1" "$2" verify /dev/stdin',
      'mkfifo p; (cat real.json > p) & "$1" "$2" verify p',
      `bash -c '"$1" "$2" verify <(cat real.json)' sh "$1" "$2"`,
    ])
      expect(answer(script)).toContain("plan-file-altered");
    for (const device of ["/dev/zero", "/dev/random", "/dev/null"])
      expect(answer(`"$1" "$2" verify ${device}`)).toContain("file-irregular");
    expect(answer('"$1" "$2" verify . ')).toContain("file-irregular");
    expect(answer('head -c 70000 /dev/zero | "$1" "$2" verify /dev/stdin')).toContain("file-too-large");
    expect(answer('"$1" "$2" plan --sandbox --out /dev/null')).toContain("report-not-written");
    // A link of the operator is followed, one that git tracks is not, and neither where git gives no answer.
    symlinkSync("real.json", join(root, "plan.json"));
    mkdirSync(join(root, "plans"));
    symlinkSync("../real.json", join(root, "plans/p.json"));
    symlinkSync("plans", join(root, "way"));
    expect(answer('"$1" "$2" verify plan.json')).toContain("plan-file-altered");
    execFileSync("git", ["init", "-q"], { cwd: root });
    expect(answer('"$1" "$2" verify way/p.json')).toContain("plan-file-altered");
    execFileSync("git", ["add", "-f", "plan.json", "way"], { cwd: root });
    expect(answer('"$1" "$2" verify plan.json')).toContain("file-linked");
    expect(answer('"$1" "$2" verify ./way/p.json')).toContain("file-linked");
    expect(answer(`"$1" "$2" verify ${root}/way/p.json`)).toContain("file-linked");
    // A link of the operator, on the way of which there is one that git tracks.
    symlinkSync("way", join(root, "hop"));
    symlinkSync(join(root, "hop/p.json"), join(root, "far.json"));
    expect(answer('"$1" "$2" verify hop/p.json')).toContain("file-linked");
    expect(answer('"$1" "$2" verify far.json')).toContain("file-linked");
    expect(answer('"$1" "$2" plan --sandbox --out hop/new.json')).toContain("report-not-written");
    expect(answer('"$1" "$2" plan --sandbox --out way/new.json')).toContain("report-not-written");
    expect(answer('"$1" "$2" plan --sandbox --report json=plan.json')).toContain("report-not-written");
    expect(answer('"$1" "$2" validate --project way/wxcards.yaml')).toContain("file-linked");
    expect(answer('"$1" "$2" validate --project .')).toContain("--project FOLDER/wxcards.yaml");
    expect(made.exists("plans/new.json")).toBe(false);
    expect(made.read("real.json")).toBe("{}");
    made.write({ ".git/index": "broken" });
    symlinkSync("real.json", join(root, "mine.json"));
    expect(answer('"$1" "$2" verify mine.json')).toContain("file-linked");
  });
});
