/**
 * `npm run demo`: plan, apply and a second, empty plan of `cards/` on the embedded platform, as a user would see them.
 *
 * Works on a copy in the temporary folder and leaves nothing behind. The platform first gets the cards as they were a month ago; what changed since is
 * what the plan shows: a new card, changes with and without a review, stock, and cards that stayed as they were. The plan is shown twice: as a terminal
 * has it, and as the comment that a pull request would get. In the language of the environment, as every command.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spokenOnCommandLine } from "../src/cli/language.ts";
import { monthAgo, planOfDemo } from "./demo-edits.ts";
import { demoWords } from "./demo-words.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const words = demoWords[spokenOnCommandLine(process.env, [])];

function main(): number {
  const folder = mkdtempSync(join(tmpdir(), "wxcards-demo-"));
  try {
    cpSync(join(root, "cards"), join(folder, "cards"), { recursive: true });
    cpSync(join(root, "wxcards.yaml"), join(folder, "wxcards.yaml"));
    for (const [file, now, then] of monthAgo) replace(join(folder, file), now, then);
    expectExit(run(folder, ["sandbox", "--fill"], "quiet"), 0, "sandbox --fill");
    for (const [file, now, then] of monthAgo) replace(join(folder, file), then, now);

    console.log(`${words.edited}\n`);
    expectExit(run(folder, planOfDemo.args), 2, "plan");
    console.log(`\n${words.comment}\n`);
    process.stdout.write(readFileSync(join(folder, planOfDemo.comment), "utf8"));
    console.log(`\n${words.merged}\n`);
    expectExit(run(folder, ["apply", "--sandbox", "--yes"]), 0, "apply");
    console.log(`\n${words.again}\n`);
    expectExit(run(folder, ["plan", "--sandbox", "--detailed-exitcode"]), 0, "second plan");
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, args: readonly string[], how: "shown" | "quiet" = "shown"): number {
  if (how === "shown") console.log(`$ wxcards ${args.join(" ")}`);
  const result = spawnSync(process.execPath, [join(root, "dist/wxcards.cjs"), ...args], {
    cwd: folder,
    stdio: how === "shown" ? "inherit" : ["ignore", "ignore", "inherit"],
  });
  if (how === "shown") console.log(words.exit(result.status));
  return result.status ?? 1;
}

function expectExit(code: number, expected: number, what: string): void {
  if (code !== expected) throw new Error(`demo: ${what} ended with ${code}, not with ${expected}`);
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`demo: ${file} holds no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

process.exitCode = main();
