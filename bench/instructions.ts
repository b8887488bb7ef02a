import { spawnSync } from "node:child_process";
import { projectOf } from "./fixture.ts";
import { entry } from "./report.ts";

/**
 * Instructions in user mode, of all threads, as `perf stat` counts them: they do not depend on what else the machine does.
 * Many virtual machines do not count them, and few have `perf`: then it is said, and nothing is judged.
 */
export function instructions(): string[] {
  if (counted(["-e", "0"]) === undefined)
    return ["instructions are not counted on this machine: no `perf`, or no counter"];
  return [1, 100, 1_000].flatMap((cards) => {
    const project = projectOf(cards);
    try {
      const [floor, own] = [
        ["-e", "0"],
        [entry, "validate"],
      ].map((args) => counted(args, project.folder));
      if (floor === undefined || own === undefined) return [];
      const millions = (count: number) => `${(count / 1e6).toFixed(0)} M`;
      return [
        `validate, ${cards} cards`.padEnd(34) +
          ` ${millions(own).padStart(8)} instructions, node -e 0 ${millions(floor)}: ${(own / floor).toFixed(2)} ×`,
      ];
    } finally {
      project.remove();
    }
  });
}

/** Undefined where they are not counted. A program that fails is no measurement: it throws. */
function counted(args: readonly string[], cwd?: string): number | undefined {
  const perf = ["stat", "-x", ",", "-e", "instructions:u", "--", process.execPath, ...args];
  const { status, stderr, error } = spawnSync("perf", perf, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, CI: "", NO_COLOR: "1" },
    encoding: "utf8",
  });
  if (error !== undefined) return undefined;
  const count = countIn(stderr);
  if (count !== undefined && status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return count;
}

/** The count in a line of `perf stat -x ,`: its first column, or words in place of a number. */
function countIn(lines: string): number | undefined {
  const [line] = lines.split("\n").filter((one) => one.includes("instructions"));
  const count = Number(line?.split(",")[0]);
  return line === undefined || Number.isNaN(count) ? undefined : count;
}
