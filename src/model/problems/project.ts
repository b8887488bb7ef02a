import type { Json } from "../json.ts";
import { define } from "./entry.ts";

export interface Elsewhere {
  readonly other: string;
  readonly file: string;
  readonly line: number;
}

export interface AccountChoice {
  readonly kind: string;
  /** Accounts of the project that have such resources. */
  readonly accounts: readonly string[];
  /** The platform such an account has to be of. */
  readonly needed: string;
}

/** Project file, documents as a whole, accounts, names and ids. */
export const projectProblems = {
  "project-missing": define<{ readonly file: string; readonly folder: string }>("error", "usage"),
  "project-second-document": define("error", "document"),
  /** The versions of the tool that wrote the copy and of this one, and the language of the copy. */
  "editor-schema-outdated": define<{ readonly version: string; readonly own: string; readonly language: string }>(
    "warning",
    "document",
  ),
  "timezone-unknown": define<{ readonly timezone: string }>("error", "document"),
  "account-reserved": define<{ readonly name: string }>("error", "document"),
  "accounts-too-many": define<{ readonly count: number; readonly limit: number }>("error", "document"),
  "account-twice": define<{ readonly name: string; readonly twin: string; readonly identity: string }>(
    "error",
    "document",
  ),
  "default-twice": define<{ readonly name: string; readonly other: string; readonly platform: string }>(
    "error",
    "document",
  ),
  "document-not-object": define<{ readonly kinds: readonly string[] }>("error", "document"),
  "kind-missing": define<{ readonly kinds: readonly string[] }>("error", "document"),
  "kind-unknown": define<{
    /** Whatever stands there. */
    readonly kind: Json;
    readonly kinds: readonly string[];
    readonly nearest?: string | undefined;
  }>("error", "document"),
  "name-not-nfc": define<{ readonly name: string }>("error", "document"),
  "account-needed": define<AccountChoice>("error", "document"),
  "account-and-accounts": define("error", "document"),
  "ignore-unknown": define<{ readonly pointer: string; readonly nearest?: string | undefined }>("error", "document"),
  "account-unknown": define<AccountChoice & { readonly account: string; readonly nearest?: string | undefined }>(
    "error",
    "document",
  ),
  "account-of-other-platform": define<AccountChoice & { readonly account: string; readonly platform: string }>(
    "error",
    "document",
  ),
  "duplicate-name": define<Elsewhere & { readonly name: string; readonly account: string; readonly kind: string }>(
    "error",
    "document",
  ),
  "duplicate-id": define<Elsewhere & { readonly id: string; readonly account: string; readonly kind: string }>(
    "error",
    "document",
  ),
  "item-declared-twice": define<Elsewhere & { readonly item: string }>("error", "document"),
  "reference-unknown": define<{ readonly reference: string; readonly nearest?: string | undefined }>(
    "error",
    "document",
  ),
  "reference-of-other-account": define<{ readonly reference: string; readonly account: string }>("error", "document"),
  "reference-of-other-kind": define<{ readonly reference: string; readonly kind: string }>("error", "document"),
  "reference-to-absent": define<{ readonly reference: string }>("error", "document"),
  "selects-nothing": define<{
    readonly flag: string;
    readonly pattern: string;
    readonly nearest?: string | undefined;
  }>("error", "usage"),
  "id-differs-from-state": define<{ readonly id: string; readonly known: string }>("error", "refused"),
  "id-behind-two": define<{ readonly id: string; readonly other: string; readonly address: string }>(
    "error",
    "refused",
  ),
  "target-ambiguous": define<{ readonly pattern: string; readonly addresses: readonly string[] }>("error", "usage"),
  "delete-protected": define<{ readonly address: string }>("error", "refused"),
  "delete-impossible": define<{ readonly kind: string }>("error", "refused"),
  "delete-of-nothing": define<{ readonly address: string }>("warning", "refused"),
  "id-needed": define<{ readonly address: string }>("error", "refused"),
};

/** Where documents lie: the patterns of `cards:`, and the paths that are named. */
export const patternProblems = {
  "cards-pattern-unmatched": define<{
    readonly pattern?: string | undefined;
    readonly nearest?: string | undefined;
    readonly exceptions?: readonly string[] | undefined;
  }>("error", "document"),
  "cards-pattern-outside": define<{ readonly pattern: string; readonly nearest?: string | undefined }>(
    "error",
    "document",
  ),
  "cards-pattern-refused": define<{
    readonly pattern: string;
    readonly rule: string;
    readonly limit?: number | undefined;
  }>("error", "document"),
  "file-not-document": define<{ readonly file: string }>("error", "usage"),
  "too-many-files": define<{
    readonly folder: string;
    readonly entries?: number | undefined;
    readonly depth?: number | undefined;
    /** True where matching names takes too long. */
    readonly work?: boolean | undefined;
  }>("error", "document"),
  "document-not-matched": define<{
    readonly file: string;
    readonly patterns: readonly string[];
    readonly exceptions?: readonly string[] | undefined;
  }>("warning", "document"),
  "document-ending-unread": define<{ readonly file: string }>("warning", "document"),
};
