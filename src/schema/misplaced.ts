import { isObject, type Json } from "../model/json.ts";
import type { Kind, KindEntry } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import type { CodedArgs } from "../model/problem.ts";
import type { SchemaError } from "../model/schema-error.ts";
import { isFullwidthKey } from "./fullwidth.ts";

/** What is wrong with a key that has another name or no place in a document. */
export type Misplaced = Extract<CodedArgs, { readonly code: "id-misnamed" | "request-pasted" }>;

/**
 * A key of the platform's requests and answers that has another name or no place in a document; undefined for any
 * other.
 */
export function misplacedKey(
  key: string,
  value: Json,
  { idNames = [], wrappers = [] }: Kind,
  inSpec: boolean,
): Misplaced | undefined {
  const plain = key.toLowerCase().replace(/[_-]/g, "");
  const isId =
    idNames.some((name) => plain.replace(/s$/, "") === name.replaceAll("_", "")) || (inSpec && plain === "id");
  const id = typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : undefined;
  if (isId) return { code: "id-misnamed", args: { key, inSpec, id } };
  if (!wrappers.includes(key)) return undefined;
  // The fields are below the innermost of them; an id stands beside one.
  const path = [key];
  let below: Json = value;
  let named: Json | undefined;
  for (;;) {
    if (!isObject(below)) break;
    const inner = below;
    named ??= idNames.map((name) => inner[name]).find((id) => id !== undefined);
    const next = wrappers.find((name) => isObject(inner[name]));
    if (next === undefined) break;
    path.push(next);
    below = inner[next] as Json;
  }
  const idName = named === undefined ? undefined : (idNames[0] ?? "id");
  return { code: "request-pasted", args: { key, path: path.join("."), inSpec, idName } };
}

/** Keys that are missing only because they are written in another way: what is wrong with that says it all. */
export function hiddenBy(
  errors: readonly SchemaError[],
  entry: KindEntry | undefined,
): (missing: SchemaError) => boolean {
  const odd = errors.flatMap(({ keyword, instancePath, params }) => {
    const key = String(params["additionalProperty"]);
    const isWrapper = entry?.kind.wrappers?.includes(key) === true;
    if (keyword !== "additionalProperties" || (!isFullwidthKey(key) && !isWrapper)) return [];
    return [{ instancePath, only: isWrapper ? "spec" : undefined }];
  });
  const isMisspelt = ({ instancePath, params }: SchemaError) =>
    errors.some(
      (error) =>
        error.keyword === "additionalProperties" &&
        error.instancePath === instancePath &&
        nearest(String(error.params["additionalProperty"]), [String(params["missingProperty"])]) !== undefined,
    );
  return (missing) => {
    const only = missing.params["missingProperty"];
    return (
      odd.some((key) => key.instancePath === missing.instancePath && [undefined, only].includes(key.only)) ||
      isMisspelt(missing)
    );
  };
}
