import type { SnapshotResult } from "../../renderer.ts";
import { snapshotLine } from "../../snapshot-line.ts";
import { codeSpan, markdownPage } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** What became of each snapshot. */
export function snapshotMarkdown({ taken, problems, kinds }: SnapshotResult): string {
  const lines = taken.map((one) => `- ${codeSpan(snapshotLine(one))}`);
  return markdownPage(["## wxcards snapshot", "", ...lines, "", ...problemsMarkdown(problems, kinds)]);
}
