import { isObject, type Json } from "../model/json.ts";
import { childPointer, dotted, type Pointer, valueAt } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { mostProblems, type ShapeInput } from "./shape-input.ts";

/**
 * Keys with nothing behind them, in fields that can be cleared: YAML reads an order to clear, and the person may only
 * have forgotten the value. With a comment right behind, such as `#63b359`, the value is what YAML took for a comment.
 */
export function blankProblems(input: Omit<ShapeInput, "errors">): Problem[] {
  const { entry, source } = input;
  if (entry === undefined || !holdsNull(input.value)) return [];
  const clearable = [...entry.policies.values()].filter(
    (policy) => policy.types.length > 0 && policy.clear !== "impossible",
  );
  const blank: { readonly path: Pointer; readonly pointer: Pointer }[] = [];
  for (const root of specRoots(input.value)) {
    if (blank.length >= mostProblems) break;
    const spec = valueAt(input.value, root) ?? {};
    if (!holdsNull(spec)) continue;
    for (const { pointer: path } of clearable) {
      const pointer = `${root}${path}`;
      if (valueAt(spec, path) === null && input.written(source, pointer) === "") blank.push({ path, pointer });
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
  const judged = [...entry.policies.values()].filter(({ same }) => entry.forms[same ?? ""]?.refuse !== undefined);
  return specRoots(input.value).flatMap((root) => {
    const spec = valueAt(input.value, root) ?? {};
    return judged.flatMap(({ pointer, same }) => {
      const value = valueAt(spec, pointer);
      const code = value === undefined || value === null ? undefined : entry.forms[same ?? ""]?.refuse?.(value);
      if (code === undefined) return [];
      const args = {
        field: dotted(pointer),
        value: value ?? null,
        written: input.written(source, `${root}${pointer}`),
      };
      const place = input.locate(source, `${root}${pointer}`, "value");
      return [problem(code, args, { path: pointer, place })];
    });
  });
}

/** Every place of a document where fields stand: its own `spec` and those of its overlays. */
function specRoots(value: Json): Pointer[] {
  const accounts = isObject(value) ? value["accounts"] : undefined;
  const names = isObject(accounts) ? Object.keys(accounts) : [];
  return ["/spec", ...names.map((name) => `${childPointer("/accounts", name)}/spec`)];
}

function holdsNull(value: Json): boolean {
  if (typeof value !== "object" || value === null) return value === null;
  return Object.values(value).some(holdsNull);
}
