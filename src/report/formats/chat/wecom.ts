import { bytesOf } from "../layout/bytes.ts";
import { isPlainWord } from "../layout/markup.ts";
import type { ChatDialect } from "./dialect.ts";
import { chatSpan, saidInChat } from "./span.ts";

/**
 * A robot of a WeCom group: at most 4,096 bytes of UTF-8 in `content`, else error 40058. Source:
 * developer.work.weixin.qq.com, document/path/91770, "markdown类型", read 2026-11.
 */
export const wecomDialect: ChatDialect = {
  code: chatSpan,
  cell: chatSpan,
  said: saidInChat,
  word: (text) => (isPlainWord(text) ? text : chatSpan(text)),
  strong: (written) => `**${written}**`,
  section: (title) => ["", `**${title}**`],
  body: (_title, text) => ({ msgtype: "markdown", markdown: { content: text } }),
  budget: { most: 4_096, measure: bytesOf },
};
