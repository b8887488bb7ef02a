import type { JsonObject } from "../../../model/json.ts";
import type { Budget } from "../../view/cut.ts";
import { bytesOf } from "../layout/bytes.ts";
import type { Markup } from "../layout/markup.ts";

/** What the robot of a group takes: its dialect of Markdown, the body of its message, and how long both may be. */
export interface ChatDialect extends Markup {
  /** The body of one message with a text that is written already. */
  readonly body: (title: string, text: string) => JsonObject;
  /** Bounds the text, so that the message is no longer than the robot takes. */
  readonly budget: Budget;
}

/** Stands for a title, for measuring what stands around a text: no title of ours is longer. */
export const longestTitle = "-".repeat(64);

/**
 * So many bytes a text takes within a JSON text at most: quotes and line breaks are escaped there, and so is one colon of
 * each `::`, which two lines can hold one each of.
 */
export function bytesInJson(text: string): number {
  return bytesOf(JSON.stringify(text)) - 2 + (text.split("::").length - 1) * bytesOfEscape;
}

/** What a colon grows by when it is written `\u003a`. */
const bytesOfEscape = 5;
