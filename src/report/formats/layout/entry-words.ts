import { localAddress } from "../../../model/document.ts";
import { resourcesText } from "../../plan-words.ts";
import type { Ending, Entry, Member } from "../../view/entry.ts";
import type { Speech } from "../../words.ts";
import type { Markup } from "./markup.ts";
import type { ValueLayout } from "./value.ts";

/** What entries are laid out with. */
export interface EntryLayout {
  readonly speech: Speech;
  /** True where addresses say the account: there are several. */
  readonly hasAccounts: boolean;
  readonly markup: Markup;
}

/** What the values of an entry are laid out with. */
export function valuesWith({ speech, markup }: EntryLayout): ValueLayout {
  return { results: speech.language.results, markup };
}

/** What becomes of which resource, or of how many. */
export function titleOf(entry: Entry, layout: EntryLayout): string {
  const { markup, speech } = layout;
  const { view } = speech.language.results;
  const { action, place, members, kind, rows } = entry;
  const [only] = members;
  const isOne = members.length === 1 && only !== undefined;
  const what = isOne ? nameOf(only, layout) : resourcesText(members.length, kind, speech);
  const asks = [...new Set(members.flatMap((member) => member.asks))];
  const asked = asks.length === 0 ? "" : `, ${markup.strong(view.approvalOf(asks.map(markup.word).join(", ")))}`;
  if (place === "drift") return view.titles.drift(what);
  const isBlocked = action === "none" && rows.some(({ weight }) => weight === "blocked");
  return `${(isBlocked ? view.titles.blocked : view.titles[action])(what)}${asked}`;
}

/** The address of a resource, without its account where there is only one. */
export function nameOf({ address }: Member, { hasAccounts, markup }: EntryLayout): string {
  return markup.code(hasAccounts ? address : localAddress(address));
}

/** How a step ended, and what is to be known of it. */
export function endingText({ call, word: ended, details }: Ending, { markup, speech }: EntryLayout): string {
  const { code, strong, word } = markup;
  const { colon, separator } = speech.language.results;
  const about = details.length === 0 ? "" : `${colon}${details.map(code).join(separator)}`;
  return `${code(call)} ${strong(word(ended))}${about}`;
}
