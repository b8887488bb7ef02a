import type { SnapshotTaken } from "../model/snapshot.ts";
import { results } from "./messages/results.ts";

const words = results.snapshot;

/** What became of a snapshot. */
export function snapshotLine({ account, resources, result }: SnapshotTaken): string {
  if (result === "written") return words.taken(account, resources);
  return result === "unchanged" ? words.unchanged(account) : words.failed(account);
}
