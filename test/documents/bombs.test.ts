import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { meterSource } from "../helpers/effort.ts";
import { type Bomb, type BombFile, documentBombs, projectBombs, stateBombs, yamlBombs } from "./bombs.ts";
import { bundled, PROJECT, temporaryFolder } from "./support.ts";

// Proves G20.

/*
 * Each bomb is given to the real command in a process of its own, with 256 MiB of memory: it ends by itself, in 2 s of the processor, with a place for what it
 * refuses. `npm test` tries one of each class, `npm run test:deep` all.
 */
const megabytes = 256;
const mostMs = 2_000;
/** Only against hanging for ever: what is compared is the time of the processor. */
const guardMs = 1_200_000;

const sample = [
  "document: a billion laughs",
  'document: nothing but "}"',
  'document: nothing but "a: [\\n"',
  "document: a list of lists of nothing",
  "document: accounts of a document, listed",
  "document: nothing in every field",
  'document: base_info.color of " "',
  "project: an anchor of 100 kB and 1,000 aliases",
  "project: unknown keys",
  "state: 332 bytes of aliases",
];

const folder = temporaryFolder();
const meter = join(folder, "meter.cjs");
let cli = "";
beforeAll(async () => {
  cli = await bundled("cli/entry.ts", folder);
  writeFileSync(meter, meterSource);
});

const named = (file: BombFile, bombs: readonly Bomb[]) =>
  bombs.map(({ about, text }) => ({ name: `${file}: ${about}`, file, text }));
const all = [
  ...named("document", [...yamlBombs, ...documentBombs]),
  ...named("project", [...yamlBombs, ...projectBombs]),
  ...named("state", stateBombs),
];
const tried = process.env["WXCARDS_DEEP"] === "1" ? all : all.filter(({ name }) => sample.includes(name));

test("every name of the sample is one of a bomb", () => {
  expect(sample.filter((name) => !all.some((bomb) => bomb.name === name))).toEqual([]);
});

describe("a file that is made to cost much costs little", () => {
  test.each(tried)("$name", async ({ file, text }) => {
    const { code, output, milliseconds } = await given(file, text());
    // Refused as a document, or taken; a state that is taken leaves a plan that reaches no platform.
    expect([0, 1, 65, 77]).toContain(code);
    expect(output).not.toMatch(/wxcards met a bug|Maximum call stack|heap out of memory|RangeError/);
    if (code === 65) expect(output).toMatch(/(?:wxcards\.yaml|cards\/c\.yaml|coffee\/state\.yaml):\d+:\d+/);
    expect(milliseconds).toBeLessThan(mostMs);
  });
});

let projects = 0;

/** Runs `validate`, or `plan` for a state, on a project with such a file. */
async function given(
  file: BombFile,
  content: string | Uint8Array,
): Promise<{ code: number | null; output: string; milliseconds: number }> {
  projects += 1;
  const project = join(folder, String(projects));
  for (const below of ["cards", "wxcards.state/coffee"]) mkdirSync(join(project, below), { recursive: true });
  const usual = `${PROJECT}state: { folder: wxcards.state }\n`;
  writeFileSync(join(project, "wxcards.yaml"), file === "project" ? content : usual);
  writeFileSync(
    join(project, "cards/c.yaml"),
    file === "document"
      ? content
      : "kind: MemberCard\nname: gold\naccount: coffee\nid: pAbcdefghijklmnopqrstuvwxyz1\nspec: {}\n",
  );
  if (file === "state") {
    writeFileSync(join(project, "wxcards.state/coffee/state.yaml"), content);
    writeFileSync(
      join(project, "wxcards.state/coffee/lease.yaml"),
      "format: wxcards.lease/1\nidentity: wx0123456789abcdef\n",
    );
  }
  const METER = join(project, "milliseconds");
  // Nobody listens there.
  const env = { PATH: process.env["PATH"], METER, WXCARDS_WEIXIN_BASE_URL: "http://127.0.0.1:9" };
  const argv = [`--max-old-space-size=${megabytes}`, "-r", meter, cli, file === "state" ? "plan" : "validate"];
  const child = spawn(process.execPath, argv, { cwd: project, env, timeout: guardMs, killSignal: "SIGKILL" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      // The beginning says it.
      if (output.length < 100_000) output += part.toString();
    });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const milliseconds = code === null ? Number.POSITIVE_INFINITY : Number(readFileSync(METER, "utf8"));
  rmSync(project, { recursive: true });
  return { code, output, milliseconds };
}
