import type * as english from "./en/fields.ts";

/** What a language says of fields. */
export type FieldDescriptions = typeof english;
