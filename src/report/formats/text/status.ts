import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { idsShown, type ObjectSpeech, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { openText } from "../../recovery-text.ts";
import type { StatusResult } from "../../renderer.ts";
import type { ResourceStatus } from "../../status.ts";
import { padded, widest } from "../../width.ts";

/** How each managed resource stands, one line each; below them what kept some from being read. */
export function statusText(
  { resources, recovery, kinds, problems }: StatusResult,
  language: Language,
  paint: Paint,
): string[] {
  const speech = { kinds, language };
  const wide = widest(resources.map(({ address }) => visible(address)));
  const own = resources.map((resource) =>
    resourceText(resource, { wide, results: language.results, speech: wordsFor(speech, resource.address) }, paint),
  );
  const lines = [...own, ...openText(recovery, language.results.recovery)];
  return problems.length === 0 ? lines : [...lines, "", ...problemsText(problems, speech, paint)];
}

/** What a resource is shown with. */
interface ResourceContext {
  /** The columns of the widest address. */
  readonly wide: number;
  readonly results: Language["results"];
  readonly speech: ObjectSpeech;
}

function resourceText(
  { address, id, standing, state, since }: ResourceStatus,
  { wide, results: { status: words, terms }, speech }: ResourceContext,
  paint: Paint,
): string {
  const sinceText = standing === "in-review" && since !== undefined ? words.since(since) : "";
  const cells = [
    padded(visible(address), wide),
    padded(visible(idsShown(id, speech)), 28),
    tintOf(standing, paint)(terms[standing].replaceAll("-", " ")),
    ...[visible(state), sinceText].filter((cell) => cell !== ""),
  ];
  return cells.join("  ");
}

function tintOf(standing: ResourceStatus["standing"], paint: Paint): Paint["add"] {
  if (standing === "settled") return paint.add;
  if (standing === "not-shown") return paint.faint;
  return standing === "in-review" || standing === "not-made" ? paint.warn : paint.remove;
}
