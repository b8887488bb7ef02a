import type { ImportWords } from "../model/import.ts";
import type { Labels } from "../model/labels.ts";
import { dotted } from "../model/pointer.ts";
import type { Finding } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { type Speech, wordsOf } from "./words.ts";

/** What fields are called, and what sentences are made with. */
export interface SchemaWords extends Speech {
  readonly labels: Labels;
}

/** The comments of imported documents: what a field is called, and what a reviewer must know before changing it. */
export function importWords({ labels, ...speech }: SchemaWords): ImportWords {
  const words = speech.language.results.import;
  return {
    field: (kind, policy) => {
      const label = labels[kind]?.[policy.pointer];
      return label && words.comment(label, words.caveats(policy));
    },
    reason: (finding) => reasonOf(finding, speech),
    remark: (finding) =>
      reasonOf(finding, speech)
        .slice(dotted(finding.path).length)
        .replace(/^[:\s]+/, ""),
    leftOut: words.leftOut,
  };
}

/** Why a value was left out, on one line that begins with its field. */
export function reasonOf({ code, severity, args, path }: Finding, speech: Speech): string {
  const field = dotted(path);
  const message = visible(wordsOf({ code, severity, class: "document", args, path }, speech).message);
  return message.startsWith(field) ? message : `${field}: ${message}`;
}
