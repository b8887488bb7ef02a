import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A running server and the environment by which a plan reaches it. */
export interface Served {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the embedded platform in another process. */
export async function serve(cards: number, latencyMs: number, rules = 0): Promise<Served> {
  const server = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "server.ts"), String(cards), String(latencyMs), String(rules)],
    { cwd: join(import.meta.dirname, ".."), stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(server, "exit");
  const line = await Promise.race([once(createInterface(server.stdout), "line"), ended]);
  if (typeof line[0] !== "string") throw new Error(`the server ended with ${line[0]}`);
  const { url, token } = JSON.parse(line[0]) as { url: string; token: string };
  return {
    env: { WXCARDS_WEIXIN_BASE_URL: url, WXCARDS_COFFEE_ACCESS_TOKEN: token },
    close: async () => {
      server.stdin.end();
      await ended;
    },
  };
}
