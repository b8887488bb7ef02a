import type { ImportWords } from "../model/import.ts";
import type { Kinds } from "../model/kind.ts";
import { dotted } from "../model/pointer.ts";
import type { FieldWords } from "../model/policy.ts";
import type { Finding } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { results } from "./messages/results.ts";
import { wordsOf } from "./words.ts";

/** What is generated from the schemas for people, by kind, and the kinds. */
export interface SchemaWords {
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldWords>>>>;
  /** Where the schema of each kind is published. */
  readonly schemaIds: Readonly<Record<string, string>>;
  readonly kinds: Kinds;
}

/**
 * The comments of imported documents: a field's title with its Chinese words, and what a reviewer must know before
 * changing it.
 */
export function importWords({ fields, schemaIds, kinds }: SchemaWords): ImportWords {
  return {
    field: (kind, policy) => {
      const words = fields[kind]?.[policy.pointer];
      if (words === undefined) return undefined;
      const chinese = /[(（]([^()（）]*\p{Script=Han}[^()（）]*)[)）]$/u.exec(words.description)?.[1];
      const title = chinese === undefined ? words.title : `${words.title} (${short(chinese)})`;
      return [title, ...results.import.caveats(policy)].join(", ");
    },
    reason: (finding) => reasonOf(finding, kinds),
    remark: (finding) =>
      reasonOf(finding, kinds)
        .slice(dotted(finding.path).length)
        .replace(/^[:\s]+/, ""),
    leftOut: results.import.leftOut,
    schema: (kind) => schemaIds[kind],
  };
}

/** The first words of the Chinese ones: explanations and lists behind them stand in the reference. */
function short(chinese: string): string {
  const head = chinese.split("：")[0] ?? "";
  return head.length < 14 ? head : (head.split("，")[0] ?? "");
}

/** Why a value was left out, on one line that begins with its field. */
export function reasonOf({ code, severity, args, path }: Finding, kinds: Kinds): string {
  const field = dotted(path);
  const message = visible(wordsOf({ code, severity, class: "document", args, path }, kinds).message);
  return message.startsWith(field) ? message : `${field}: ${message}`;
}
