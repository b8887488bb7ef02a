import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";
import type { Problem } from "./problem.ts";

/** A live value that now stands in the document that declares it. */
export interface PulledValue {
  readonly address: string;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** The line of the value in the file as it is afterwards. */
  readonly line: number;
  /** Below `spec`. */
  readonly path: Pointer;
  /** As the document wrote it; null where it wrote nothing. */
  readonly before: Json;
  /** As the document writes it now; null where it clears the field. */
  readonly after: Json;
}

/** A file with live values in it. */
export interface PulledFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Everything a pull did, or would do. */
export interface PullReport {
  readonly pulled: readonly PulledValue[];
  /** Why live values were not written; each has the address and the path of its field. */
  readonly left: readonly Problem[];
  /** What kept resources from being read or files from being written. */
  readonly problems: readonly Problem[];
  /** The files that changed, whole. */
  readonly files: readonly PulledFile[];
}
