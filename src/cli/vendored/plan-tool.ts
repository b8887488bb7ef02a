import { createHash } from "node:crypto";
import { fileProblem, isTrouble } from "../../model/file-trouble.ts";
import { byText, type JsonObject } from "../../model/json.ts";
import type { Files } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { readJsonFile } from "./json-file.ts";
import { sectionsOf } from "./manifest.ts";
import { type NpmFiles, npmPlan, type Tool } from "./npm-project.ts";
import { type OwnPackage, ownPackage, packageName } from "./own-package.ts";
import { packed } from "./pack.ts";
import type { PlannedFile } from "./planned-file.ts";
import type { ToolNote } from "./tool-note.ts";
import { workspacesOver } from "./workspaces.ts";

/** The folder of what came from elsewhere. */
export const vendorFolder = "vendor";

const goFile = "go.mod";

/** What brings the tool into a repository, as data: nothing is written yet. */
export interface ToolPlan {
  readonly version: string;
  /** The folder in which the pipeline installs, for `npm ci --prefix`. */
  readonly installIn: "." | typeof vendorFolder;
  /** The path of the archive. */
  readonly archive: string;
  /** In the order in which they are to be written. */
  readonly files: readonly PlannedFile[];
  readonly notes: readonly ToolNote[];
}

/** What is looked at to plan it. */
export interface ToolEffects {
  readonly files: Files;
  /** The folder of the repository. */
  readonly root: string;
  /** The folder that the running code was loaded from. */
  readonly codeFolder: string | undefined;
}

/**
 * Plans to bring the running package into a repository: `vendor/wxcards-VERSION.tgz`, and a package.json with a
 * package-lock.json from which `npm ci` installs it without a network.
 *
 * These are the ones of the repository where npm alone installs from them, with one line more. Where another manager
 * does, or there is no lock file that could be added to, they stay untouched, and the tool has two of its own in
 * `vendor/`. Reads only; problems are all that stands in the way, and then nothing is to be written.
 */
export async function planTool(effects: ToolEffects): Promise<ToolPlan | Refused> {
  const own = ownPackage(effects.files, effects.codeFolder);
  if ("code" in own) return { problems: [own] };
  // Go builds from such a folder as soon as it is there, and lays it out anew. Source: go.dev/ref/mod, "Vendoring".
  if (effects.files.kindInside(effects.root, goFile) !== undefined)
    return { problems: [problem("vendor-of-go", { file: goFile, folder: vendorFolder })] };
  const archive = await archiveOf(effects, own);
  if ("problems" in archive) return archive;
  const bytes = createHash("sha512").update(archive.content).digest("base64");
  const folder = folderOf(effects, {
    manifest: own.manifest,
    integrity: `sha512-${bytes}`,
    spec: `file:${archive.path}`,
  });
  if ("problems" in folder) return folder;
  const { installIn, npm, notes } = folder;
  const former: readonly ToolNote[] = npm.former === undefined ? [] : [{ about: "former", ...npm.former }];
  const files = [archive, ...npm.files];
  return {
    version: own.version,
    archive: archive.path,
    installIn,
    files,
    notes: [...notes, ...former, ...older(effects, files)],
  };
}

/** What stands in the way. */
export interface Refused {
  readonly problems: readonly Problem[];
}

/** The archive in its place; a file that is there already is not written over. */
async function archiveOf(
  { files, root }: ToolEffects,
  own: OwnPackage,
): Promise<(PlannedFile & { readonly content: Uint8Array }) | Refused> {
  const path = `${vendorFolder}/${packageName}-${own.version}.tgz`;
  const content = await packed(own);
  const there = files.readInside(root, path, archiveLimit);
  if (there === undefined && files.kindInside(root, path) === undefined) return { path, content, state: "new" };
  if (there === undefined || isTrouble(there))
    return { problems: [fileProblem(path, there ?? { trouble: "irregular" })] };
  if (Buffer.compare(there, content) !== 0) return { problems: [problem("vendor-package-differs", { file: path })] };
  return { path, content, state: "same" };
}

/** In bytes: far more than the archive has. */
const archiveLimit = 64 * 1024 * 1024;

interface Chosen {
  readonly installIn: ToolPlan["installIn"];
  readonly npm: NpmFiles;
  readonly notes: readonly ToolNote[];
}

/** Where the tool is installed: in the repository itself, or apart from it. */
function folderOf(effects: ToolEffects, tool: Tool): Chosen | Refused {
  const { files, root } = effects;
  const ofRepository = npmPlan(files, { root, prefix: "", section: "devDependencies", tool });
  if ("problem" in ofRepository) return { problems: [ofRepository.problem] };
  const manifest = manifestIn(files, root, "package.json");
  if ("obstacle" in ofRepository) {
    const note = { about: "apart", obstacle: ofRepository.obstacle } as const;
    return apart(effects, tool, manifest, isApartAlready(effects, manifest) ? [] : [note]);
  }
  if (isApartAlready(effects, manifest)) return apart(effects, tool, manifest, []);
  return { installIn: ".", npm: ofRepository, notes: [] };
}

/** Whether an earlier run has put the tool apart, where it stays: the steps of the pipeline say so. */
function isApartAlready({ files, root }: ToolEffects, manifest: JsonObject): boolean {
  if (sectionsOf(manifest).length > 0) return false;
  return sectionsOf(manifestIn(files, root, `${vendorFolder}/package.json`)).length > 0;
}

/** The tool with a package.json and a lock file of its own. */
function apart(
  { files, root }: ToolEffects,
  tool: Tool,
  manifest: JsonObject,
  notes: readonly ToolNote[],
): Chosen | Refused {
  const over = workspacesOver(files, root, manifest, vendorFolder);
  if (over !== undefined) return { problems: [problem("vendor-in-workspaces", { file: over, folder: vendorFolder })] };
  const spec = tool.spec.replace(`${vendorFolder}/`, "");
  // In `dependencies`, so that no setting which leaves out what is for development takes the tool away.
  const folder = { root, prefix: `${vendorFolder}/`, section: "dependencies", tool: { ...tool, spec } } as const;
  const npm = npmPlan(files, folder);
  if ("problem" in npm) return { problems: [npm.problem] };
  if ("obstacle" in npm) return { problems: [problem("vendor-folder-taken", { file: npm.obstacle.file })] };
  return { installIn: vendorFolder, npm, notes };
}

/** What a package.json says, where there is one that says anything. */
function manifestIn(files: Files, root: string, path: string): JsonObject {
  const file = readJsonFile(files, root, path);
  return file === undefined || "code" in file ? {} : file.value;
}

/** Archives of other versions that nothing names any more. */
function older({ files, root }: ToolEffects, planned: readonly PlannedFile[]): readonly ToolNote[] {
  const names = files.namesInside(root, vendorFolder);
  if (isTrouble(names)) return [];
  const texts = planned.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
  const named = [...texts, JSON.stringify(manifestIn(files, root, "package.json"))].join("\n");
  const paths = planned.map(({ path }) => path);
  return names
    .filter((name) => name.startsWith(`${packageName}-`) && name.endsWith(".tgz"))
    .filter((name) => !paths.includes(`${vendorFolder}/${name}`) && !named.includes(`${name}"`))
    .sort(byText)
    .map((name) => ({ about: "older", file: `${vendorFolder}/${name}` }));
}
