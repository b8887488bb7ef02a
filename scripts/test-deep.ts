/**
 * `npm run test:deep`: all tests, each property in its whole quantity where `npm test` tries a sample. Each prints how
 * many cases it tries and from which seed; `WXCARDS_SEED` tries others, and `-- --seeds N` so many of the simulator. At
 * the end there is one table of all guarantees. What this machine cannot run is printed, never left out in silence.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { guaranteeTable } from "./deep/table.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function main(): number {
  // An hour for one property, against hanging for ever and nothing else.
  const { seeds, rest } = flags(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), "wxcards-deep-"));
  const [report, cases] = [join(folder, "report.json"), join(folder, "cases.jsonl")];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const words = ["run", "--testTimeout", "3600000", ...reporters, ...rest];
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const env = { ...process.env, WXCARDS_DEEP: "1", WXCARDS_CASES: cases, ...seeds };
  const ran = spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: "inherit", env });
  console.log(`\n${guaranteeTable(root, report, cases).join("\n")}\n`);
  rmSync(folder, { recursive: true, force: true });
  for (const line of notRun()) console.log(`not run: ${line}`);
  return ran.status ?? 1;
}

/** What is for the simulator, and what is for vitest. */
function flags(argv: readonly string[]) {
  const at = argv.indexOf("--seeds");
  if (at === -1) return { seeds: {}, rest: argv };
  return { seeds: { WXCARDS_SEEDS: argv[at + 1] ?? "" }, rest: argv.toSpliced(at, 2) };
}

/** What belongs to the whole and is not part of this run. */
function notRun(): string[] {
  const major = Number(process.versions.node.split(".")[0]);
  const others = [20, 22, 24].filter((one) => one !== major).map((one) => `Node ${one}`);
  const has = (command: string) => spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
  return [
    `${others.join(" and ")}: this is Node ${process.versions.node}; npm run test:matrix fetches them`,
    ...(has("strace") ? [] : ["system calls under strace: strace is not on this machine"]),
    ...(has("chromium") ? [] : ["reports in a browser: chromium is not on this machine"]),
  ];
}

process.exitCode = main();
