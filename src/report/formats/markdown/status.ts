import type { StatusResult } from "../../renderer.ts";
import { idsShown } from "../../rules-text.ts";
import { codeCell, markdownPage, moment, tableRow, word } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** How each managed resource stands, and what kept some from being read. */
export function statusMarkdown({ resources, problems }: StatusResult): string {
  const rows = resources.map(({ address, id, standing, state, since }) => {
    const words = [codeCell(address), codeCell(idsShown(id)), word(standing.replaceAll("-", " ")), codeCell(state)];
    return tableRow([...words, moment(since ?? "")]);
  });
  const head = ["| resource | id | standing | platform's word | since |", "|---|---|---|---|---|"];
  return markdownPage([
    "## wxcards status",
    "",
    ...(rows.length === 0 ? ["Nothing is managed here.", ""] : [...head, ...rows, ""]),
    ...problemsMarkdown(problems),
  ]);
}
