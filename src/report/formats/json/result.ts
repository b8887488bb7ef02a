import { formatName } from "../../../model/format.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { heldFormat } from "../../../model/member.ts";
import { jsonText } from "../../json-text.ts";

/** What a result is called; a plan names its format itself, since that is part of what is saved. */
type ResultWord =
  | "report"
  | "validation"
  | "status"
  | "import"
  | "explain"
  | "verify"
  | "history"
  | "state-view"
  | "state-change"
  | "snapshot"
  | "plan-diff"
  | "comment"
  | "pull"
  | "accounts"
  | "member"
  | typeof heldFormat
  | "code";

/** A result as JSON: its format first, so that a reader knows what it has. All keys are in snake case. */
export function resultJson(word: ResultWord, members: JsonObject): string {
  return jsonText({ format: formatName(word), ...members });
}
