import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import { dotted } from "../../../model/pointer.ts";
import { fieldRows, fullName } from "../../explain-rows.ts";
import { fieldWords } from "../../messages/field-words.ts";
import { page } from "../../page.ts";
import { codeCell, codeSpan, tableRow } from "./markup.ts";

/** What `explain` found, for a pull request or a page. */
export function explanationMarkdown(found: Explanation): string {
  return page(linesOf(found));
}

function linesOf(found: Explanation): string[] {
  switch (found.about) {
    case "kinds": {
      const rows = found.kinds.map((kind) => [codeCell(kind.name), kind.platform, kind.description]);
      return ["## Kinds", "", ...table(["kind", "platform", "meaning"], rows)];
    }
    case "kind":
      return [`## ${codeSpan(found.name)}`, "", found.description, "", ...fieldTable(found.fields)];
    case "field": {
      const { field, below } = found;
      const rows = fieldRows(field).map(([label, text]) => [label.trim(), text]);
      const lines = [`## ${codeSpan(fullName(field))}`, "", field.words.description, "", ...table(["", ""], rows)];
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
            policy.review ? "review" : "",
          ],
        ],
  );
  return table(["path", "type", "change", "review"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [tableRow(head), `|${"---|".repeat(head.length)}`, ...rows.map(tableRow)];
}
