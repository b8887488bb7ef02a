import type { Language } from "../../messages/language.ts";
import type { SnapshotResult } from "../../renderer.ts";
import { snapshotLine } from "../../snapshot-line.ts";
import { codeSpan, markdownPage } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** What became of each snapshot. */
export function snapshotMarkdown({ taken, problems, kinds }: SnapshotResult, language: Language): string {
  const words = language.results.snapshot;
  const lines = taken.map((one) => `- ${codeSpan(snapshotLine(one, words))}`);
  return markdownPage(["## wxcards snapshot", "", ...lines, "", ...problemsMarkdown(problems, { kinds, language })]);
}
