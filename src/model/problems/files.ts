import { define } from "./entry.ts";

/**
 * What the machine says, or the kind of trouble, for which the catalogue of messages has words; and the part of the
 * path it is about.
 */
export interface TroubleArgs {
  readonly reason: string;
  readonly part?: string | undefined;
  /** In bytes. */
  readonly limit?: number | undefined;
}

export interface FileArgs extends Partial<TroubleArgs> {
  readonly file: string;
}

/** Files that cannot be read as plain YAML. */
export const fileProblems = {
  "file-unreadable": define<TroubleArgs & { readonly file: string }>("error", "usage"),
  "file-missing": define<{ readonly file: string }>("error", "usage"),
  "file-outside": define<FileArgs>("error", "usage"),
  "file-linked": define<FileArgs>("error", "document"),
  "file-mounted": define<FileArgs>("error", "document"),
  "file-irregular": define<FileArgs & { readonly folder?: boolean | undefined }>("error", "document"),
  "file-too-large": define<FileArgs>("error", "document"),
  "file-not-utf8": define<{ readonly file: string }>("error", "document"),
  "yaml-syntax": define<{
    /** What the reader of YAML says, or a word of ours for which the catalogue of messages has words. */
    readonly reason: string;
    /** What such a word is about. */
    readonly name?: string | undefined;
    /** The rule of YAML that is broken, as its reader calls it. */
    readonly rule?: string | undefined;
  }>("error", "document"),
  "yaml-fullwidth": define("error", "document"),
  "merge-conflict": define<{ readonly file: string }>("error", "document"),
  "yaml-version": define<{ readonly version?: string | undefined }>("error", "document"),
  "yaml-tag": define<{ readonly tag: string }>("error", "document"),
  "yaml-too-large": define<Partial<FileArgs>>("error", "document"),
  "yaml-too-deep": define<{ readonly depth: number; readonly nodes: number; readonly documents: number }>(
    "error",
    "document",
  ),
  "yaml-too-long": define<{ readonly tokens: number }>("error", "document"),
  "yaml-not-data": define<{ readonly what: string }>("error", "document"),
  "key-not-text": define<{ readonly key: string }>("error", "document"),
  "key-forbidden": define<{ readonly key: string }>("error", "document"),
  "duplicate-key": define<{ readonly key: string; readonly line: number }>("error", "document"),
  "integer-too-large": define<{
    readonly written?: string | undefined;
    /** False where the field takes numbers. */
    readonly text?: boolean | undefined;
  }>("error", "document"),
  "number-not-finite": define<{ readonly written: string }>("error", "document"),
  "text-broken": define("error", "document"),
};
