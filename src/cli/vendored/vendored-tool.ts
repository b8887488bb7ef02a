import { unwritten } from "../../model/file-trouble.ts";
import type { GitRunner } from "../../model/git.ts";
import { groupBy } from "../../model/group.ts";
import type { Files } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import { alteredBy } from "../altered.ts";
import type { Git } from "../git.ts";
import { type Ignored, ignoredIn } from "../ignored.ts";
import type { Io } from "../io.ts";
import { planTool, type ToolPlan } from "./plan-tool.ts";
import type { ToolNote } from "./tool-note.ts";

/** What it is done with: of the effects of a run. */
export interface VendoredEffects {
  readonly files: Files;
  readonly io: Pick<Io, "workingDirectory">;
  readonly git?: Pick<Git, "run">;
  readonly codeFolder?: string | undefined;
}

/** What came of bringing the tool into a repository. */
export interface VendoredTool {
  /** The folder in which the pipeline installs: `npm ci`, or `npm ci --prefix vendor`; absent where there are problems. */
  readonly installIn?: ToolPlan["installIn"];
  /** Files that were written, in order; `changed` are those that were there and got a line or another value. */
  readonly written: readonly { readonly path: string; readonly state: "new" | "changed" }[];
  /** Files that were as they should be, and were not touched. */
  readonly same: readonly string[];
  readonly notes: readonly ToolNote[];
  /** What stood in the way. Where a file cannot be written, those before it are written; else nothing is. */
  readonly problems: readonly Problem[];
}

/**
 * Brings the running package into the working directory, so that its pipeline installs the tool without a registry; see
 * `planTool`. A second run finds everything as it should be and writes nothing.
 *
 * Git is asked whether it ignores what was written or one of `needed`, paths of other files that the pipeline needs. It
 * is only asked, and where it cannot answer nothing is said.
 */
export async function vendoredTool(
  { files, io, git, codeFolder }: VendoredEffects,
  needed: readonly string[],
): Promise<VendoredTool> {
  const root = io.workingDirectory;
  const plan = await planTool({ files, root, codeFolder });
  if ("problems" in plan) return { written: [], same: [], notes: [], problems: plan.problems };
  const written: { path: string; state: "new" | "changed" }[] = [];
  const problems: Problem[] = [];
  for (const { path, content, state } of plan.files) {
    if (state === "same" || problems.length > 0) continue;
    const trouble = files.writeInside(root, path, content);
    if (trouble === undefined) written.push({ path, state });
    else problems.push(unwritten("file-not-written", path, trouble));
  }
  const same = plan.files.filter(({ state }) => state === "same").map(({ path }) => path);
  const paths = [...plan.files.map(({ path }) => path), ...needed];
  const ofGit = git === undefined ? [] : await notesOfGit(git.run, { root, paths, archive: plan.archive });
  return { installIn: plan.installIn, written, same, notes: [...plan.notes, ...ofGit], problems };
}

/** What git would make of the files: the archive has to stay as it is, to the byte. */
async function notesOfGit(
  run: GitRunner,
  { root, paths, archive }: { readonly root: string; readonly paths: readonly string[]; readonly archive: string },
): Promise<readonly ToolNote[]> {
  const ignored = (await ignoredIn(run, { folder: root, paths, of: "untracked" })) ?? [];
  const attributes = await alteredBy(run, root, archive);
  return [
    ...notesOf(ignored),
    ...(attributes.length === 0 ? [] : [{ about: "altered", path: archive, attributes } as const]),
  ];
}

/** A note for each rule, in the order of the paths. */
function notesOf(ignored: readonly Ignored[]): readonly ToolNote[] {
  const byRule = groupBy(ignored, ({ rule }) => JSON.stringify(rule));
  return [...byRule.values()].map((found) => {
    return { about: "ignored", paths: found.map(({ path }) => path), rule: found[0].rule };
  });
}
