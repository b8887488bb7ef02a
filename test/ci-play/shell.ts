import { spawn } from "node:child_process";
import { dirname } from "node:path";

/** How a command ended, and all that it said, in the order in which it said it. */
export interface Ended {
  readonly code: number;
  readonly log: string;
}

/** Where programs are looked for: where this node stands, and where the system has its own. No program of a package. */
const path = [dirname(process.execPath), ...(process.env["PATH"] ?? "").split(":")]
  .filter((folder) => !folder.includes("node_modules"))
  .join(":");

/** What is in the environment of every process that is started here, besides a home of its own. Nothing of this machine is. */
export const bareEnvironment: Readonly<Record<string, string>> = {
  PATH: path,
  LANG: "C.UTF-8",
  GIT_CONFIG_NOSYSTEM: "1",
};

/**
 * Runs a program in an environment that holds nothing but what is named, without a terminal and in a session of its own: git
 * that would like to ask somebody for a password finds nobody.
 */
export async function run(
  command: readonly string[],
  options: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const [file = "", ...words] = command;
  const { folder: cwd, env } = options;
  const child = spawn(file, words, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 128, log: signal === null ? log : `${log}${signal}\n` }),
    );
  });
}

/** Runs a program that has to succeed; what it said, without blanks around it. */
export async function runWell(...[command, options]: Parameters<typeof run>): Promise<string> {
  const { code, log } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${log}`);
  return log.trim();
}
