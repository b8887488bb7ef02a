import type { Form } from "../../model/form.ts";
import { asText, type Json } from "../../model/json.ts";

export const fixedRange = "DATE_TYPE_FIX_TIME_RANGE";
export const fixedTerm = "DATE_TYPE_FIX_TERM";
export const permanent = "DATE_TYPE_PERMANENT";

/** Numbers of older answers and requests. Source: answers up to 2015, the admin console's own table for 100. */
const byNumber: Readonly<Record<string, string>> = {
  "1": fixedRange,
  "2": fixedTerm,
  "100": permanent,
  DATE_TYPE_FIX_TERM_RANGE: fixedTerm,
};

/** The type of a validity: numbers and names of one type are equal, names are sent. */
export const dateTypeForm: Form = { key: nameOf, wire: nameOf };

/** The name of a type, whichever way it is written. */
export function nameOf(value: Json): Json {
  return byNumber[asText(value)] ?? value;
}
