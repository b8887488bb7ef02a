import { dirname, join, relative } from "node:path";
import { findProject } from "../config/project.ts";
import { isObject } from "../model/json.ts";
import { expected, type Problem } from "../model/problem.ts";
import { sandboxFolder } from "../model/project.ts";
import { instantIso } from "../schema/instant.ts";
import type { Effects } from "./session.ts";

/** Who holds the lock, as the file says it. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Keeps a second run that writes out of a project while one is under way: two of them could make a card twice, or take each other's lock entries for drift.
 * Gives what ends the hold.
 *
 * The mark is a file that is made whole or not at all, with the process, the machine and the time in it. One that a dead process of this machine left behind is
 * taken over; of other machines nobody can know, so a person decides. It holds for one folder: clones are kept apart by the pipeline they run in.
 */
export function holdRunLock(effects: Effects, project: string | undefined): () => void {
  const { files, processes, io, clock, random } = effects;
  const found = findProject(files, io.workingDirectory, project);
  if (processes === undefined || found === undefined) return () => {};
  const root = dirname(found);
  const path = join(root, dirname(sandboxFolder), "apply.lock");
  const since = instantIso(clock.now(), "UTC");
  const nonce = Math.floor(random.next() * Number.MAX_SAFE_INTEGER).toString(36);
  const mine = `${JSON.stringify({ pid: processes.id, host: processes.host, since, nonce })}\n`;
  const text = (file: string) => {
    const bytes = files.read(file);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const release = () => {
    if (text(path) === mine) files.remove(path);
  };
  const held = (file: string, holder: Holder | undefined): Error => {
    const args = { file: relative(root, file).replaceAll("\\", "/"), ...(holder ?? {}), own: processes.host };
    const problem: Problem = { code: "apply-under-way", severity: "error", class: "held", args };
    return expected(problem);
  };

  // Released between the two looks: once more.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (created(effects, path, mine)) return release;
    const before = text(path);
    if (before === undefined) continue;
    const holder = readHolder(before);
    if (holder === undefined || holder.host !== processes.host || processes.isAlive(holder.pid))
      throw held(path, holder);
    // Two runs may find the same dead one: a second mark decides which of them takes its place.
    const turn = `${path}.turn`;
    if (!files.create(turn, mine)) throw held(turn, readHolder(text(turn) ?? ""));
    try {
      if (text(path) !== before) continue;
      files.writeAtomic(path, mine);
      return release;
    } finally {
      files.remove(turn);
    }
  }
  throw held(path, undefined);
}

/** A mark that cannot be made keeps nobody out, so nothing is written. */
function created({ files }: Effects, path: string, text: string): boolean {
  try {
    return files.create(path, text);
  } catch (error) {
    const args = { file: path, reason: (error as NodeJS.ErrnoException).code ?? String(error) };
    throw expected({ code: "lock-not-written", severity: "error", class: "failure", args });
  }
}

function readHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const { pid, host, since } = value;
    return typeof pid === "number" && typeof host === "string" ? { pid, host, since: String(since) } : undefined;
  } catch {
    return undefined;
  }
}
