import { jsonText } from "../../json-text.ts";
import type { ResultWords } from "../../messages/results.ts";
import { type Block, laidOut } from "../../view/cut.ts";
import type { Told } from "../../view/told.ts";
import { finished } from "../layout/finished.ts";
import { ended } from "../layout/page-of-blocks.ts";
import type { ChatDialect } from "./dialect.ts";

/** What stands on the first line of a message. */
export interface ChatHead {
  /** What it is about, in a few words of ours. */
  readonly title: string;
  /** The counts, and what else is always told; written already. */
  readonly line: string;
}

/** What a message is made with. */
export interface ChatPage {
  readonly dialect: ChatDialect;
  readonly view: ResultWords["view"];
}

/**
 * The body of one message: its first line, then as much of the blocks as the robot takes. Where something had to be cut,
 * the first line says so as well.
 */
export function chatPage({ title, line }: ChatHead, blocks: readonly Block[], { dialect, view }: ChatPage): string {
  const first = `${dialect.strong(title)} ${line}`.trimEnd();
  const cut = (told: Told) => ` ${view.cut(told, undefined)}`;
  const longest = cut({ whole: 0, shorter: 1e7, named: 1e7, counted: 1e7 });
  const head = finished([first, ""]);
  const { text, told } = laidOut([fixedBlock(head), ...blocks], dialect.budget, longest);
  const isCut = told.shorter + told.named + told.counted > 0;
  const whole = isCut ? finished([`${first}${cut(told)}`, ""]) + text.slice(head.length) : text;
  return jsonText(dialect.body(title, ended(whole)));
}

/** What is always there. */
function fixedBlock(head: string): Block {
  return { head, items: [], folded: () => "", foot: "" };
}

/** Lines of a list, each of them something to tell that gives way in the same turn; nothing where there is none. */
export function listBlocks(
  lines: readonly string[],
  { dialect, view, title, until }: ChatPage & { readonly title?: string; readonly until: number },
): Block[] {
  if (lines.length === 0) return [];
  const items = lines.map((line) => ({ counts: 1, forms: [{ text: () => finished([`- ${line}`]), until }] }));
  const head = title === undefined ? "" : finished(dialect.section(title));
  const folded = (named: number, more: number) => finished(["", view.folded(named, more)]);
  return [{ head, items, folded, foot: "" }, fixedBlock("\n")];
}
