import { visible } from "../../escape.ts";
import { spelledInText } from "../../spelling.ts";

/**
 * What some robot makes something of, wherever it stands: the end of a code span, tags and mentions (`<font>`,
 * `<@userid>`, `@13800001111`), entities, what stands out, links, and bare addresses, which clients link by themselves.
 */
const active = /[`<@*~]|!(?=\[)|&(?=#|\w+;)|(?<=\])[([:]|(?<=:)\/(?=\/)|(?<=www)\./gi;

/**
 * Data in a dialect of Markdown that documents no escapes: in a code span, and whatever the robot could make something
 * of is spelled as everything that must not stand in output is. A client that knows no code spans shows the backticks,
 * and nothing else happens.
 */
export function chatSpan(text: string): string {
  const safe = visible(text).replace(active, spelledInText);
  return `\`${safe === "" ? " " : safe}\``;
}

/** A sentence of ours, whose marks of code would be spelled within a span: quotes stand in their place. */
export function saidInChat(text: string): string {
  return chatSpan(text.replaceAll("`", "'"));
}
