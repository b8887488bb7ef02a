import { dirname } from "node:path";
import { findProject } from "../config/project.ts";
import { utf8Text } from "../config/utf8.ts";
import { type FileTrouble, isTrouble, unwritten } from "../model/file-trouble.ts";
import { isObject, type Json } from "../model/json.ts";
import { expected, type Problem, problemIn } from "../model/problem.ts";
import { ownFolder } from "../model/project.ts";
import { instantIso } from "../schema/instant.ts";
import type { Effects } from "./session.ts";

/** In bytes: a mark is one line. */
const largestMark = 65_536;

/** Who holds the lock, as the file says it. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly space: string;
  readonly since: string;
}

/**
 * Keeps a second run that writes out of a project while one is under way: two of them could make a card twice, or take each other's lock entries for drift.
 * Gives what ends the hold, or why there is none.
 *
 * The mark is a file that is made whole or not at all, with the process, the machine and the time in it. One that a dead process of this machine left behind is
 * taken over; of other machines nobody can know, so a person decides. It holds for one folder: clones are kept apart by the pipeline they run in.
 */
export function holdRunLock(effects: Effects, project: string | undefined): { release(): void } | { problem: Problem } {
  const { files, processes, io, clock, random } = effects;
  const found = findProject(files, io.workingDirectory, project);
  if (processes === undefined || found === undefined) return { release: () => {} };
  const root = dirname(found);
  const path = `${ownFolder}/apply.lock`;
  const since = instantIso(clock.now(), "UTC");
  const nonce = Math.floor(random.next() * Number.MAX_SAFE_INTEGER).toString(36);
  const { id: pid, host, space } = processes;
  const mine = `${JSON.stringify({ pid, host, space, since, nonce })}\n`;
  const text = (file: string) => {
    const bytes = files.readInside(root, file, largestMark);
    return bytes === undefined || isTrouble(bytes) ? undefined : utf8Text(bytes);
  };
  // A mark with this run's own number was left by another one before it: numbers come again.
  const isNear = (holder: Holder | undefined): holder is Holder => holder?.host === host && holder.space === space;
  const isDead = (holder: Holder | undefined) =>
    isNear(holder) && (holder.pid === pid || !processes.isAlive(holder.pid));
  const underWay = (file: string): { problem: Problem } => {
    const holder = readHolder(text(file) ?? "");
    const args: Record<string, Json> = { file, near: isNear(holder) };
    if (holder !== undefined) Object.assign(args, { pid: holder.pid, host: holder.host, since: holder.since });
    return { problem: { code: "apply-under-way", severity: "error", class: "held", args } };
  };
  const release = () => {
    try {
      if (text(path) === mine) files.removeInside(root, path);
    } catch {
      // What the run did is told all the same; the next run finds the mark of a dead one.
    }
  };
  const fail = (trouble: FileTrouble | undefined): void => {
    if (trouble === undefined) return;
    throw expected(unwritten("lock-not-written", path, trouble));
  };
  const create = (file: string, content: string): boolean => {
    const made = files.createInside(root, file, content);
    if (isTrouble(made)) fail(made);
    return made === true;
  };
  /** Two runs may find the same dead one: a second mark decides which of them takes its place. */
  const takeOver = (before: string): "taken" | "again" | "other" => {
    const turn = `${path}.turn`;
    if (!create(turn, mine)) {
      if (!isDead(readHolder(text(turn) ?? ""))) return "other";
      files.removeInside(root, turn);
      return "again";
    }
    try {
      if (text(path) !== before) return "again";
      fail(files.writeInside(root, path, mine));
      return text(path) === mine ? "taken" : "again";
    } finally {
      files.removeInside(root, turn);
    }
  };

  try {
    // A project without `init` may not leave the folder out of its commits.
    create(`${ownFolder}/.gitignore`, "*\n");
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (create(path, mine) && text(path) === mine) return { release };
      const before = text(path);
      // Released between the two looks.
      if (before === undefined) continue;
      if (!isDead(readHolder(before))) return underWay(path);
      const turn = takeOver(before);
      if (turn === "taken") return { release };
      if (turn === "other") return underWay(`${path}.turn`);
    }
  } catch (error) {
    // A mark that cannot be made keeps nobody out, so nothing is written.
    const problem = problemIn(error);
    if (problem === undefined) throw error;
    return { problem };
  }
  return underWay(path);
}

function readHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const { pid, host, space, since } = value;
    return typeof pid === "number" && typeof host === "string"
      ? { pid, host, space: String(space), since: String(since) }
      : undefined;
  } catch {
    return undefined;
  }
}
