import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import { dotted } from "../../../model/pointer.ts";
import { fieldRows, fullName } from "../../explain-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { padded, width } from "../../width.ts";

/** What `explain` found, as lines for a person. */
export function explanationText(found: Explanation, language: Language, paint: Paint): string[] {
  switch (found.about) {
    case "kinds":
      return aligned(found.kinds.map((kind) => [paint.strong(kind.name), kind.platform, kind.description]));
    case "kind":
      return [paint.strong(found.name), "", `  ${found.description}`, "", ...fieldLines(found.fields, language, paint)];
    case "field": {
      const { field, below } = found;
      const rows = aligned(fieldRows(field, language).map(([label, text]) => [`  ${paint.faint(label)}`, text]));
      const lines = [
        paint.strong(`${field.words.title} ${fullName(field)}`),
        "",
        `  ${field.words.description}`,
        "",
        ...rows,
      ];
      return below.length === 0 ? lines : [...lines, "", ...fieldLines(below, language, paint)];
    }
  }
}

/** One line a field: what it is called, path, type, may it change, review. */
function fieldLines(fields: readonly FieldFacts[], { fields: words, results }: Language, paint: Paint): string[] {
  const { label, path, type, change, review } = results.explainRows;
  const head = [label, path, type, change, review].map((word) => paint.faint(word));
  const rows = fields.flatMap(({ pointer, policy, words: own }) =>
    policy === undefined
      ? []
      : [
          [
            own.title,
            dotted(pointer),
            words.typeInShort(policy),
            words.changeInShort(policy),
            policy.review ? paint.warn(review) : "",
          ],
        ],
  );
  return aligned([head, ...rows]).map((line) => `  ${line}`);
}

/** Columns as wide as their widest cell, two blanks between them. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : padded(cell, widths[index] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
