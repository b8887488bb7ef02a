import type { Json } from "../json.ts";
import { define } from "./entry.ts";

/** A field that differs. The texts are the values in the form people read, where the field has one. */
export interface Difference {
  readonly declared: Json;
  readonly live: Json;
  readonly declaredText?: string | undefined;
  readonly liveText?: string | undefined;
  /** True where no document can hold the live value. */
  readonly unwritable?: boolean | undefined;
  /** Of the resource, in the platform's words. */
  readonly state?: string | undefined;
  readonly timezone?: string | undefined;
}

export interface Missing {
  readonly id: string;
  readonly state?: string | undefined;
}

/** What a platform answered to a read: the arguments of that problem. */
export type AnswerArgs = Readonly<Record<string, Json | undefined>>;

/** What comparing with the platform shows. */
export const planProblems = {
  "resource-missing": define<
    Missing & {
      readonly answer?: AnswerArgs | undefined;
      readonly sandbox?: boolean | undefined;
      readonly declared?: boolean | undefined;
    }
  >("error", "refused"),
  "resource-deleted": define<Missing>("error", "refused"),
  "card-off-shelf": define<{ readonly state: string }>("error", "refused"),
  "card-expired": define<{ readonly state: string }>("warning", "refused"),
  "resource-of-other-type": define<Missing>("error", "refused"),
  "field-cannot-change": define<Difference>("error", "refused"),
  "moves-only-false-to-true": define<Difference>("error", "refused"),
  "moves-only-later": define<Difference>("error", "refused"),
  "moves-only-earlier": define<Difference>("error", "refused"),
  "colour-without-name": define<
    Partial<Difference> & { readonly value?: Json | undefined; readonly choices: readonly string[] }
  >("error", "refused"),
  "consent-expired": define<{
    readonly what: string;
    readonly until: string;
    readonly ids?: readonly string[] | undefined;
  }>("warning", "document"),
  "consent-unused": define<{
    readonly what: string;
    readonly until?: string | undefined;
    readonly ids?: readonly string[] | undefined;
  }>("warning", "document"),
  "drift-refused": define<Difference>("error", "refused"),
  "review-refused": define<Difference & { readonly since?: string | undefined }>("warning", "refused"),
  "review-passed-without-value": define<Difference & { readonly since?: string | undefined }>("warning", "refused"),
  "too-many-info-items-live": define<{
    readonly items: readonly string[];
    readonly live: readonly string[];
    readonly limit: number;
  }>("error", "refused"),
  "validity-not-changeable": define<{ readonly type: string }>("error", "refused"),
  "activation-modes-live": define<{
    readonly live: readonly string[];
    readonly modes: readonly string[];
    readonly effective: string;
  }>("warning", "refused"),
  "stores-all-live": define("warning", "refused"),
  "stock-total-unknown": define<{ readonly wanted: number }>("error", "refused"),
  "sent-and-not-shown": define<Difference>("error", "refused"),
  "stock-below-claimed": define<{ readonly wanted: number; readonly claimed: number }>("error", "refused"),
  "stock-above-limit": define<{ readonly wanted: number; readonly limit: number }>("error", "refused"),
};
