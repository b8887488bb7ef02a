import type { Content } from "../../model/text.ts";

/** A file of the repository as it is to be. */
export interface PlannedFile {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly content: Content;
  /** `same` where it is so already. */
  readonly state: "new" | "changed" | "same";
}
