import type { JsonObject } from "../../../model/json.ts";
import { jsonText } from "../../json-text.ts";
import { bytesOf } from "../layout/bytes.ts";
import { isPlainWord } from "../layout/markup.ts";
import { bytesInJson, type ChatDialect, longestTitle } from "./dialect.ts";
import { chatSpan, saidInChat } from "./span.ts";

/**
 * The robot of a DingTalk group: a request of at most 20,000 bytes. Sources: open.dingtalk.com, "custom robot access";
 * the limit is what the robot answers, 460101 "message too long, exceed 20000 bytes", as in
 * timonwong/prometheus-webhook-dingtalk issue 30. The message names nobody in `at`, so that nobody is mentioned.
 */
export const dingtalkDialect: ChatDialect = {
  code: chatSpan,
  cell: chatSpan,
  said: saidInChat,
  word: (text) => (isPlainWord(text) ? text : chatSpan(text)),
  strong: (written) => `**${written}**`,
  // A list begins and ends at a blank line only.
  section: (title) => ["", `**${title}**`, ""],
  body,
  budget: { most: 20_000 - bytesOf(jsonText(body(longestTitle, ""))), measure: bytesInJson },
};

/** The title is what a list of conversations shows of the message. */
function body(title: string, text: string): JsonObject {
  return { msgtype: "markdown", markdown: { title, text } };
}
