/**
 * What the strict decoder accepts at one place of a body.
 *
 * `text` may carry a limit in bytes of UTF-8 (45021 beyond it) and a list of allowed values (`otherwise` is the code of any other);
 * `number-or-text` is for the places where both spellings are documented or seen, and so is `id`, whose digits are kept as text.
 */
export type Shape =
  | {
      readonly type: "text";
      readonly bytes?: number;
      readonly oneOf?: readonly string[];
      /** 40150 when absent. */
      readonly otherwise?: number;
    }
  | { readonly type: "whole"; readonly unsigned?: true }
  | { readonly type: "truth" }
  | { readonly type: "number-or-text" }
  | { readonly type: "id" }
  | { readonly type: "list"; readonly of: Shape }
  | ObjectShape;

/** An object: every key it may have. Any other key is refused where it stands, unless `content` says otherwise. */
export interface ObjectShape {
  readonly type: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  /** For what is stored: the habit `unknownMembers` decides about other keys, except those named here, which are always refused. */
  readonly content?: { readonly never: readonly string[] };
  /** Of these keys only one may stand in the same object; the second one is refused where it stands. */
  readonly onlyOneOf?: readonly string[];
}

/** Text of any length: URLs, whose documented limits are unproven, and texts without a documented limit. */
export const text: Shape = { type: "text" };

/** Text of at most so many bytes of UTF-8. */
export function textOf(bytes: number): Shape {
  return { type: "text", bytes };
}

/** One of the listed words, refused with `otherwise` (40150 when absent); never measured, since documented limits are shorter than the words. */
export function oneOf(words: readonly string[], otherwise?: number): Shape {
  return otherwise === undefined ? { type: "text", oneOf: words } : { type: "text", oneOf: words, otherwise };
}

/** A whole number of either sign. */
export const whole: Shape = { type: "whole" };
/** A whole number from 0: moments in unix seconds. */
export const unsigned: Shape = { type: "whole", unsigned: true };
/** true or false. */
export const truth: Shape = { type: "truth" };
/** A number or a text. */
export const numberOrText: Shape = { type: "number-or-text" };
/** A whole number from 0, or a text of its digits; read as that text, since a number would round it past 2^53. */
export const wholeId: Shape = { type: "id" };

/** A list of one kind of item. */
export function listOf(of: Shape): Shape {
  return { type: "list", of };
}

/** An object of what is stored: these keys, each of them optional, and others where the habits take them, but `never` those. */
export function contentOf(
  keys: Readonly<Record<string, Shape>>,
  { never = [], onlyOneOf }: { readonly never?: readonly string[]; readonly onlyOneOf?: readonly string[] } = {},
): ObjectShape {
  return { ...objectOf(keys, onlyOneOf), content: { never } };
}

/** An object with exactly these keys, each of them optional. */
export function objectOf(keys: Readonly<Record<string, Shape>>, onlyOneOf?: readonly string[]): ObjectShape {
  return onlyOneOf === undefined ? { type: "object", keys } : { type: "object", keys, onlyOneOf };
}
