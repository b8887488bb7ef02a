import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectOf } from "./fixture.ts";
import { compared, inTurns, median, node, take } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry, type Judged, line } from "./report.ts";

const [few, many] = [20, 10_000];
const planned = 10_000;
const rounds = 5;

/** Of a card that names its title and its colour, and of the gold card of the examples. */
const fields = [2, 46];

/** A git without any settings of this machine. */
const env = {
  ...{ PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" },
  ...{ GIT_AUTHOR_NAME: "Mei", GIT_AUTHOR_EMAIL: "mei@example.com" },
  ...{ GIT_COMMITTER_NAME: "Mei", GIT_COMMITTER_EMAIL: "mei@example.com" },
};

/** A project whose state an apply has written, on a branch of a bare remote or in a folder. */
async function remembered(cards: number, store: "branch" | "folder") {
  const project = projectOf(cards);
  const { folder } = project;
  if (store === "branch") inGit(folder);
  const server = await serve(cards, 0);
  const surroundings = { ...env, ...server.env };
  take(node([entry, "apply", "--yes"], { cwd: folder, env: surroundings }));
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, env: surroundings, close };
}

/** Puts a project under version control, with a bare remote beside its cards. */
function inGit(folder: string): void {
  const remote = join(folder, "remote.git");
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
  const file = join(folder, "wxcards.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^state:.*\n/m, ""));
  git("init", "--quiet", "--bare", "--initial-branch=main", remote);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", `file://${remote}`);
  git("add", "wxcards.yaml", "cards");
  git("commit", "--quiet", "--message", "begin");
  git("push", "--quiet", "origin", "main");
}

type Remembered = Awaited<ReturnType<typeof remembered>>;

/** The median of asking for a lease and releasing it, in milliseconds, in a process of its own. */
function holding(store: "branch" | "folder", entries: number, ofFields: number): number {
  const { folder, remove } = projectOf(0);
  if (store === "branch") inGit(folder);
  const program = ["--import", "tsx", join(import.meta.dirname, "hold.ts"), store, folder, `${entries}`, `${ofFields}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, program, {
    ...{ cwd: join(import.meta.dirname, ".."), env: { ...process.env, ...env }, encoding: "utf8" },
  });
  remove();
  if (status !== 0) throw new Error(`bench/hold.ts ended with ${status}: ${stderr}`);
  return Number(stdout);
}

/**
 * Asking for a lease and releasing it, at many entries beside few. Nothing is promised: the file of the state is written
 * whole, and the host of this benchmark packs it anew on the same two cores.
 */
function leases(store: "branch" | "folder", ofFields: number): string {
  const pairs = Array.from({ length: rounds }, () => [holding(store, few, ofFields), holding(store, many, ofFields)]);
  const ratio = median(pairs.map(([small = Number.NaN, large = Number.NaN]) => large / small));
  const ms = (index: number) => median(pairs.map((pair) => pair[index] ?? Number.NaN)).toFixed(0);
  const name = `lease, ${store}, entries of ${ofFields}`.padEnd(34);
  return `${name} ${few}: ${ms(0)} ms, ${many}: ${ms(1)} ms, ${ratio.toFixed(2)} ×`;
}

/** Asking for a lease and releasing it, at many entries beside few; then `plan` with either store. */
export async function stateAtSize(): Promise<(Judged | string)[]> {
  const judged: (Judged | string)[] = (["branch", "folder"] as const).flatMap((store) =>
    fields.map((count) => leases(store, count)),
  );
  const [branch, folder] = [await remembered(planned, "branch"), await remembered(planned, "folder")];
  try {
    const plan = ({ folder: cwd, env: surroundings }: Remembered) => node([entry, "plan"], { cwd, env: surroundings });
    const [own = [], floor = []] = inTurns([plan(branch), plan(folder)], rounds);
    const promised = [
      { what: "wall", measured: compared(own, floor, "wallMs").ratio, limit: 1.1, unit: "× with the folder" },
    ];
    judged.push(line(`plan, ${planned} cards, state in git`, own, floor, promised));
  } finally {
    await branch.close();
    await folder.close();
  }
  return judged;
}
