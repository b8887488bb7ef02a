import { isObject, type Json, type JsonObject, someScalar } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { fieldsIn, inDocument } from "../model/parts.ts";
import { childPointer, dotted, type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";
import { mostProblems, type ShapeInput } from "./shape-input.ts";

/**
 * Keys with nothing behind them, in fields that can be cleared: YAML reads an order to clear, and the person may only
 * have forgotten the value. With a comment right behind, such as `#63b359`, the value is what YAML took for a comment.
 */
export function blankProblems(input: Omit<ShapeInput, "errors">): Problem[] {
  const { entry, source, traits } = input;
  if (entry === undefined || traits?.hasNull === false || !holdsNull(input.value)) return [];
  const clearable = [...entry.policies.values()].filter(
    (policy) => policy.types.length > 0 && policy.clear !== "impossible",
  );
  const blank: { readonly path: Pointer; readonly pointer: Pointer }[] = [];
  for (const { root, fields } of declaring(input.value)) {
    if (blank.length >= mostProblems) break;
    if (!holdsNull(fields)) continue;
    for (const { pointer: path } of clearable) {
      const pointer = `${root}${inDocument(path)}`;
      if (valueAt(fields, path) === null && input.written(source, pointer) === "") blank.push({ path, pointer });
    }
  }
  return blank.map(({ path, pointer }) => {
    const place = input.locate(source, pointer, "key");
    const comment = /:\s+(#\S+)/.exec(place.text ?? "")?.[1];
    const field = dotted(path);
    return comment === undefined || comment === "#"
      ? problem("blank-clears", { field, comment }, { path, place })
      : problem("value-is-comment", { field, comment }, { path, place });
  });
}

/**
 * Values that have the right shape and mean nothing to their form, such as a day outside of what the platform counts.
 */
export function formProblems(input: Omit<ShapeInput, "errors">): Problem[] {
  const { entry, source } = input;
  if (entry === undefined) return [];
  const judged = refusing(entry);
  const problems: Problem[] = [];
  for (const { root, fields } of declaring(input.value))
    for (const { pointer, same } of judged) {
      const value = valueAt(fields, pointer);
      const code = value === undefined || value === null ? undefined : entry.forms[same ?? ""]?.refuse?.(value);
      if (code === undefined) continue;
      const at = `${root}${inDocument(pointer)}`;
      const args = { field: dotted(pointer), value: value ?? null, written: input.written(source, at) };
      problems.push(problem(code, args, { path: pointer, place: input.locate(source, at, "value") }));
    }
  return problems;
}

/** The fields of a kind whose form refuses values; looked through once a kind, since there may be thousands of documents. */
function refusing(entry: KindEntry): readonly FieldPolicy[] {
  const known = refusingOf.get(entry);
  if (known !== undefined) return known;
  const found = [...entry.policies.values()].filter(({ same }) => entry.forms[same ?? ""]?.refuse !== undefined);
  refusingOf.set(entry, found);
  return found;
}

const refusingOf = new WeakMap<KindEntry, readonly FieldPolicy[]>();

/** Whatever of a document declares fields: it itself, and each of its overlays. */
function declaring(value: Json): { readonly root: Pointer; readonly fields: JsonObject }[] {
  if (!isObject(value)) return [];
  const { accounts } = value;
  const own = { root: "", fields: fieldsIn(value) };
  if (!isObject(accounts)) return [own];
  return [
    own,
    ...Object.entries(accounts).map(([name, overlay]) => ({
      root: childPointer("/accounts", name),
      fields: isObject(overlay) ? fieldsIn(overlay) : {},
    })),
  ];
}

function holdsNull(value: Json): boolean {
  return someScalar(value, isNull);
}

function isNull(value: Json): boolean {
  return value === null;
}
