import { createHash } from "node:crypto";

/*
 * The first line of a `lease.yaml` in a folder, a comment: which swaps it comes from, newest first. It makes the bytes of
 * every version differ from those of all others, whatever the file says, and lets whoever swapped find out that it was
 * he, even when others have swapped since.
 */
const head = "# swaps:";

/** So many swaps are remembered. */
export const mostSwaps = 16;

/** The text of a lease as the file holds it; `before` are the swaps that the file came from so far. */
export function withHead(text: string, swap: string, before: readonly string[]): string {
  return `${[head, swap, ...before.slice(0, mostSwaps - 1)].join(" ")}\n${text}`;
}

/** The swaps that a file comes from, newest first, and what it says; no swap where a person wrote it. */
export function withoutHead(text: string): { readonly swaps: readonly string[]; readonly text: string } {
  if (!text.startsWith(`${head} `)) return { swaps: [], text };
  const end = `${text}\n`.indexOf("\n");
  return {
    swaps: text
      .slice(head.length + 1, end)
      .trim()
      .split(" "),
    text: text.slice(end + 1),
  };
}

/** What names the version of a `lease.yaml`: never the same for two of them. */
export function keyOf(lease: Uint8Array | undefined): string {
  return lease === undefined ? "new" : createHash("sha256").update(lease).digest("hex").slice(0, 16);
}

/** What a swap of both files is held against; undefined where there is neither. */
export function versionOf(state: string | undefined, lease: string | undefined): string | undefined {
  if (state === undefined && lease === undefined) return undefined;
  return createHash("sha256")
    .update(`${state ?? "-"} ${lease ?? "-"}`)
    .digest("hex")
    .slice(0, 32);
}

/** The digest of the bytes of a file, for `versionOf`; undefined where there is none. */
export function bytesDigest(bytes: Uint8Array | undefined): string | undefined {
  return bytes && createHash("sha256").update(bytes).digest("hex");
}
