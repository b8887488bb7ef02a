import type { Json } from "../json.ts";
import { define } from "./entry.ts";

export interface Written {
  readonly value: Json;
  /** As it stands in the file. */
  readonly written?: string | undefined;
}

export interface ByteLimit {
  readonly bytes: number;
  readonly limit: number;
}

/** Values that the schema does not take. */
export const shapeProblems = {
  "unknown-key": define<{
    readonly key: string;
    readonly nearest?: string | undefined;
    /** Where such a key has its place. */
    readonly elsewhere?: string | undefined;
    /** True for a key of a document that stands among its fields. */
    readonly isBeside?: true | undefined;
  }>("error", "document"),
  "id-misnamed": define<{ readonly key: string; readonly inSpec: boolean; readonly id?: string | undefined }>(
    "error",
    "document",
  ),
  "request-pasted": define<{
    readonly key: string;
    readonly path: string;
    readonly inSpec: boolean;
    readonly kind?: string | undefined;
    readonly idName?: string | undefined;
  }>("error", "document"),
  "blank-clears": define<{ readonly comment?: string | undefined }>("warning", "document"),
  "secret-in-file": define<{
    readonly key: string;
    /** The AppID of the third-party platform below which it stands; empty where that is not known. */
    readonly component?: string | undefined;
  }>("error", "document"),
  "from-environment": define<{ readonly key: string }>("error", "document"),
  "missing-key": define<{ readonly key: string }>("error", "document"),
  "unknown-value": define<{
    readonly value: Json;
    readonly allowed: readonly Json[];
    readonly nearest?: string | undefined;
  }>("error", "document"),
  "wrong-type": define<{
    readonly expected: readonly string[];
    readonly found: string;
    readonly unit?: string | undefined;
    readonly value?: Json | undefined;
  }>("error", "document"),
  "number-not-text": define<{ readonly written: string }>("error", "document"),
  "number-not-plain": define<{
    readonly written: string;
    readonly plain: string;
    readonly quoted?: string | undefined;
  }>("error", "document"),
  "value-is-comment": define<{ readonly comment: string }>("error", "document"),
  "null-not-possible": define<{ readonly expected: readonly string[] }>("error", "document"),
  "text-too-long": define<ByteLimit>("error", "document"),
  "address-long": define<ByteLimit>("warning", "document"),
  "text-long": define<ByteLimit>("warning", "document"),
  "character-hidden": define<{
    /** `U+200B`. */
    readonly codePoint: string;
    /** Counts from 1. */
    readonly position: number;
  }>("warning", "document"),
  "text-empty": define("error", "document"),
  "object-empty": define("error", "document"),
  "text-too-many-characters": define<{ readonly characters: number; readonly limit: number }>("error", "document"),
  "number-out-of-range": define<{ readonly value: Json; readonly comparison: string; readonly limit: number }>(
    "error",
    "document",
  ),
  "list-length": define<{
    readonly count: number;
    readonly limit: number;
    readonly keyword: "minItems" | "maxItems";
  }>("error", "document"),
  "duplicate-item": define<{ readonly item: Json }>("error", "document"),
  "value-malformed": define<{
    readonly value: Json;
    readonly pattern: string;
    readonly ref?: string | undefined;
  }>("error", "document"),
  "instant-in-milliseconds": define<Written>("error", "document"),
  "instant-malformed": define<Written>("error", "document"),
  "colour-malformed": define<Written>("error", "document"),
};
