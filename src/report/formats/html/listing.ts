import type { Kinds } from "../../../model/kind.ts";
import type { Language } from "../../messages/language.ts";
import { toldProblems } from "../../view/told-problems.ts";
import type { Listing, ListingGroup } from "../layout/listing.ts";
import { code, escaped, htmlMarkup, list, table } from "./markup.ts";
import { htmlPage } from "./page.ts";
import { errorsHtml, warningsHtml } from "./problems.ts";

/** A listing as a page by itself: what is said of it, its rows, and what is wrong. */
export function listingHtml({ title, lead, groups, problems }: Listing, kinds: Kinds, language: Language): string {
  const { view } = language.results;
  const told = toldProblems(problems, { kinds, language });
  const lines = [
    ...lead.map((line) => `<p>${escaped(line)}</p>`),
    ...groups.flatMap(groupHtml),
    ...errorsHtml(told, view),
    ...warningsHtml(told, view),
  ];
  return htmlPage(title, lines, language);
}

function groupHtml({ title, notes, head, rows }: ListingGroup): string[] {
  const cells = rows.map((row) => row.map((cell) => (cell === "" ? "" : htmlMarkup.word(cell))));
  return [
    "<section>",
    ...(title === undefined ? [] : [`<h2>${escaped(title)}</h2>`]),
    ...list(notes.map((note) => [code(note)])),
    ...(cells.length === 0 ? [] : table(head, cells)),
    "</section>",
  ];
}
