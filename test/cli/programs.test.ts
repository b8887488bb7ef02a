import { describe, expect, test } from "vitest";
import { saidOnStderr } from "../../src/cli/command-words.ts";
import { realProcesses } from "../../src/cli/processes.ts";
import { atMost, programsUntil } from "../../src/cli/programs.ts";
import type { Program } from "../../src/model/program.ts";
import { goldId, liveSmall, smallCard } from "../helpers/documents.ts";
import { playedPrograms } from "../helpers/programs.ts";
import { coffee, newWorld } from "../helpers/world.ts";

const run = programsUntil();

/** A program of Node, with these lines. */
function node(script: string, more: Partial<Program> = {}): Program {
  const env = { PATH: process.env["PATH"], ...more.env };
  return { file: process.execPath, args: ["-e", script], deadlineMs: 20_000, mostOutput: 65_536, ...more, env };
}

const { isAlive } = realProcesses;

/** These are run in earnest. */
describe("a program of this machine", () => {
  test("gets its arguments as they are, its environment and no other, and an end of stdin", async () => {
    const script =
      "const all = require('fs').readFileSync(0, 'utf8'); console.log(JSON.stringify([process.argv.slice(1), process.env, all]))";
    const program = node(script, { env: { ONE: "1", NONE: undefined }, input: "text" });
    const ended = await run({ ...program, args: [...program.args, "$HOME; echo x", "*"] });
    const [args, env, read] = JSON.parse(new TextDecoder().decode(ended.stdout));
    expect([args, read]).toEqual([["$HOME; echo x", "*"], "text"]);
    expect(Object.keys(env).filter((name) => !name.startsWith("__"))).toEqual(["PATH", "ONE"]);
    expect(await run(node("process.stdin.on('end', () => process.exit(7)).resume()"))).toMatchObject({ code: 7 });
  });

  test("that answered while this process heard nothing is heard, though its deadline has passed", async () => {
    const ending = run(node("console.log('done')", { deadlineMs: 1_000 }));
    await new Promise((resolve) => setTimeout(() => setImmediate(resolve), 100));
    // Files are read so: nothing else has a turn.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000);
    const { code, stdout } = await ending;
    expect([code, new TextDecoder().decode(stdout)]).toEqual([0, "done\n"]);
  });

  test("that hangs is ended at its deadline, with all that it started", async () => {
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      process.stderr.write(String(child.pid));
      setInterval(() => {}, 1000);`;
    const ended = await run(node(script, { deadlineMs: 1_000 }));
    expect(ended).toMatchObject({ code: null, failure: "late" });
    expect(Number(ended.stderr)).toBeGreaterThan(1);
    await expect.poll(() => isAlive(Number(ended.stderr))).toBe(false);
  });

  test("that does not heed the first signal is killed", async () => {
    const script =
      "process.on('SIGTERM', () => {}); process.stderr.write(String(process.pid)); setInterval(() => {}, 1000);";
    const ended = await run(node(script, { deadlineMs: 700 }));
    expect(ended).toMatchObject({ code: null, failure: "late" });
    await expect.poll(() => isAlive(Number(ended.stderr))).toBe(false);
  });

  test("whose child does not heed the first signal, though the program itself does: both are ended", async () => {
    const deaf = "process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000);";
    // The child keeps no pipe of ours open.
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', () => process.stderr.write(String(child.pid)));
      setInterval(() => {}, 1000);`;
    const ended = await run(node(script, { deadlineMs: 1_500 }));
    expect(ended).toMatchObject({ code: null, failure: "late" });
    expect(Number(ended.stderr)).toBeGreaterThan(1);
    await expect.poll(() => isAlive(Number(ended.stderr))).toBe(false);
  });

  test("whose child has left the group and holds the pipes open is given up", async () => {
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 15000)'], { stdio: 'inherit', detached: true });
      process.stderr.write(String(child.pid));`;
    const ended = await run(node(script, { deadlineMs: 700 }));
    expect(ended).toMatchObject({ code: null, failure: "late" });
    process.kill(Number(ended.stderr), "SIGKILL");
  });

  test("that prints without end is ended", async () => {
    const ended = await run(node("setInterval(() => process.stdout.write('x'.repeat(9000)), 1)"));
    expect(ended).toMatchObject({ code: null, failure: "overflow" });
  });

  test("that is not there, or that no system could start, says so", async () => {
    expect(await run({ ...node(""), file: "/nobody/has/this" })).toMatchObject({ failure: "missing" });
    expect(await run({ ...node(""), args: ["a\u0000b"] })).toMatchObject({ failure: "unstartable" });
    expect(await run({ ...node(""), file: import.meta.dirname })).toMatchObject({ failure: "unstartable" });
  });

  test("gives the token of an account to a plan", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
    world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
    world.programs = run;
    const script = "console.log(JSON.stringify({ access_token: process.argv[1], expires_in: 7200 }))";
    const argv = [process.execPath, "-e", script, world.sandbox.token(coffee.appid)];
    world.env["WXCARDS_COFFEE_TOKEN_COMMAND"] = JSON.stringify(argv);
    expect(await world.cli("plan")).toMatchObject({ code: 0, stdout: "No changes. 1 unchanged.\n" });
    expect(world.paths()).toEqual(["/card/get"]);
    world.env["WXCARDS_COFFEE_TOKEN_COMMAND"] = JSON.stringify([process.execPath, "-e", "process.exit(9)"]);
    const plan = await world.cli("plan");
    expect([plan.code, plan.stdout]).toEqual([77, expect.stringContaining("ended with 9")]);
  });

  test.each([["/opt/nobody/has-this"], [import.meta.dirname, "--key"], [process.execPath, "correct\u0000horse"]])(
    "that never ran says nothing, and what is in its variable is shown nowhere: %s %s",
    async (...argv) => {
      const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
      world.programs = run;
      world.env["WXCARDS_COFFEE_TOKEN_COMMAND"] = JSON.stringify(argv);
      const plan = await world.cli("plan");
      expect([plan.code, plan.stdout]).toEqual([77, expect.stringContaining("could not be started")]);
      expect(plan.all).not.toMatch(/it said|spawn|has-this|programs|correct|horse|null bytes/);
    },
  );
});

test("so many run at once at most, and each has its turn", async () => {
  const played = playedPrograms({ one: () => ({}) });
  const few = atMost(3, played.programs);
  const program = { file: "one", args: [], env: {}, deadlineMs: 1, mostOutput: 1 };
  const ended = await Promise.all(Array.from({ length: 20 }, () => few(program)));
  expect(ended.every(({ code }) => code === 0)).toBe(true);
  expect([played.ran.length, played.mostAtOnce()]).toEqual([20, 3]);
});

/** What a command said on stderr goes into a message; a token in it must not. */
describe("words of stderr", () => {
  test.each([
    ["", undefined],
    ["\n \n", undefined],
    ["vault: permission denied\nmore", "vault: permission denied"],
    ["connect ECONNREFUSED 127.0.0.1:8200", "connect ECONNREFUSED 127.0.0.1:8200"],
    ["/usr/local/bin/token-helper: no such key", "/usr/local/bin/token-helper: no such key"],
    ["https://vault.example.com:8200/v1/secret: 403", "https://vault.example.com:8200/v1/secret: 403"],
    ["\u001b[31mred\u0007 \u202etext", "[31mred text"],
    ["token 82_k3J9x-aQ12pLm0Zz refused", "token (…) refused"],
    ["secret=0123456789abcdef0123456789abcdef", "(…)"],
    ["got refreshtoken@@@qZ1xY2wV3uT4 back", "got (…) back"],
    ["base64 c2VjcmV0/dG9rZW4rMTIz+A== kept", "base64 (…) kept"],
  ])("%j", (stderr, words) => {
    expect(saidOnStderr(stderr)).toBe(words);
  });

  test("are bounded, however long the line is", () => {
    expect(saidOnStderr("word ".repeat(100_000))?.length).toBeLessThanOrEqual(200);
  });
});
