import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { yamlLimits } from "../../src/yaml/yaml-limits.ts";
import { meterSource } from "../helpers/effort.ts";
import { bundled, PROJECT, problemsOf, type Ran, temporaryFolder } from "./support.ts";

/*
 * Files made to cost time or memory. Each is given to the real command in a process of its own, with 256 MiB of memory,
 * and must not take more time of the processor than is far above what a file may cost.
 */
const mostMs = 30_000;
/** Only against hanging for ever: a run that is killed has no exit code. */
const guardMs = 1_200_000;
const megabytes = 256;

const folder = temporaryFolder();
const meter = join(folder, "meter.cjs");
let cli = "";
beforeAll(async () => {
  writeFileSync(meter, meterSource);
  cli = await bundled("cli/entry.ts", folder);
});

interface Bomb {
  readonly about: string;
  readonly text: () => string;
  /** The codes of all problems, once each; none for a file that is taken. */
  readonly codes: readonly string[];
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");
const card = (spec: string) => `kind: MemberCard\nname: gold\nspec:\n${spec}\n`;

const bombs: readonly Bomb[] = [
  {
    about: "a billion laughs: ten aliases of ten aliases, ten levels deep",
    text: () =>
      `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines(9, (i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`)}\n`,
    codes: ["yaml-too-deep"],
  },
  {
    about: "40,000 aliases of one anchor",
    text: () => `a: &a 1\nb: [${Array(40_000).fill("*a").join(",")}]\n`,
    codes: ["kind-missing"],
  },
  { about: "an alias within its own anchor", text: () => "a: &a [*a, *a, *a]\n", codes: ["yaml-too-deep"] },
  {
    about: "2,000 lists within each other",
    text: () => "[".repeat(2_000) + "]".repeat(2_000),
    codes: ["yaml-too-deep"],
  },
  {
    about: "100,000 lists within each other",
    text: () => "[".repeat(100_000) + "]".repeat(100_000),
    codes: ["yaml-too-deep"],
  },
  { about: "100,000 open brackets", text: () => "[".repeat(100_000), codes: ["yaml-too-deep"] },
  { about: "20,000 mappings on one line", text: () => "{a: ".repeat(20_000), codes: ["yaml-too-deep"] },
  { about: "400 keys of keys", text: () => "? ".repeat(401), codes: ["yaml-too-deep"] },
  { about: "20,000 keys of keys", text: () => "? ".repeat(20_000), codes: ["yaml-too-deep"] },
  { about: "20,000 lists of lists", text: () => "- ".repeat(20_000), codes: ["yaml-too-deep"] },
  {
    about: "1,400 mappings, each a blank further in",
    text: () => lines(1_400, (i) => `${" ".repeat(i)}a:`),
    codes: ["yaml-too-deep"],
  },
  { about: "40,000 keys", text: () => `${lines(40_000, (i) => `k${i}: 1`)}\n`, codes: ["kind-missing"] },
  {
    about: "40,000 unknown keys of a card",
    text: () => card(lines(40_000, (i) => `  k${i}: 1`)),
    codes: ["unknown-key"],
  },
  { about: "40,000 times the same key", text: () => `${lines(40_000, () => "k: 1")}\n`, codes: ["yaml-too-long"] },
  {
    about: "40,000 times the same key in a card",
    text: () => card(`  base_info:\n${lines(40_000, () => "    title: 金卡")}`),
    codes: ["yaml-too-long"],
  },
  { about: "20,000 documents", text: () => "--- 1\n".repeat(20_000), codes: ["yaml-too-long"] },
  {
    about: "10,000 documents of one name",
    text: () => lines(10_000, () => "---\nkind: MemberCard\nname: gold\nspec: {}"),
    codes: ["duplicate-name"],
  },
  { about: "20,000 anchors of one value", text: () => "&a ".repeat(20_000), codes: ["yaml-syntax"] },
  { about: "20,000 tags of one value", text: () => "! ".repeat(20_000), codes: ["yaml-syntax"] },
  { about: "20,000 lines that are no YAML", text: () => "a: b: c\n".repeat(20_000), codes: ["yaml-too-long"] },
  {
    about: "20,000 version lines",
    text: () => "%YAML 1.1\n---\na: no\n...\n".repeat(20_000),
    codes: ["yaml-too-long"],
  },
  {
    about: "20,000 ids too long for numbers",
    text: () =>
      card(`  base_info:\n    location_id_list:\n${lines(20_000, (i) => `      - ${9007199254740993n + BigInt(i)}`)}`),
    codes: ["yaml-too-long"],
  },
  {
    about: "a text of 900,000 characters",
    text: () => card(`  prerogative: ${"九".repeat(300_000)}`),
    codes: ["text-too-long"],
  },
  {
    about: "one byte more than a file may have",
    text: () => `# ${"x".repeat(yamlLimits.bytes - 2)}\n`,
    codes: ["yaml-too-large"],
  },
  { about: "10 MiB", text: () => "- x\n".repeat(2_621_440), codes: ["yaml-too-large"] },
];

describe("a file that is made to cost much is refused, and costs little", () => {
  test.concurrent.each(bombs)("$about", async ({ text, codes }) => {
    const ran = await validate(text());
    expect({ code: ran.code, stderr: ran.stderr.slice(0, 300) }).toEqual({ code: 65, stderr: "" });
    const problems = problemsOf(ran);
    expect([...new Set(problems.map((one) => one.code).filter((code) => code !== "more-problems"))].sort()).toEqual(
      codes,
    );
    for (const one of problems) expect([one.line ?? 0, one.column ?? 0].every((count) => count >= 1)).toBe(true);
  });

  test("what is not printed of a file is counted, all of it", async () => {
    const ran = await validate(`---\nkind: MemberCard\nname: gold\naccount: coffee\nid: x\nspec: 1\n`.repeat(150));
    const messages = problemsOf(ran).map((one) => [one.code, one.message]);
    expect(messages).toHaveLength(101);
    expect(messages.find(([code]) => code === "more-problems")?.[1]).toMatch(/^… and (?!1 )\d{2,} more problems/);
  });

  test("one deep file after the other is refused: none ends the process", async () => {
    const deep = [
      "[".repeat(2_000) + "]".repeat(2_000),
      "? ".repeat(20_000),
      "{a: ".repeat(20_000),
      "- ".repeat(20_000),
    ];
    const ran = await validate(...deep);
    expect({ code: ran.code, stderr: ran.stderr.slice(0, 300) }).toEqual({ code: 65, stderr: "" });
    const problems = problemsOf(ran).map((one) => `${one.file} ${one.code}`);
    expect([...new Set(problems)]).toEqual(deep.map((_, index) => `cards/bomb-${index}.yaml yaml-too-deep`));
  });

  test("a file as large as can be is read", async () => {
    const ran = await validate(`# ${"x".repeat(yamlLimits.bytes - 3)}\n`);
    expect(ran).toEqual({
      code: 0,
      stdout: '{\n  "format": "wxcards.validation/1",\n  "valid": true,\n  "problems": []\n}\n',
      stderr: expect.stringContaining("No document"),
    });
  });

  test("as many levels as can be are read", async () => {
    // The document, `spec`, `base_info` and the list are levels of their own.
    const nested = (levels: number) =>
      card(`  base_info:\n    location_id_list: ${"[".repeat(levels)}1${"]".repeat(levels)}`);
    const codes = async (levels: number) => problemsOf(await validate(nested(levels))).map((one) => one.code);
    expect(await codes(yamlLimits.depth - 3)).not.toContain("yaml-too-deep");
    expect(await codes(yamlLimits.depth - 2)).toEqual(["yaml-too-deep"]);
  });
});

let projects = 0;
let running: Promise<unknown>[] = [];

/** Two at a time: the guard of one run must not count the work of all others. */
async function validate(...texts: readonly string[]): Promise<Ran> {
  while (running.length >= 2) await Promise.race(running);
  const run = validateAlone(texts);
  const ended = run.then(() => {
    running = running.filter((one) => one !== ended);
  });
  running.push(ended);
  return run;
}

/** Runs `validate` of the bundled command on a project with these files. */
function validateAlone(texts: readonly string[]): Promise<Ran> {
  projects += 1;
  const project = join(folder, String(projects));
  mkdirSync(join(project, "cards"), { recursive: true });
  writeFileSync(join(project, "wxcards.yaml"), PROJECT);
  texts.forEach((text, index) => {
    writeFileSync(join(project, `cards/bomb-${index}.yaml`), text);
  });
  const METER = join(project, "milliseconds");
  const argv = [`--max-old-space-size=${megabytes}`, "-r", meter, cli, "validate", "--format", "json"];
  const options = {
    cwd: project,
    timeout: guardMs,
    killSignal: "SIGKILL" as const,
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env["PATH"], METER },
  };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, argv, options, (_error, stdout, stderr) => {
      // A killed process has no exit code, and no cost: -1 stands for the code.
      const costMs = child.exitCode === null ? -1 : Number(readFileSync(METER, "utf8"));
      if (costMs > mostMs) reject(new Error(`it cost ${costMs} ms of the processor`));
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
