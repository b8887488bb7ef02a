import type { GitAnswer } from "../../model/git.ts";
import type { More } from "./repository.ts";

/** An object of a repository, whole. */
export interface GitObject {
  readonly id: string;
  /** `commit`, `tree`, `blob` or `tag`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads objects by the names that git takes for them, all in one command. A name that leads to nothing is left out;
 * undefined where git could not read.
 */
export async function objectsOf(
  run: (args: readonly string[], more: More) => Promise<GitAnswer>,
  names: readonly string[],
): Promise<ReadonlyMap<string, GitObject> | undefined> {
  if (names.length === 0) return new Map();
  const answer = await run(["cat-file", "--batch"], { input: names.map((name) => `${name}\n`).join("") });
  return answer.code === 0 ? parsed(answer.stdout, names) : undefined;
}

/** Each object is a line `ID TYPE SIZE`, its bytes and a line break, in the order of the names. */
function parsed(output: Uint8Array, names: readonly string[]): ReadonlyMap<string, GitObject> | undefined {
  const found = new Map<string, GitObject>();
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) return undefined;
    const [, id, type, size] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(textOfBytes(output.subarray(at, end))) ?? [];
    at = end + 1;
    if (id === undefined || type === undefined) continue;
    const bytes = output.subarray(at, at + Number(size));
    found.set(name, { id, type, bytes });
    at += Number(size) + 1;
  }
  return found;
}

function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The text of a file; undefined where it is no UTF-8. */
export function wholeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
