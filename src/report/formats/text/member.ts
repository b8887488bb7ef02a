import { visible } from "../../escape.ts";
import { codeRows, heldRows, maskedNote, memberRows } from "../../member-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { CodeResult, HeldResult, MemberResult } from "../../renderer.ts";
import { padded, widest } from "../../width.ts";

/** One member: a line for everything that both calls say. */
export function memberText({ member, problems, kinds }: MemberResult, language: Language, paint: Paint): string[] {
  const words = language.results.member;
  const head = `${paint.strong(visible(member.address))}  ${visible(member.code)}`;
  return blocks([
    [head, ...columns(memberRows(member, words))],
    [...maskedNote(member, words)],
    problemsText(problems, { kinds, language }, paint),
  ]);
}

/** What a person holds, a line for each card. */
export function heldText({ held, problems, kinds }: HeldResult, language: Language, paint: Paint): string[] {
  const words = language.results.member;
  const head = `${paint.strong(visible(held.account))}  ${visible(held.openid)}`;
  const rows = columns(heldRows(held, words));
  return blocks([
    [head, ...(rows.length === 0 ? [`    ${words.none}`] : rows)],
    [...maskedNote(held, words)],
    problemsText(problems, { kinds, language }, paint),
  ]);
}

/** What became of a code: how it ended, and its state before and after. */
export function codeText({ view, problems, kinds }: CodeResult, language: Language, paint: Paint): string[] {
  const words = language.results.member;
  const head = `${paint.strong(visible(view.address))}  ${visible(view.code)}`;
  return blocks([[head, ...columns(codeRows(view, words))], problemsText(problems, { kinds, language }, paint)]);
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(visible));
  const wide = (cells[0] ?? []).map((_cell, at) => widest(cells.map((row) => row[at] ?? "")));
  return cells.map(
    (row) => `    ${row.map((cell, at) => (at === row.length - 1 ? cell : padded(cell, wide[at] ?? 0))).join("  ")}`,
  );
}

function blocks(all: readonly (readonly string[])[]): string[] {
  return all.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
