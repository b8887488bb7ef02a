import { spawn } from "node:child_process";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll } from "vitest";
import { realRandom } from "../../../src/cli/clock.ts";
import { branchStore } from "../../../src/state/branch/store.ts";
import { storeContract } from "../store-contract.ts";
import { quickClock } from "./store-support.ts";
import { clear, env, git, place, repositoryOf } from "./support.ts";

afterAll(clear);

async function worldIn(folder: string) {
  const repository = await repositoryOf(folder);
  return { open: () => branchStore({ repository, clock: quickClock(), random: realRandom, env: {} }) };
}

storeContract("branches of a remote", () => worldIn(place().work));

storeContract("branches of a remote that is spoken to by an old protocol", () => {
  const { work } = place();
  git(work, "config", "protocol.version", "0");
  return worldIn(work);
});

storeContract("branches of a remote behind a daemon", async () => {
  const { root, bare, work } = place();
  const port = await freePort();
  const served = ["daemon", "--export-all", "--enable=receive-pack", `--base-path=${root}`];
  const options = { env: env as NodeJS.ProcessEnv, stdio: "ignore", detached: true } as const;
  const daemon = spawn("git", [...served, "--listen=127.0.0.1", `--port=${port}`, "--reuseaddr", bare], options);
  git(work, "remote", "set-url", "origin", `git://127.0.0.1:${port}/remote.git`);
  await untilServed(port);
  const { open } = await worldIn(work);
  // The daemon is a process of its own below git.
  return { open, close: async () => void process.kill(-(daemon.pid ?? 0)) };
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilServed(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.on("connect", () => socket.destroy());
      socket.on("error", () => resolve(false));
    });
    if (isOpen) return;
    await setTimeout(10);
  }
}

storeContract("branches of a repository without a remote", () => {
  const { work } = place();
  git(work, "remote", "remove", "origin");
  return worldIn(work);
});
