import type { SnapshotTaken } from "../model/snapshot.ts";
import type { ResultWords } from "./messages/results.ts";

/** What became of a snapshot. */
export function snapshotLine({ account, resources, result }: SnapshotTaken, words: ResultWords["snapshot"]): string {
  if (result === "written") return words.taken(account, resources);
  return result === "unchanged" ? words.unchanged(account) : words.failed(account);
}
