/** Which file imports what of which other, by the import lines of src/. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "./root.ts";

/** One static import: paths from the root of the repository; `names` as the imported file calls them, or all. */
export interface StaticImport {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[] | "all";
}

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => `src/${file.replaceAll("\\", "/")}`)
  .filter((file) => /(?<!\.d)\.(ts|js)$/.test(file))
  .sort();

const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

/** `import { a, type B, c as d } from "…"`, `import * as all from "…"`, `export { a } from "…"`. */
const importLine = /^(?:import|export) (type )?(?:\{([^}]*)\}|(\* as \w+)|\w+) from "([^"]+)"/gm;

/** Every static import of a file of src/ by another, but those of types. */
export const staticImports: readonly StaticImport[] = files.flatMap((from) =>
  [...(textOf.get(from) ?? "").matchAll(importLine)].flatMap(([, type, list, all, path = ""]) => {
    const to = posix.join(posix.dirname(from), path);
    if (type !== undefined || !path.startsWith(".") || !textOf.has(to)) return [];
    const names = all === undefined ? namesIn(list ?? "") : "all";
    return names === "all" || names.length > 0 ? [{ from, to, names }] : [];
  }),
);

/** Every dynamic import of a file of src/ by another. */
export const dynamicImports: readonly { readonly from: string; readonly to: string }[] = files.flatMap((from) =>
  [...(textOf.get(from) ?? "").matchAll(/\bimport\("(\.[^"]+)"\)/g)]
    .map(([, path = ""]) => ({ from, to: posix.join(posix.dirname(from), path) }))
    .filter(({ to }) => to.startsWith("src/")),
);

/** What src/ takes from a module that is no file of ours, by its own import lines. */
export function namesFrom(module: string): string[] {
  const found = [...textOf.values()].flatMap((text) =>
    [...text.matchAll(importLine)].flatMap(([, type, list = "", , path]) =>
      type === undefined && path === module ? namesIn(list) : [],
    ),
  );
  return [...new Set(found)].sort();
}

/** What a file exports, but types. */
export function exportsOf(file: string): string[] {
  const text = textOf.get(file) ?? "";
  const declared = [...text.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)];
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = ""]) => namesIn(list));
  return [...declared.map(([, name = ""]) => name), ...listed];
}

/** The names of a list in braces, as the other file calls them; types left out. */
function namesIn(list: string): string[] {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !part.startsWith("type "))
    .map((part) => part.split(" as ")[0]?.trim() ?? "");
}
