import { clip } from "../../../model/clip.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { Language } from "../../messages/language.ts";
import { toldProblems } from "../../view/told-problems.ts";
import { turns } from "../../view/turns.ts";
import type { Listing } from "../layout/listing.ts";
import { errorsBlock, warningsBlock } from "../layout/problem-items.ts";
import type { ChatDialect } from "./dialect.ts";
import { chatPage, listBlocks } from "./page.ts";

/** A listing for a group: what is said of it, what is wrong, and a line for each row. */
export function listingChat(
  { title, lead, groups, problems }: Listing,
  { kinds, language, dialect }: { readonly kinds: Kinds; readonly language: Language; readonly dialect: ChatDialect },
): string {
  const { view } = language.results;
  const [first, ...more] = lead;
  const page = { dialect, view };
  const around = { view, markup: dialect };
  const told = toldProblems(problems, { kinds, language });
  const blocks = [
    ...listBlocks(more.map(dialect.said), { ...page, until: turns.open }),
    ...errorsBlock(told, around),
    ...warningsBlock(told, around),
    ...groups.flatMap(({ title: heading, notes, rows }) => {
      const own = [...notes.map(dialect.code), ...rows.map((row) => row.filter(isSaid).map(dialect.word).join(" "))];
      const named = heading === undefined ? own : [dialect.strong(dialect.code(heading)), ...own];
      return listBlocks(named, { ...page, until: turns.quiet });
    }),
  ];
  const line = first === undefined ? "" : dialect.said(clip(first, longestFirst));
  return chatPage({ title, line }, blocks, page);
}

/** What the first line says of a listing, which is never cut otherwise. */
const longestFirst = 100;

function isSaid(cell: string): boolean {
  return cell !== "";
}
