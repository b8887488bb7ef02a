import * as english from "./en/fields.ts";

/** What a language says of fields. */
export type FieldDescriptions = typeof english;

/** The words for what is known of a field, in the language of this run. */
export const fieldWords: FieldDescriptions = english;
