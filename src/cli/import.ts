import { editorSchemaFile } from "../config/editor-schema.ts";
import { projectRoot } from "../config/project.ts";
import type { ImportReport } from "../model/import.ts";
import { type Problem, problem } from "../model/problem.ts";
import { importResources } from "../pipeline/import.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { importWords } from "../report/import-words.ts";
import { labelsIn } from "./field-words.ts";
import { openLiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface ImportFlags extends CommonFlags {
  readonly all?: boolean;
}

/**
 * `wxcards import [ADDRESS=ID…] [--all]`: live resources into documents. Reads on the platform, writes documents
 * here and what was read into the memory.
 */
export async function importCommand(
  effects: GuardedEffects,
  named: readonly string[],
  flags: ImportFlags,
): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  try {
    const misused = misuse(named, flags);
    const { kinds } = session.world;
    const language = await session.language();
    const words = importWords({ labels: await labelsIn(language.name), kinds, language });
    const asked = { arguments: named, all: flags.all ?? false, words };
    const report =
      misused !== undefined
        ? { ...nothing, problems: [misused] }
        : await importResources(session.world, session.selection, asked);
    await session.show((renderer, paint) => renderer.import({ report, kinds }, paint));
    if (report.imported.length > 0 && !hasEditorSchema(effects, flags))
      session.note(session.notes.noEditorSchema(editorSchemaFile));
    return report.interrupted ? exitCodes.interrupted : exitOfProblems(report.problems);
  } finally {
    await session.connections.close();
  }
}

/** Whether there is the file that documents point at. */
function hasEditorSchema({ files, io }: GuardedEffects, { project }: ImportFlags): boolean {
  const root = projectRoot(files, io.workingDirectory, project);
  return root !== undefined && files.kindInside(root, editorSchemaFile) !== undefined;
}

const nothing: ImportReport = {
  imported: [],
  skipped: { managed: 0, deleted: 0, otherTypes: 0 },
  problems: [],
  interrupted: false,
};

function misuse(named: readonly string[], flags: ImportFlags): Problem | undefined {
  if (flags.target !== undefined) return problem("import-unclear", { reason: "target" });
  if (flags.all === true && named.length > 0) return problem("import-unclear", { reason: "both" });
  return flags.all !== true && named.length === 0 ? problem("import-unclear", { reason: "neither" }) : undefined;
}
