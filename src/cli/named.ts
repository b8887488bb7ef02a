import { resolve } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { NamedFiles } from "../model/ports.ts";
import type { Git } from "./git.ts";
import type { Io } from "./io.ts";

/** What reading and writing the files of the operator needs. */
export interface NamedEffects {
  readonly files: NamedFiles;
  readonly io: Pick<Io, "workingDirectory">;
  readonly git?: Git;
}

/**
 * Reads a file that the operator names, on the command line or in the environment: a regular file of at most `limit`
 * bytes, or a pipe. It may lie anywhere, but a symbolic link that git tracks is the repository's word and not the
 * operator's.
 */
export async function readNamed(
  effects: NamedEffects,
  path: string,
  limit: number,
): Promise<Uint8Array | FileTrouble | undefined> {
  const absolute = resolve(effects.io.workingDirectory, path);
  return (await trackedLink(effects, absolute)) ?? effects.files.readNamed(absolute, limit);
}

/** Writes a file that the operator names, whole; the same paths as `readNamed`, and no pipe. */
export async function writeNamed(effects: NamedEffects, path: string, text: string): Promise<FileTrouble | undefined> {
  const absolute = resolve(effects.io.workingDirectory, path);
  return (await trackedLink(effects, absolute)) ?? effects.files.writeNamed(absolute, text);
}

/** Adds a text to the end of a file that the operator names, which is made where there is none; the same paths. */
export async function appendNamed(effects: NamedEffects, path: string, text: string): Promise<FileTrouble | undefined> {
  const absolute = resolve(effects.io.workingDirectory, path);
  return (await trackedLink(effects, absolute)) ?? effects.files.appendNamed(absolute, text);
}

/**
 * A link on the way that git tracks, or of which git does not say: whoever may change the repository chose where it
 * leads.
 */
export async function trackedLink({ files, git }: NamedEffects, path: string): Promise<FileTrouble | undefined> {
  if (git === undefined) return undefined;
  for (const { folder, name } of files.links(path)) {
    if ((await git.tracks(folder, name)) !== "untracked") return { trouble: "link", part: name };
  }
  return undefined;
}
