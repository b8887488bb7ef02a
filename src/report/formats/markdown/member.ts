import { codeRows, heldRows, maskedNote, memberRows } from "../../member-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { CodeResult, HeldResult, MemberResult } from "../../renderer.ts";
import { codeCell, codeSpan, markdownPage, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** One member as a table. */
export function memberMarkdown({ member, problems, kinds }: MemberResult, language: Language): string {
  const words = language.results.member;
  const rows = memberRows(member, words).map((row) => tableRow(row.map(codeCell)));
  return markdownPage([
    "## wxcards member",
    "",
    `${codeSpan(member.address)} ${codeSpan(member.code)}`,
    "",
    ...table(words.head, rows),
    "",
    ...maskedNote(member, words).flatMap((note) => [note, ""]),
    ...problemsMarkdown(problems, { kinds, language }),
  ]);
}

/** What a person holds as a table. */
export function heldMarkdown({ held, problems, kinds }: HeldResult, language: Language): string {
  const words = language.results.member;
  const rows = heldRows(held, words).map((row) => tableRow(row.map(codeCell)));
  return markdownPage([
    "## wxcards member",
    "",
    `${codeSpan(held.account)} ${codeSpan(held.openid)}`,
    "",
    ...(rows.length === 0 ? [words.none] : table(words.heldHead, rows)),
    "",
    ...maskedNote(held, words).flatMap((note) => [note, ""]),
    ...problemsMarkdown(problems, { kinds, language }),
  ]);
}

/** What became of a code as a table. */
export function codeMarkdown({ view, problems, kinds }: CodeResult, language: Language): string {
  const words = language.results.member;
  const rows = codeRows(view, words).map((row) => tableRow(row.map(codeCell)));
  return markdownPage([
    `## ${words.codeTitle}`,
    "",
    `${codeSpan(view.address)} ${codeSpan(view.code)}`,
    "",
    ...table(words.head, rows),
    "",
    ...problemsMarkdown(problems, { kinds, language }),
  ]);
}
