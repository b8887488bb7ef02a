import { dirname } from "node:path";
import { journalFolder } from "../config/journal.ts";
import { lockFolder } from "../config/lock.ts";
import { findProject } from "../config/project.ts";
import { utf8Text } from "../config/utf8.ts";
import { type FileTrouble, isTrouble, unwritten } from "../model/file-trouble.ts";
import { isObject } from "../model/json.ts";
import type { Processes } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { ownFolder, sandboxFolder } from "../model/project.ts";
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
 * Keeps a second run that writes out of a project while one is under way: two of them could make a card twice, or take
 * each other's lock entries for drift. Gives what ends the hold, or why there is none.
 *
 * The mark is a file that is made whole or not at all, with the process, the machine and the time in it. One that a
 * dead process of this machine left behind is taken over; of other machines nobody can know, so a person decides. It
 * holds for one folder: clones are kept apart by the pipeline they run in.
 */
export function holdRunLock(effects: Effects, project: string | undefined): { release(): void } | { problem: Problem } {
  const { files, processes, io, clock, random } = effects;
  const found = findProject(files, io.workingDirectory, project);
  if (processes === undefined || found === undefined) return { release: () => {} };
  const { id: pid, host, space } = processes;
  const since = instantIso(clock.now(), "UTC");
  const nonce = Math.floor(random.next() * Number.MAX_SAFE_INTEGER).toString(36);
  const text = `${JSON.stringify({ pid, host, space, since, nonce })}\n`;
  const mine: Mark = { files, processes, root: dirname(found), path: `${ownFolder}/apply.lock`, text };
  // A project without `init` may not leave the folder out of its commits.
  const ignored = create(mine, `${ownFolder}/.gitignore`, "*\n");
  const holding = isTrouble(ignored) ? ignored : take(mine);
  // A mark that cannot be made keeps nobody out, so nothing is written.
  if (isTrouble(holding)) return { problem: unwritten("lock-not-written", mine.path, holding) };
  if (holding !== undefined) return { problem: underWay(mine, holding) };
  sweep(mine);
  return { release: () => release(mine) };
}

/** The mark by which a run holds a folder, with what looking at it needs. */
interface Mark {
  readonly files: Effects["files"];
  readonly processes: Processes;
  readonly root: string;
  readonly path: string;
  /** What it says when it is this run's. */
  readonly text: string;
}

/** Takes away what runs that were killed left beside the files they were about to replace: nobody else is at work. */
function sweep({ files, processes, root }: Mark): void {
  for (const folder of [lockFolder, ownFolder, journalFolder, sandboxFolder])
    for (const left of files.leftInside(root, folder))
      if (left.process === processes.id || !processes.isAlive(left.process)) files.removeInside(root, left.path);
}

/** How often a mark that is gone or of a dead process is tried for: others may be at it as well. */
const mostAttempts = 5;

/**
 * Makes the mark, or takes that of a dead process over; gives the file by which another run holds the folder, or why none
 * can be made.
 */
function take(mark: Mark): string | FileTrouble | undefined {
  const { path, text } = mark;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const made = create(mark, path, text);
    if (isTrouble(made)) return made;
    if (made && read(mark, path) === text) return undefined;
    const before = read(mark, path);
    // Released between the two looks.
    if (before === undefined) continue;
    if (!isDead(mark, readHolder(before))) return path;
    const turn = takeOver(mark, before);
    if (turn !== "again") return turn === "other" ? turnOf(mark) : turn;
  }
  return path;
}

/** Two runs may find the same dead one: a second mark decides which of them takes its place; undefined for this one. */
function takeOver(mark: Mark, before: string): "again" | "other" | FileTrouble | undefined {
  const { files, root, path, text } = mark;
  const turn = turnOf(mark);
  const made = create(mark, turn, text);
  if (isTrouble(made)) return made;
  if (!made) {
    if (!isDead(mark, readHolder(read(mark, turn) ?? ""))) return "other";
    files.removeInside(root, turn);
    return "again";
  }
  try {
    if (read(mark, path) !== before) return "again";
    const trouble = files.writeInside(root, path, text);
    if (trouble !== undefined) return trouble;
    return read(mark, path) === text ? undefined : "again";
  } finally {
    files.removeInside(root, turn);
  }
}

function turnOf({ path }: Mark): string {
  return `${path}.turn`;
}

function release(mark: Mark): void {
  try {
    if (read(mark, mark.path) === mark.text) mark.files.removeInside(mark.root, mark.path);
  } catch {
    // What the run did is told all the same; the next run finds the mark of a dead one.
  }
}

function read({ files, root }: Mark, file: string): string | undefined {
  const bytes = files.readInside(root, file, largestMark);
  return bytes === undefined || isTrouble(bytes) ? undefined : utf8Text(bytes);
}

function create({ files, root }: Mark, file: string, content: string): boolean | FileTrouble {
  return files.createInside(root, file, content);
}

function isNear({ processes }: Mark, holder: Holder | undefined): holder is Holder {
  return holder?.host === processes.host && holder.space === processes.space;
}

/** A mark with this run's own number was left by another one before it: numbers come again. */
function isDead(mark: Mark, holder: Holder | undefined): boolean {
  const { processes } = mark;
  return isNear(mark, holder) && (holder.pid === processes.id || !processes.isAlive(holder.pid));
}

function underWay(mark: Mark, file: string): Problem {
  const holder = readHolder(read(mark, file) ?? "");
  const { pid, host, since } = holder ?? {};
  return problem("apply-under-way", { file, near: isNear(mark, holder), pid, host, since });
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
