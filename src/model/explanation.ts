import type { Pointer } from "./pointer.ts";
import type { FieldPolicy, FieldWords } from "./policy.ts";

/** What is known of the kinds for people: apart from the kinds themselves, because no other command reads it. */
export interface Documentation {
  /** What a kind is, by its name. */
  readonly kinds: Readonly<Record<string, string>>;
  /** By kind and pointer below `spec`, objects included, in the order of the schema. */
  readonly fields: Readonly<Record<string, Readonly<Record<Pointer, FieldWords>>>>;
}

/** The call that carries a field. */
export interface CarryingCall {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

/** All that is known of one field, or of an object that only holds fields: then without policy. */
export interface FieldFacts {
  readonly kind: string;
  readonly pointer: Pointer;
  readonly words: FieldWords;
  readonly policy?: FieldPolicy;
  readonly call?: CarryingCall;
}

/** What `explain` found. */
export type Explanation =
  | {
      readonly about: "kinds";
      readonly kinds: readonly { readonly name: string; readonly platform: string; readonly description: string }[];
    }
  | {
      readonly about: "kind";
      readonly name: string;
      readonly description: string;
      readonly fields: readonly FieldFacts[];
    }
  /** `below` holds the fields of an object, and nothing for any other field. */
  | { readonly about: "field"; readonly field: FieldFacts; readonly below: readonly FieldFacts[] };
