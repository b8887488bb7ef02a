import type { Repository } from "../branch/repository.ts";
import type { OpenScratch } from "./remote.ts";

/** Scratch folders beside our own repository, below the git directory. The nonce is one that no other process uses. */
export function scratchBeside({ folders, ownDir }: Pick<Repository, "folders" | "ownDir">, nonce: string): OpenScratch {
  return () => {
    const folder = `${ownDir}.${nonce}.order`;
    return folders.make(folder) === undefined ? { folder, close: () => folders.remove(folder) } : undefined;
  };
}
