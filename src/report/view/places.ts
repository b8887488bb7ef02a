/**
 * Where an entry stands, in the order of reading: what cannot be done or was not, deletes, replaces, what is one way or
 * about money, what goes to review, the rest; then, where that is known, what is of others than this change; then what is
 * drift.
 */
export const places = ["trouble", "delete", "replace", "grave", "review", "other", "others", "drift"] as const;

export type PlaceOfEntry = (typeof places)[number];
