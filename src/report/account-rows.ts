import type { AccountStanding } from "../model/account-standing.ts";
import type { Language } from "./messages/language.ts";

/** What is said of one account, a row for each thing: what it is called, and what it is. */
export function accountRows(
  { component, kinds, documents, credential, missing }: AccountStanding,
  words: Language["results"]["accounts"],
): readonly (readonly [string, string])[] {
  const what = credential === null ? words.nothing : words.kinds[credential.kind];
  const named = credential?.variable === undefined ? what : words.in(what, credential.variable);
  return [
    ...(component === undefined ? [] : [[words.rows.component, words.component(component)] as const]),
    [words.rows.kinds, kinds.join(", ")],
    [words.rows.documents, String(documents)],
    [words.rows.credential, named],
    ...(missing.length === 0 ? [] : [[words.rows.missing, words.or(missing)] as const]),
  ];
}
