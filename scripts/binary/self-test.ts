import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { oneCard } from "../build/typical-projects.ts";

/** One command line, and what it has to end with. */
interface Trial {
  readonly words: readonly string[];
  readonly exit: number;
}

/** Each way by which code gets into a run: files with a code cache, those without, modules of Node that load late, the network. */
const trials: readonly Trial[] = [
  { words: ["--version"], exit: 0 },
  { words: [], exit: 64 },
  { words: ["--help"], exit: 0 },
  { words: ["plan", "--help", "--lang", "zh-CN"], exit: 0 },
  { words: ["validate", "cards/gold.yaml"], exit: 0 },
  { words: ["validate", "cards/wrong.yaml"], exit: 65 },
  { words: ["validate", "--format", "json"], exit: 65 },
  { words: ["validate", "--lang", "zh-CN", "cards/not-plain.yaml"], exit: 65 },
  { words: ["explain", "MemberCard.base_info.title"], exit: 0 },
  { words: ["valdate"], exit: 64 },
  { words: ["init", "--ci", "github"], exit: 64 },
];

/**
 * Tries a binary beside the files of `dist/`: everything that either writes to stdout and stderr is the same, to the
 * byte. Works in folders below `stage`. Throws with the first difference.
 *
 * `init --ci` is the exception: a binary has no package to bring along, and says so.
 */
export async function selfTest(binary: string, entry: string, stage: string): Promise<void> {
  const project = join(stage, "project");
  oneCard(project);
  writeFileSync(
    join(project, "cards/wrong.yaml"),
    "kind: MemberCard\nname: wrong\nspec:\n  base_info: { titel: 金卡 }\n",
  );
  writeFileSync(join(project, "cards/not-plain.yaml"), "kind: MemberCard\nname: [\n");
  const run = (program: readonly string[], words: readonly string[], cwd: string) => {
    const [file = "", ...before] = program;
    const env = { PATH: process.env["PATH"], HOME: stage, NO_COLOR: "1" };
    const { status, stdout, stderr } = spawnSync(file, [...before, ...words], { cwd, env, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const npmForm = [process.execPath, entry];
  const compare = (words: readonly string[], exit: number, cwd: string) => {
    const [own, theirs] = [run([binary], words, cwd), run(npmForm, words, cwd)];
    const line = words.join(" ");
    if (own.status !== exit)
      throw new Error(`${line} ended with ${own.status} in the binary:\n${own.stdout}${own.stderr}`);
    if (JSON.stringify(own) !== JSON.stringify(theirs))
      throw new Error(`${line} differs:\n${JSON.stringify(own, null, 2)}\n${JSON.stringify(theirs, null, 2)}`);
  };
  for (const { words, exit } of trials) {
    if (!words.includes("init")) compare(words, exit, project);
    else {
      const { status, stderr } = run([binary], words, join(stage));
      if (status !== exit || !stderr.includes("vendor-from-binary"))
        throw new Error(`${words.join(" ")} ended with ${status} in the binary:\n${stderr}`);
    }
  }
  // A project that init makes, planned on the embedded platform: client, server and state.
  const starters = [[binary], npmForm].map((program, index) => {
    const folder = join(stage, `starter-${index}`);
    mkdirSync(folder);
    return [run(program, ["init"], folder), run(program, ["plan", "--sandbox"], folder)];
  });
  const [own, theirs] = starters.map((runs) => JSON.stringify(runs, null, 2));
  if (own !== theirs) throw new Error(`a starter project differs:\n${own}\n${theirs}`);
  if (starters[0]?.some(({ status }) => status !== 0)) throw new Error(`a starter project is not planned:\n${own}`);
}
