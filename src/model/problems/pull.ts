import type { Json } from "../json.ts";
import { define } from "./entry.ts";

/** What keeps a live value from being written into the document that declares it. */
export const pullProblems = {
  "pull-conflict": define<{ readonly field: string; readonly declared: Json; readonly live: Json }>("error", "refused"),
  "pull-cannot-clear": define<{ readonly field: string }>("error", "refused"),
  "pull-objects-differ": define<{ readonly field: string }>("error", "refused"),
  "pull-alias": define<{ readonly field: string }>("error", "refused"),
  "pull-unsayable": define<{ readonly field: string }>("error", "refused"),
  "pull-file-changed": define<{ readonly file: string }>("error", "refused"),
  "pull-patch-unsafe": define<{ readonly file: string }>("error", "refused"),
};
