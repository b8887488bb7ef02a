import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { goldId, liveSmall, smallCard } from "../helpers/documents.ts";
import { processEnv } from "../helpers/process-env.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

/* What becomes of a run whose output nobody can take; the real process. */
const folder = temporaryFolder();
let cli = "";
beforeAll(async () => {
  cli = await bundled("cli/entry.ts", folder);
});

/** A card whose notice is to change. */
async function changed(): Promise<World> {
  const world = await newWorld({
    files: { "cards/gold.yaml": smallCard("gold", goldId).replace("请出示", "新的提醒") },
  });
  world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
  return world;
}

type Where = "full" | "kept" | "closed";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command whose streams are kept, lead to a full disk, or to a reader that has gone. */
async function runProcess(world: World, line: string, stdout: Where, stderr: Where = "kept"): Promise<Ended> {
  const full = openSync("/dev/full", "w");
  const stdioOf = (where: Where) => (where === "full" ? full : "pipe");
  try {
    const child = spawn(process.execPath, [cli, ...line.split(" ")], {
      cwd: world.root,
      env: processEnv(world.env),
      stdio: ["ignore", stdioOf(stdout), stdioOf(stderr)],
    });
    const texts = { stdout: "", stderr: "" };
    for (const [name, where] of [["stdout", stdout] as const, ["stderr", stderr] as const]) {
      if (where === "closed") child[name]?.destroy();
      else child[name]?.setEncoding("utf8").on("data", (text: string) => (texts[name] += text));
    }
    const code = await new Promise<number | null>((resolve) => child.on("close", (ended) => resolve(ended)));
    return { code, ...texts };
  } finally {
    closeSync(full);
  }
}

const words = "the result could not be written to standard output (ENOSPC)";

describe.runIf(existsSync("/dev/full"))("output that cannot be written", () => {
  test.each([
    ["text", "full", "kept"],
    ["json", "full", "kept"],
    ["markdown", "full", "kept"],
    ["text", "full", "full"],
    ["text", "full", "closed"],
  ] as const)(
    "apply in %s, stdout %s, stderr %s: written, remembered, and told by 1",
    async (format, out, messages) => {
      const world = await changed();
      const run = await runProcess(world, `apply --yes --verbose --format ${format}`, out, messages);
      expect(run.code).toBe(1);
      expect(run.stderr).not.toMatch(/bug|^ {4}at /m);
      if (messages === "kept") expect(run.stderr.split(words)).toHaveLength(2);
      expect(world.card(goldId).content).toMatchObject({ base_info: { notice: "新的提醒" } });
      expect(world.settled("MemberCard/gold")).toHaveProperty(["/base_info/notice"]);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    },
  );

  test.each([
    ["stderr is full", "kept", "full"],
    ["stderr has no reader", "kept", "closed"],
    ["stdout has no reader, such as that of head", "closed", "kept"],
    ["nobody reads", "closed", "closed"],
  ] as const)("apply, and %s: 0, since the result is whole or nobody wants it", async (_name, out, messages) => {
    const world = await changed();
    const run = await runProcess(world, "apply --yes --verbose", out, messages);
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toMatch(/bug|^ {4}at /m);
    expect(world.settled("MemberCard/gold")).toHaveProperty(["/base_info/notice"]);
  });

  test("what went wrong otherwise keeps its code, and a report in a file is written", async () => {
    const world = await changed();
    world.sandbox.fail({ path: "/card/update", errcode: 40164 });
    const run = await runProcess(world, "apply --yes --report json=report.json", "full");
    expect(run.code).toBe(77);
    expect(run.stderr).toContain(words);
    expect(JSON.parse(world.read("report.json"))).toMatchObject({ summary: { failed: 1 } });
  });

  test.each([
    "plan",
    "plan --format json",
    "validate",
    "status",
    "--version",
    "--help",
    "explain MemberCard",
    "completion bash",
  ])("%s: 1, and no word of a bug", async (line) => {
    const run = await runProcess(await changed(), line, "full");
    expect(run.code).toBe(1);
    expect(run.stderr).not.toMatch(/bug|^ {4}at /m);
  });
});
