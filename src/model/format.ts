import { isObject } from "./json.ts";

/** What wxcards writes and reads again, or others read: the word in the name of its format. */
export type FormatWord =
  | "plan"
  | "report"
  | "validation"
  | "status"
  | "import"
  | "explain"
  | "verify"
  | "history"
  | "state-view"
  | "state-change"
  | "state"
  | "lease"
  | "live"
  | "snapshot"
  | "plan-diff"
  | "comment"
  | "pull"
  | "accounts"
  | "member"
  | "member-cards"
  | "code"
  | "journal"
  | "sandbox";

/** The name of a format, as `format` says it: `wxcards.plan/1`. */
export type FormatName<Word extends FormatWord = FormatWord> = `wxcards.${Word}/1`;

/** The name of the present version of a format. */
export function formatName<Word extends FormatWord>(word: Word): FormatName<Word> {
  return `wxcards.${word}/1`;
}

/** True for a value that says it is of the present version of a format: the one place where such a name is read. */
export function isOfFormat(value: unknown, word: FormatWord): boolean {
  return isObject(value) && value["format"] === formatName(word);
}
