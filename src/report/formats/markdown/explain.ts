import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import { dotted } from "../../../model/pointer.ts";
import { fieldRows, fullName } from "../../explain-rows.ts";
import { fieldWords } from "../../messages/field-words.ts";
import { results } from "../../messages/results.ts";
import { page } from "../../page.ts";
import { codeCell, codeSpan, table, tableRow } from "./markup.ts";

/** What `explain` found, for a pull request or a page. */
export function explanationMarkdown(found: Explanation): string {
  return page(linesOf(found));
}

function linesOf(found: Explanation): string[] {
  switch (found.about) {
    case "kinds": {
      const rows = found.kinds.map((kind) => [codeCell(kind.name), kind.platform, kind.description]);
      return [`## ${results.explain.kinds}`, "", ...table(results.explain.kindsHead, rows.map(tableRow))];
    }
    case "kind":
      return [`## ${codeSpan(found.name)}`, "", found.description, "", ...fieldTable(found.fields)];
    case "field": {
      const { field, below } = found;
      const rows = fieldRows(field).map(([label, text]) => [label.trim(), text]);
      const lines = [
        `## ${codeSpan(fullName(field))}`,
        "",
        field.words.description,
        "",
        ...table(tableRow(["", ""]), rows.map(tableRow)),
      ];
      return below.length === 0 ? lines : [...lines, "", ...fieldTable(below)];
    }
  }
}

function fieldTable(fields: readonly FieldFacts[]): string[] {
  const rows = fields.flatMap(({ pointer, policy }) =>
    policy === undefined
      ? []
      : [
          [
            codeCell(dotted(pointer)),
            fieldWords.typeInShort(policy),
            fieldWords.changeInShort(policy),
            policy.review ? results.explain.review : "",
          ],
        ],
  );
  return table(results.explain.fieldsHead, rows.map(tableRow));
}
