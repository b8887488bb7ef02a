import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";
import type { ReviewState } from "./resource.ts";

/** What was live of an object: its declared fields as they were read, by pointer below `spec`. */
export interface SeenObject {
  /** The platform's own word for its state. */
  readonly state: string;
  readonly fields: Readonly<Record<Pointer, Json>>;
}

/** What was live of one resource. Nothing that no document declares is in it: that is figures of the business. */
export interface SeenResource extends SeenObject {
  readonly id: string;
  readonly review: ReviewState;
  /** Of a resource made of several objects: each of them by its id, with its items. */
  readonly objects?: Readonly<Record<string, SeenObject & { readonly items: readonly string[] }>>;
}

/** What was live of an account at a moment. */
export interface Snapshot {
  readonly identity: string;
  /** When it was taken, in ISO 8601 with offset: what is live has changed since, or was the same before. */
  readonly taken: string;
  /** By local address. */
  readonly resources: ReadonlyMap<string, SeenResource>;
}

/** What became of the snapshot of an account. */
export interface SnapshotTaken {
  readonly account: string;
  readonly resources: number;
  /** `unchanged` where the one before says the same. */
  readonly result: "written" | "unchanged" | "failed";
  /** The commit of its branch. */
  readonly commit?: string;
}
