import { isObject, type Json } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";
import { fieldAt } from "../model/parts.ts";
import { childPointer, dotted, type Pointer, valueAt } from "../model/pointer.ts";
import { asProblem, type Problem } from "../model/problem.ts";
import type { SchemaError } from "../model/schema-error.ts";
import { isFullwidthValue } from "./fullwidth.ts";
import { hiddenBy } from "./misplaced.ts";
import { mostProblems, type ShapeFinding, type ShapeInput } from "./shape-input.ts";
import { unknownKey } from "./unknown-key.ts";

/**
 * Turns the errors of a compiled validator into problems with a place, a code, and what the words need.
 *
 * Errors of the branches of an `anyOf` become the one error that the value is none of them.
 */
export function shapeProblems(input: ShapeInput): Problem[] {
  const known = knownErrors(input);
  const nulls = new Set<Pointer>();
  const reported = input.errors.filter(
    (error) => !isRepeated(error, input, known) && !isSecondOfNull(error, input.value, nulls),
  );
  return reported.slice(0, mostProblems).map((error) => shapeProblem(input, error));
}

/** Errors that decide whether others are reported. */
interface KnownErrors {
  /** Paths of values that fit no branch of an `anyOf`. */
  readonly choices: ReadonlySet<Pointer>;
  /** Paths of values that are none of a few. */
  readonly unlisted: ReadonlySet<Pointer>;
  readonly hidden: (error: SchemaError) => boolean;
}

function knownErrors({ errors, entry }: ShapeInput): KnownErrors {
  const pathsOf = (wanted: string) =>
    new Set(errors.filter(({ keyword }) => keyword === wanted).map(({ instancePath }) => instancePath));
  return { choices: pathsOf("anyOf"), unlisted: pathsOf("enum"), hidden: hiddenBy(errors, entry) };
}

/** True for an error of which another error of the same document says it all, or says it better. */
function isRepeated(error: SchemaError, input: ShapeInput, { choices, unlisted, hidden }: KnownErrors): boolean {
  const { errors, value } = input;
  const { keyword, instancePath } = error;
  if (keyword === "if" || isAboutKey(errors, error)) return true;
  if (keyword === "required" && hidden(error)) return true;
  // What is none of a few values is so in quotes too: another type is not the matter then.
  if (keyword === "type" && unlisted.has(instancePath) && isPlain(valueAt(value, instancePath))) return true;
  if (keyword !== "anyOf" && choices.has(instancePath)) return true;
  if (keyword === "x-bytes-warn" && isTooLong(errors, error)) return true;
  if (keyword === "uniqueItems" && isRepeatedInDigits(input, error)) return true;
  return isOutweighed(errors, error, unlisted);
}

/**
 * A null fails by its type and by everything else that is asked of the value; once is enough. Remembers it in `nulls`.
 */
function isSecondOfNull({ keyword, instancePath }: SchemaError, value: Json, nulls: Set<Pointer>): boolean {
  if (keyword === "additionalProperties" || keyword === "required") return false;
  if (valueAt(value, instancePath) !== null) return false;
  const isSecond = nulls.has(instancePath);
  nulls.add(instancePath);
  return isSecond;
}

/** True for a number or a switch. */
function isPlain(value: Json | undefined): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** True for the reason why a key is malformed; the error of the key itself says which. */
function isAboutKey(errors: readonly SchemaError[], error: SchemaError): boolean {
  if (!["pattern", "minLength", "maxLength"].includes(error.keyword)) return false;
  return errors.some((other) => other.keyword === "propertyNames" && other.instancePath === error.instancePath);
}

/** True where the same text is above a limit that is an error as well. */
function isTooLong(errors: readonly SchemaError[], { instancePath }: SchemaError): boolean {
  return errors.some((other) => other.keyword === "x-bytes" && other.instancePath === instancePath);
}

/** One value, one cause: of the wrong type it has no range and no form, and an empty text has no form either. */
function isOutweighed(
  errors: readonly SchemaError[],
  { keyword, instancePath }: SchemaError,
  unlisted: ReadonlySet<Pointer>,
): boolean {
  const weaker = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "format", "multipleOf"];
  if (!weaker.includes(keyword)) return false;
  const isText = keyword === "pattern" || keyword === "format";
  return errors.some(
    (other) =>
      other.instancePath === instancePath &&
      ((other.keyword === "type" && !unlisted.has(instancePath)) || (other.keyword === "minLength" && isText)),
  );
}

/**
 * True where two items are equal because one of them is a number in an odd spelling, such as 0100 beside 100: the item
 * itself reports that.
 */
function isRepeatedInDigits({ numbers = [] }: ShapeInput, { instancePath, params }: SchemaError): boolean {
  const items = [params["i"], params["j"]].map((index) => `${instancePath}/${String(index)}`);
  return numbers.some(({ pointer }) => items.includes(pointer));
}

function shapeProblem(input: ShapeInput, error: SchemaError): Problem {
  const { source, locate, entry } = input;
  const found = finding(input, error);
  const { part = "value", pointer = error.instancePath } = found;
  const below = entry === undefined ? undefined : fieldAt(pointer);
  const inSpec = below !== undefined;
  const path = below ?? pointer;
  const field = dotted(path) || (inSpec ? "spec" : "this");
  const kind = entry?.kind.name;
  const wrong = asProblem(found, { kind, path: below, place: locate(source, pointer, part) });
  return { ...wrong, args: { field, ...wrong.args } };
}

function finding(input: ShapeInput, error: SchemaError): ShapeFinding {
  const { params } = error;
  if (error.keyword === "propertyNames") {
    const key = String(params["propertyName"]);
    const pattern = input.errors.find((other) => isAboutKey([error], other))?.params["pattern"];
    const pointer = childPointer(error.instancePath, key);
    return { code: "value-malformed", args: { value: key, pattern: String(pattern ?? "") }, part: "key", pointer };
  }
  const value = valueAt(input.value, error.instancePath) ?? null;
  if (value === null && !["additionalProperties", "required"].includes(error.keyword))
    return typeFinding(input, error, value);
  if (error.keyword !== "additionalProperties" && error.keyword !== "required" && isBroken(error, value))
    return { code: "yaml-fullwidth", args: {} };
  const explained = explainedByForm(input, error, value);
  if (explained !== undefined && value !== null && error.keyword !== "enum") return explained;
  return findingByKeyword(input, error, value);
}

/** What each keyword of the schema says when it fails. */
function findingByKeyword(input: ShapeInput, error: SchemaError, value: Json): ShapeFinding {
  const { params } = error;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      return unknownKey(input, key, childPointer(error.instancePath, key), error.instancePath);
    }
    case "required":
      return { code: "missing-key", args: { key: String(params["missingProperty"]) }, part: "key" };
    case "enum": {
      const allowed = (params["allowedValues"] as Json[]).filter((item) => item !== null);
      const texts = allowed.filter((item): item is string => typeof item === "string");
      return { code: "unknown-value", args: { value, allowed, nearest: nearest(String(value), texts) } };
    }
    case "const":
      return { code: "unknown-value", args: { value, allowed: [params["allowedValue"] as Json] } };
    case "type":
      return typeFinding(input, error, value);
    case "x-bytes":
      return { code: "text-too-long", args: { bytes: params["bytes"] as number, limit: params["limit"] as number } };
    case "x-bytes-warn":
      return {
        code: isAddress(input, error) ? "address-long" : "text-long",
        args: { bytes: params["bytes"] as number, limit: params["limit"] as number },
      };
    case "minLength":
      return { code: "text-empty", args: {} };
    case "maxLength":
      return {
        code: "text-too-many-characters",
        args: { characters: [...String(value)].length, limit: params["limit"] as number },
      };
    case "minProperties":
      return { code: "object-empty", args: {} };
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return {
        code: "number-out-of-range",
        args: { value, comparison: String(params["comparison"]), limit: params["limit"] as number },
      };
    case "maxItems":
    case "minItems":
      return {
        code: "list-length",
        args: {
          limit: params["limit"] as number,
          keyword: error.keyword,
          count: Array.isArray(value) ? value.length : 0,
        },
      };
    case "uniqueItems":
      return { code: "duplicate-item", args: { item: (value as Json[])[params["j"] as number] ?? null } };
    default:
      return malformed(input, error, value);
  }
}

function malformed({ entry }: ShapeInput, { keyword, params, instancePath }: SchemaError, value: Json): ShapeFinding {
  if (value === "" && keyword === "pattern") return { code: "text-empty", args: {} };
  const ref = entry?.policies.get(fieldAt(instancePath) ?? "")?.ref;
  const pattern = String(params["pattern"] ?? params["format"] ?? keyword);
  return { code: "value-malformed", args: ref === undefined ? { value, pattern } : { value, pattern, ref } };
}

/** True for a field that holds where something opens: a link, or a mini program and its page. */
function isAddress({ entry }: ShapeInput, { instancePath }: SchemaError): boolean {
  const path = fieldAt(instancePath) ?? "";
  const policy = entry?.policies.get(path);
  return policy?.holds !== undefined || policy?.pageOf !== undefined || /url$/.test(path);
}

/** A text of full-width punctuation where a mapping, a list or a number belongs, or an item that is several. */
function isBroken({ keyword, params, instancePath }: SchemaError, value: Json): boolean {
  if (!isFullwidthValue(value)) return false;
  const types = ([] as string[]).concat((params["type"] as string | string[] | undefined) ?? []);
  if (keyword === "type") return !types.includes("string") || /\/\d+$/.test(instancePath);
  return keyword === "anyOf" || (keyword === "pattern" && /\/\d+$/.test(instancePath));
}

function typeFinding(input: ShapeInput, error: SchemaError, value: Json): ShapeFinding {
  const policy = input.entry?.policies.get(fieldAt(error.instancePath) ?? "");
  // A value that may be of several forms fails as a whole: then the policy of the field knows its types.
  const types = (error.params["type"] as string | readonly string[] | undefined) ?? policy?.types ?? [];
  const expected = ([] as string[]).concat(types).filter((type) => type !== "null");
  if (value === null) {
    const place = input.locate(input.source, error.instancePath, "key");
    const comment = /:\s+(#\S+)/.exec(place.text ?? "");
    return comment === null
      ? { code: "null-not-possible", args: { expected } }
      : { code: "value-is-comment", args: { comment: comment[1] ?? "" }, part: "key" };
  }
  const wantsNumber = expected.includes("integer") || expected.includes("number");
  if (typeof value === "number" && expected.includes("string") && !wantsNumber) {
    return { code: "number-not-text", args: { written: input.written(input.source, error.instancePath) } };
  }
  const found = typeName(value);
  if (isObject(value) || Array.isArray(value)) return { code: "wrong-type", args: { expected, found } };
  return { code: "wrong-type", args: { expected, found, value, unit: policy?.unit } };
}

function explainedByForm(input: ShapeInput, error: SchemaError, value: Json): ShapeFinding | undefined {
  const policy = input.entry?.policies.get(fieldAt(error.instancePath) ?? "");
  const form = policy?.same === undefined ? undefined : input.entry?.forms[policy.same];
  const code = form?.explain?.(value);
  return code === undefined
    ? undefined
    : { code, args: { value, written: input.written(input.source, error.instancePath) } };
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return "list";
  if (isObject(value)) return "object";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}
