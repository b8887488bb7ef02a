import { labels } from "../../generated/labels/en.ts";
import { kinds } from "../../kinds/registry.ts";

/** What `explain` may be asked for, as completion offers it: kinds, and fields by their whole name. */
export function explainable(): readonly string[] {
  return [...kinds.keys()].flatMap((kind) => [
    kind,
    ...Object.keys(labels[kind] ?? {})
      .filter((pointer) => pointer !== "" && kinds.get(kind)?.kind.refusedKeys[pointer] === undefined)
      .map((pointer) => `${kind}${pointer.replaceAll("/", ".")}`),
  ]);
}
