import type { Json } from "./json.ts";
import type { ValueCode } from "./problems/table.ts";

/** What a canonical form may need to know of the project. */
export interface FormContext {
  /** IANA time zone for instants without an offset. */
  readonly timezone: string;
}

/** A value that cannot be sent to the platform: the problem code that says why, and what could be sent instead. */
export interface Unsendable {
  readonly unsendable: "colour-without-name";
  readonly choices: readonly string[];
}

/**
 * How one sort of value is spelled: two spellings of one value give equal keys, and one of them goes out.
 *
 * The schema names the form of a field by `x-same`.
 */
export interface Form {
  /** What is compared. */
  key(value: Json, context: FormContext): Json;
  /** What is sent; absent when a value is sent as it is written. */
  wire?(value: Json, context: FormContext): Json | Unsendable;
  /**
   * How a document writes a live value; absent when it is written as it is sent. `like` is how it wrote the field before,
   * which is followed where that spelling can say the value too.
   */
  write?(value: Json, context: FormContext, like?: Json): Json;
  /** What a person reads in a plan; absent when the value speaks for itself. */
  show?(value: Json, context: FormContext): string;
  /** Why a value the schema takes is wrong all the same: a problem code. */
  refuse?(value: Json): ValueCode | undefined;
  /** Why a value the schema refused is wrong, when the form knows better than the schema: a problem code. */
  explain?(value: Json): ValueCode | undefined;
}

/** Forms by the name that `x-same` uses. */
export type Forms = Readonly<Record<string, Form>>;

/** True when a wire value cannot be sent. */
export function isUnsendable(value: Json | Unsendable): value is Unsendable {
  return typeof value === "object" && value !== null && "unsendable" in value && "choices" in value;
}
