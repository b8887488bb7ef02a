import type { ImportWords } from "../model/import.ts";
import { dotted } from "../model/pointer.ts";
import type { FieldWords } from "../model/policy.ts";
import type { Finding } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { type Speech, wordsOf } from "./words.ts";

/** What is generated from the schemas for people, by kind, and what sentences are made with. */
export interface SchemaWords extends Speech {
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldWords>>>>;
  /** Where the schema of each kind is published. */
  readonly schemaIds: Readonly<Record<string, string>>;
}

/**
 * The comments of imported documents: a field's title with its Chinese words, and what a reviewer must know before
 * changing it.
 */
export function importWords({ fields, schemaIds, ...speech }: SchemaWords): ImportWords {
  const words = speech.language.results.import;
  return {
    field: (kind, policy) => {
      const own = fields[kind]?.[policy.pointer];
      if (own === undefined) return undefined;
      const chinese = /[(（]([^()（）]*\p{Script=Han}[^()（）]*)[)）]$/u.exec(own.description)?.[1];
      const title = chinese === undefined ? own.title : `${own.title} (${short(chinese)})`;
      return [title, ...words.caveats(policy)].join(", ");
    },
    reason: (finding) => reasonOf(finding, speech),
    remark: (finding) =>
      reasonOf(finding, speech)
        .slice(dotted(finding.path).length)
        .replace(/^[:\s]+/, ""),
    leftOut: words.leftOut,
    schema: (kind) => schemaIds[kind],
  };
}

/** The first words of the Chinese ones: explanations and lists behind them stand in the reference. */
function short(chinese: string): string {
  const head = chinese.split("：")[0] ?? "";
  return head.length < 14 ? head : (head.split("，")[0] ?? "");
}

/** Why a value was left out, on one line that begins with its field. */
export function reasonOf({ code, severity, args, path }: Finding, speech: Speech): string {
  const field = dotted(path);
  const message = visible(wordsOf({ code, severity, class: "document", args, path }, speech).message);
  return message.startsWith(field) ? message : `${field}: ${message}`;
}
