import type { JsonObject } from "../../../model/json.ts";
import { visible } from "../../escape.ts";
import { jsonText } from "../../json-text.ts";
import { spelledInText } from "../../spelling.ts";
import { bytesOf } from "../layout/bytes.ts";
import { bytesInJson, type ChatDialect, longestTitle } from "./dialect.ts";

/**
 * Everything that its Markdown, links and emoji are made of; `#` is a heading of newer cards, and only where a line
 * begins, which no data does.
 */
const active = /[!"$&'()*+./:<=>?@[\\\]^_`|~-]/g;

/**
 * A robot of a Feishu group: a card, in a request of at most 20 KB, of which 20,000 bytes are surely no more. (Apps may
 * send cards of 30 KB.) Source: open.feishu.cn, "自定义机器人使用指南", document/client-docs/bot-v3/add-custom-bot, read
 * 2026-11.
 *
 * Its Markdown takes numeric entities for characters that are to be nothing but themselves. Source: open.feishu.cn,
 * "富文本（Markdown）组件" of cards of version 1.0, which know no headings.
 */
export const feishuDialect: ChatDialect = {
  code: entities,
  cell: entities,
  said: entities,
  word: entities,
  strong: (written) => `**${written}**`,
  section: (title) => ["", `**${title}**`],
  body,
  budget: { most: 20_000 - bytesOf(jsonText(body(longestTitle, ""))), measure: bytesInJson },
};

/** What makes a key of the sign before it, which is no longer before it when that is an entity. */
const ofKey = /(?<=\*)\ufe0f/g;

function entities(text: string): string {
  return visible(text)
    .replace(ofKey, spelledInText)
    .replace(active, (character) => `&#${character.charCodeAt(0)};`);
}

function body(title: string, text: string): JsonObject {
  return {
    msg_type: "interactive",
    card: {
      config: { wide_screen_mode: true },
      header: { title: { tag: "plain_text", content: title }, template: "blue" },
      elements: [{ tag: "markdown", content: text }],
    },
  };
}
