import { dirname, relative } from "node:path";
import { findProject } from "../config/find-project.ts";
import { isDocumentPath } from "../config/pattern.ts";
import type { Base } from "../model/plan.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { projectFileName } from "../model/project.ts";
import type { Planned } from "../model/world.ts";
import type { LiveSession } from "./live-session.ts";
import type { GuardedEffects } from "./session.ts";

/** The commit of `--base`, with the project file and the documents that it holds. */
export interface OpenBase extends Base {
  readonly files: Files;
  /** Folders of submodules whose files could not be read. */
  readonly unread: readonly string[];
}

/**
 * Reads the commit of `--base`, before anything is asked of a platform; a problem where it cannot be read. Undefined
 * where there is no project: that is told by whoever reads it.
 */
export async function baseOf(
  { git }: GuardedEffects,
  { world: { files, workingDirectory }, selection }: LiveSession,
  ref: string,
): Promise<OpenBase | Problem | undefined> {
  const file = findProject(files, workingDirectory, selection.project);
  if (file === undefined) return undefined;
  if (git === undefined) return problem("base-outside-git", { ref });
  const [{ commitTree }, { treeFiles }, { realCacheFolders: folders }] = await Promise.all([
    import("../state/order/commit-tree.ts"),
    import("../config/tree-files.ts"),
    import("./cache-folders.ts"),
  ]);
  const root = dirname(file);
  const own = [relative(root, file), projectFileName];
  const isWanted = (path: string) => own.includes(path) || isDocumentPath(path);
  const tree = await commitTree({ git: git.run, folders, root, ref, isWanted });
  if ("code" in tree) return tree;
  return { ref, commit: tree.commit, files: treeFiles(root, tree), unread: tree.unread };
}

/** A plan with whose change each field is; as it was where none could be made. */
export async function heldAgainstBase(
  { world, selection }: LiveSession,
  made: Planned,
  base: OpenBase,
): Promise<Planned> {
  const { plan, checked, ids } = made;
  if (plan === undefined || checked.project === undefined) return made;
  const { heldAgainst } = await import("../pipeline/base.ts");
  const found = { plan, ids, checked: { ...checked, project: checked.project } };
  return { ...made, plan: await heldAgainst(world, selection, found, base) };
}
