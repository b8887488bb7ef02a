import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { SnapshotResult } from "../../renderer.ts";
import { snapshotLine } from "../../snapshot-line.ts";

/** What became of each snapshot, a line each; then why some could not be taken. */
export function snapshotText({ taken, problems, kinds }: SnapshotResult, language: Language, paint: Paint): string[] {
  const lines = taken.map((one) => visible(snapshotLine(one, language.results.snapshot)));
  const blocks = [lines, problemsText(problems, { kinds, language }, paint)];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
