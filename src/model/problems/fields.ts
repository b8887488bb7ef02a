import type { Json } from "../json.ts";
import { define } from "./entry.ts";

/** A key as it stands in the document. */
export interface Key {
  readonly key: string;
}

/** Rules across the fields of one document. */
export const fieldProblems = {
  "member-does-not-apply": define<{ readonly beside: readonly string[] }>("warning", "document"),
  "stock-quantity": define<Key>("error", "document"),
  "custom-cell3": define<Key>("error", "document"),
  "activation-modes": define<{ readonly modes: readonly string[]; readonly effective: string }>("warning", "document"),
  "stores-twice": define<{ readonly count: number }>("warning", "document"),
  "too-many-info-items": define<{ readonly items: readonly string[]; readonly limit: number }>("error", "document"),
  "image-host-refused": define<{ readonly host: string; readonly allowed: readonly string[] }>("error", "document"),
  "ends-before-it-begins": define("error", "document"),
  "validity-member-foreign": define<{ readonly key: string; readonly type: string }>("error", "document"),
  "instant-past": define("warning", "document"),
  "cards-void-beside-link": define<{ readonly link: string }>("warning", "document"),
  "cards-above-five": define<{ readonly count: number }>("warning", "document"),
  "least-above-most": define<{ readonly least: number; readonly most: number }>("error", "document"),
  "amount-below-yuan": define<{ readonly fen: number }>("warning", "document"),
  "two-ways-to-claim": define("warning", "document"),
  "rule-id-in-spec": define<Key>("error", "document"),
  "rule-status-in-spec": define<Key>("error", "document"),
  "character-unproven": define<{ readonly character: string }>("warning", "document"),
};

/** What makes a card less useful than it looks, or another one than its author intends. */
export const cardProblems = {
  "activation-form-unset": define<{ readonly call: string }>("warning", "document"),
  "activation-none": define("warning", "document"),
  "activation-switched": define<{
    readonly from: string;
    readonly to?: string | undefined;
    readonly call?: string | undefined;
  }>("warning", "refused"),
  "form-without-activation": define("error", "document"),
  "form-field-twice": define<{ readonly id: string }>("warning", "document"),
  "form-personal": define<{ readonly id: string }>("warning", "document"),
  "form-editable": define("warning", "document"),
  "middle-taken-twice": define<{ readonly fields: readonly string[] }>("warning", "document"),
  "page-without-program": define<{ readonly program: string }>("warning", "document"),
  "app-id-expected": define<{ readonly value: Json }>("warning", "document"),
  "original-id-expected": define<{ readonly value: Json }>("warning", "document"),
  "cell-without-target": define<{ readonly targets: readonly string[] }>("warning", "document"),
  "cell-without-text": define("warning", "document"),
  "coupons-ended": define<{ readonly count: number }>("warning", "document"),
  "instant-too-late": define<{ readonly before: string; readonly last: string }>("error", "document"),
  "new-lookalike": define<{
    readonly other: string;
    readonly file: string;
    readonly line: number;
    /** What the two have in common. */
    readonly looks: readonly string[];
    /** True where one of the two is live already. */
    readonly exists: boolean;
  }>("warning", "document"),
};

/** Rules across the fields of a brand card. */
export const brandProblems = {
  "hex-colour-malformed": define<{ readonly value: Json; readonly written?: string | undefined }>("error", "document"),
  "card-type-not-sold": define<{ readonly type: string }>("warning", "document"),
  "code-needs-jump": define("error", "document"),
  "level-needs-first": define("error", "document"),
  "validity-member-missing": define<{ readonly key: string; readonly type: string }>("error", "document"),
  "address-not-public": define<{ readonly host: string }>("error", "document"),
  "picture-not-uploaded": define<{ readonly host: string }>("warning", "document"),
  "jump-incomplete": define<{ readonly member: string }>("error", "document"),
  "emptying-undocumented": define("warning", "refused"),
  "character-of-four-bytes": define<{ readonly character: string }>("error", "document"),
  "change-disputed": define("warning", "refused"),
  "validity-type-changes": define<{ readonly from: string }>("warning", "refused"),
  "number-is-ours": define<Key>("error", "document"),
  "brand-in-project": define<Key>("error", "document"),
  "card-id-in-spec": define<Key>("error", "document"),
  "platforms-own-in-spec": define<Key>("error", "document"),
  "state-in-spec": define<Key>("error", "document"),
};
