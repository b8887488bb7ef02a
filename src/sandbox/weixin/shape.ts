/**
 * What the strict decoder accepts at one place of a body.
 *
 * `text` may carry a limit in bytes of UTF-8 (45021 beyond it) and a list of allowed values (`otherwise` is the code of
 * any other); `whole` the least and the most that its field can mean, and whether a text of its digits is read as the
 * number; `number-or-text` is for the places where both spellings are documented or seen and are kept, and so is `id`,
 * whose digits are kept as text.
 */
export type Shape =
  | {
      readonly type: "text";
      readonly bytes?: number;
      readonly oneOf?: readonly string[];
      /** 40150 when absent. */
      readonly otherwise?: number;
    }
  | {
      readonly type: "whole";
      readonly unsigned?: true;
      readonly least?: number;
      readonly most?: number;
      /** Always, or only where the behaviour `numbersAsText` takes texts `everywhere`. */
      readonly orText?: true | "everywhere";
    }
  | { readonly type: "truth" }
  | { readonly type: "number-or-text" }
  | { readonly type: "id" }
  | { readonly type: "list"; readonly of: Shape; readonly orText?: true; readonly orNull?: true }
  | ObjectShape;

/** An object: every key it may have. */
export interface ObjectShape {
  readonly type: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  /**
   * What becomes of any other key: refused where it stands (when absent), read and dropped, or left to the behaviour
   * `unknownMembers`, except for the named ones, which are always refused.
   */
  readonly others?: "refused" | "dropped" | { readonly storedExcept: readonly string[] };
  /** Of these keys only one may stand in the same object; the second one is refused where it stands. */
  readonly onlyOneOf?: readonly string[];
}

/** Text of any length: URLs, whose documented limits are unproven, and texts without a documented limit. */
export const text: Shape = { type: "text" };

/** Text of at most so many bytes of UTF-8. */
export function textOf(bytes: number): Shape {
  return { type: "text", bytes };
}

/**
 * One of the listed words, refused with `otherwise` (40150 when absent); never measured, since documented limits are
 * shorter than the words.
 */
export function oneOf(words: readonly string[], otherwise?: number): Shape {
  return otherwise === undefined ? { type: "text", oneOf: words } : { type: "text", oneOf: words, otherwise };
}

/** A whole number of either sign. */
export const whole: Shape = { type: "whole" };
/** A whole number that means nothing outside a range; without `most`, from `least` on. */
export function wholeFrom(least: number, most?: number): Shape {
  return most === undefined ? { type: "whole", least } : { type: "whole", least, most };
}
/** A whole number from 0: moments in unix seconds. */
export const unsigned: Shape = { type: "whole", unsigned: true };
/** The same, which may be sent as a text of its digits. */
export const unsignedOrText: Shape = { type: "whole", unsigned: true, orText: true };
/** A whole number of either sign, which the behaviour `numbersAsText` may take as a text of its digits. */
export const wholeOrText: Shape = { type: "whole", orText: "everywhere" };
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

/** An object with exactly these keys, each of them optional. */
export function objectOf(keys: Readonly<Record<string, Shape>>): ObjectShape {
  return { type: "object", keys };
}

/**
 * An object of what is stored: these keys, each of them optional, and others where the behaviours take them, but
 * `never` those.
 */
export function contentOf(
  keys: Readonly<Record<string, Shape>>,
  { never = [], onlyOneOf }: { readonly never?: readonly string[]; readonly onlyOneOf?: readonly string[] } = {},
): ObjectShape {
  const shape: ObjectShape = { type: "object", keys, others: { storedExcept: never } };
  return onlyOneOf === undefined ? shape : { ...shape, onlyOneOf };
}
