import { define } from "./entry.ts";
import type { TroubleArgs } from "./files.ts";

/** What keeps a live resource from becoming a document. */
export const importProblems = {
  "import-unclear": define<{ readonly reason: "target" | "both" | "neither" }>("error", "usage"),
  "member-unknown": define("warning", "document"),
  "import-argument": define<{
    readonly argument: string;
    readonly reason: "form" | "kind" | "account" | "name" | "id" | "twice" | "unread";
    readonly kind?: string | undefined;
    readonly name?: string | undefined;
    readonly id?: string | undefined;
    readonly account?: string | undefined;
    readonly nearest?: string | undefined;
    readonly known?: readonly string[] | undefined;
  }>("error", "usage"),
  "address-taken": define<{ readonly address: string; readonly id: string }>("error", "refused"),
  "listing-incomplete": define<{ readonly account: string; readonly listed: number; readonly total: number }>(
    "error",
    "failure",
  ),
  "listing-endless": define<{ readonly account: string; readonly total: number; readonly most: number }>(
    "error",
    "failure",
  ),
  "listing-long": define<{ readonly account: string; readonly total: number }>("warning", "failure"),
  "import-objects-gone": define<{
    readonly address: string;
    readonly ids: readonly string[];
    readonly state?: string | undefined;
  }>("error", "refused"),
  "import-objects-differ": define<{ readonly address: string; readonly ids: readonly string[] }>("error", "refused"),
  "cards-pattern-unclear": define<{ readonly pattern: string }>("error", "usage"),
  "document-not-written": define<TroubleArgs & { readonly file: string }>("error", "failure"),
  "import-not-valid": define<{ readonly id: string; readonly reason: string }>("error", "failure"),
  "value-not-kept": define("error", "document"),
};
