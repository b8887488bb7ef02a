import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import { dotted } from "../../../model/pointer.ts";
import { fieldRows, fullName } from "../../explain-rows.ts";
import type { Language } from "../../messages/language.ts";
import { page } from "../../page.ts";
import { codeCell, codeSpan, table, tableRow } from "./markup.ts";

/** What `explain` found, for a pull request or a page. */
export function explanationMarkdown(found: Explanation, language: Language): string {
  return page(linesOf(found, language));
}

function linesOf(found: Explanation, language: Language): string[] {
  const { results } = language;
  switch (found.about) {
    case "kinds": {
      const rows = found.kinds.map((kind) => [codeCell(kind.name), kind.platform, kind.description]);
      return [`## ${results.explain.kinds}`, "", ...table(results.explain.kindsHead, rows.map(tableRow))];
    }
    case "kind":
      return [`## ${codeSpan(found.name)}`, "", found.description, "", ...fieldTable(found.fields, language)];
    case "field": {
      const { field, below } = found;
      const rows = fieldRows(field, language).map(([label, text]) => [label.trim(), text]);
      const lines = [
        `## ${field.words.title} ${codeSpan(fullName(field))}`,
        "",
        field.words.description,
        "",
        ...table(tableRow(["", ""]), rows.map(tableRow)),
      ];
      return below.length === 0 ? lines : [...lines, "", ...fieldTable(below, language)];
    }
  }
}

function fieldTable(fields: readonly FieldFacts[], { fields: words, results }: Language): string[] {
  const rows = fields.flatMap(({ pointer, policy, words: own }) =>
    policy === undefined
      ? []
      : [
          [
            own.title,
            codeCell(dotted(pointer)),
            words.typeInShort(policy),
            words.changeInShort(policy),
            policy.review ? results.explain.review : "",
          ],
        ],
  );
  return table(results.explain.fieldsHead, rows.map(tableRow));
}
