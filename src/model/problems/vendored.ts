import { define } from "./entry.ts";

/** What keeps the tool from being brought into a repository. */
export const vendoredProblems = {
  "vendor-no-package": define("error", "usage"),
  "vendor-from-binary": define("error", "usage"),
  "vendor-package-differs": define<{ readonly file: string }>("error", "document"),
  "vendor-folder-taken": define<{ readonly file: string }>("error", "document"),
  "vendor-of-go": define<{ readonly file: string; readonly folder: string }>("error", "document"),
  "vendor-in-workspaces": define<{ readonly file: string; readonly folder: string }>("error", "document"),
  "json-syntax": define<{ readonly file: string }>("error", "document"),
  "json-not-object": define<{
    readonly file: string;
    /** The member that is something else; absent where it is the whole file. */
    readonly key?: string | undefined;
  }>("error", "document"),
};
