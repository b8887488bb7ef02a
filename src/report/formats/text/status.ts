import type { KindWords } from "../../../model/kind.ts";
import { visible } from "../../escape.ts";
import { results } from "../../messages/results.ts";
import { idsShown, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { openText } from "../../recovery-text.ts";
import type { StatusResult } from "../../renderer.ts";
import type { ResourceStatus } from "../../status.ts";
import { padded, widest } from "../../width.ts";

/** How each managed resource stands, one line each; below them what kept some from being read. */
export function statusText({ resources, recovery, kinds, problems }: StatusResult, paint: Paint): string[] {
  const wide = widest(resources.map(({ address }) => visible(address)));
  const own = resources.map((resource) => resourceText(resource, wide, wordsFor(kinds, resource.address), paint));
  const lines = [...own, ...openText(recovery)];
  return problems.length === 0 ? lines : [...lines, "", ...problemsText(problems, kinds, paint)];
}

function resourceText(
  { address, id, standing, state, since }: ResourceStatus,
  wide: number,
  words: KindWords,
  paint: Paint,
): string {
  const sinceText = standing === "in-review" && since !== undefined ? results.status.since(since) : "";
  const cells = [
    padded(visible(address), wide),
    padded(visible(idsShown(id, words)), 28),
    tintOf(standing, paint)(standing.replaceAll("-", " ")),
    ...[visible(state), sinceText].filter((cell) => cell !== ""),
  ];
  return cells.join("  ");
}

function tintOf(standing: ResourceStatus["standing"], paint: Paint): Paint["add"] {
  if (standing === "settled") return paint.add;
  return standing === "in-review" || standing === "not-made" ? paint.warn : paint.remove;
}
