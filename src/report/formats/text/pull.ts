import { dotted } from "../../../model/pointer.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { pullCounts, pulledPlace, pulledTexts } from "../../pull-values.ts";
import type { PullResult } from "../../renderer.ts";

/** The values that now stand in documents, line by line, then what was left, then the counts. */
export function pullText({ report, kinds }: PullResult, language: Language, paint: Paint): string[] {
  const speech = { kinds, language };
  const lines = report.pulled.map((value) => {
    const { address, path } = value;
    const [before, after] = pulledTexts(value);
    const where = `${visible(pulledPlace(value))}  ${visible(address)}  ${visible(dotted(path))}`;
    return `${paint.warn("~")} ${where}  ${visible(before)} → ${visible(after)}`;
  });
  const told = problemsText([...report.left, ...report.problems], speech, paint);
  const blocks = [lines, told, [pullCounts(report, language)]].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
