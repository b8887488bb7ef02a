import { join, relative } from "node:path";
import type { CommitTree } from "../model/commits.ts";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { isFound, pathMatcher } from "./pattern.ts";

const unwritable: FileTrouble = { trouble: "failed", reason: "EROFS" };

/** What a commit holds below a folder as the files of a run, at the paths that the work tree has them. It only reads. */
export function treeFiles(root: string, { entries }: Pick<CommitTree, "entries">): Files {
  const at = (folder: string, path: string) => relative(root, join(folder, path)).replaceAll("\\", "/");
  return {
    readInside: (folder, path, limit) => {
      const entry = entries.get(at(folder, path));
      if (entry === undefined) return undefined;
      if (entry.kind !== "file") return { trouble: entry.kind === "link" ? "link" : "irregular" };
      if (entry.size > limit) return { trouble: "large", limit };
      return entry.bytes;
    },
    kindInside: (folder, path) => entries.get(at(folder, path))?.kind,
    namesInside: (folder, path) => {
      const below = at(folder, path);
      const names = [...entries.keys()].filter((name) => below === "" || name.startsWith(`${below}/`));
      return [...new Set(names.map((name) => name.slice(below === "" ? 0 : below.length + 1).split("/")[0] ?? ""))];
    },
    glob: async (folder, patterns) => {
      const matcher = pathMatcher(patterns);
      const below = at(folder, "");
      const inFolder = [...entries.keys()].flatMap((name) =>
        below === "" ? [name] : name.startsWith(`${below}/`) ? [name.slice(below.length + 1)] : [],
      );
      return inFolder.filter((name) => isFound(matcher, name)).sort();
    },
    leftInside: () => [],
    canonical: (path) => path,
    writeInside: () => unwritable,
    appendInside: () => unwritable,
    removeInside: () => unwritable,
  };
}
