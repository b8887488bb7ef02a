import { isTrouble, unwritten } from "../model/file-trouble.ts";
import { isObject } from "../model/json.ts";
import type { Files, Processes } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { StateStore } from "../model/state-store.ts";

/** In bytes: one line. */
const largest = 65_536;

/** Where the marks of holders stand, and who asks. */
export interface HolderPlace {
  readonly files: Files;
  readonly journals: StateStore["journals"];
  /** Absent where no other run can be under way. */
  readonly processes?: Processes;
}

/**
 * Says which process of this machine holds a lease, before the lease is asked for: the next run of this machine need not
 * wait for the end of a lease whose holder is dead. A problem where the mark cannot be written: the journal that stands
 * beside it could not be either.
 */
export function markHolder(
  { files, journals, processes }: HolderPlace,
  account: string,
  nonce: string,
): Problem | undefined {
  if (processes === undefined) return undefined;
  const { id, space } = processes;
  const text = `${JSON.stringify({ id, space, started: processes.started(id) })}\n`;
  const file = markFile(journals, account, nonce);
  const trouble = files.writeInside(journals.root, file, text);
  return trouble === undefined ? undefined : unwritten("journal-not-written", file, trouble, { account });
}

/** Takes the mark of a lease away that is held no more. */
export function unmarkHolder({ files, journals }: HolderPlace, account: string, nonce: string): void {
  files.removeInside(journals.root, markFile(journals, account, nonce));
}

/**
 * True where the holder of a lease is known to be dead: a process of this machine that is there no more, or whose number
 * another one has by now. Of other machines nobody can know.
 */
export function isHolderDead(place: HolderPlace, account: string, nonce: string): boolean {
  const { files, journals, processes } = place;
  if (processes === undefined) return true;
  const bytes = files.readInside(journals.root, markFile(journals, account, nonce), largest);
  const mark = bytes === undefined || isTrouble(bytes) ? undefined : parsed(Buffer.from(bytes).toString("utf8"));
  if (!isObject(mark) || mark["space"] !== processes.space || typeof mark["id"] !== "number") return false;
  return !processes.isAlive(mark["id"]) || processes.started(mark["id"]) !== mark["started"];
}

/** Takes away what dead holders have left: runs that were killed took nothing with them. */
export function sweepHolders(place: HolderPlace, account: string): void {
  const { files, journals, processes } = place;
  const { root, folder } = journals;
  for (const { path, process } of files.leftInside(root, folder))
    if (processes?.isAlive(process) !== true) files.removeInside(root, path);
  const names = files.namesInside(root, folder);
  for (const name of isTrouble(names) ? [] : names) {
    const [, of, nonce = ""] = /^([^.]+)\.([0-9a-z]+)\.holder$/.exec(name) ?? [];
    if (of === account && isHolderDead(place, account, nonce)) unmarkHolder(place, account, nonce);
  }
}

/** A nonce may come from a file that anybody wrote: only one of ours is a part of a path. */
function markFile({ folder }: StateStore["journals"], account: string, nonce: string): string {
  return `${folder}/${account}.${/^[0-9a-z]+$/.test(nonce) ? nonce : "0"}.holder`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
