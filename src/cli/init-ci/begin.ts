import { posix } from "node:path";
import { defined } from "../../model/defined.ts";
import { allExpected, expected } from "../../model/problem.ts";
import { projectFileName } from "../../model/project.ts";
import { notesOf } from "../../report/messages/languages.ts";
import { page } from "../../report/page.ts";
import type { LanguageFlags } from "../language.ts";
import type { NewFiles } from "../new-files.ts";
import { projectHere } from "../project-here.ts";
import { languageNameOf } from "../run-language.ts";
import type { GuardedEffects } from "../session.ts";
import { toolNoteText } from "../vendored/tool-note.ts";
import { vendoredTool } from "../vendored/vendored-tool.ts";
import type { CiHost } from "./hosts.ts";
import { type CiProject, ciAccounts, projectPaths } from "./project.ts";
import { appliedBranch } from "./repository.ts";
import { ciWords } from "./words.ts";
import { workflowFiles, workflows } from "./workflows.ts";

/** Workflows that are about to be written. */
export interface BegunCi {
  /** Writes the workflows of a host, and the tool for them; gives lines that say what is left to do. */
  add(host: CiHost, flags: Pick<LanguageFlags, "lang" | "project">, made: NewFiles): Promise<readonly string[]>;
}

/** Looks whether workflows can be written here, before anything is; throws what an operator is told where they cannot. */
export async function beginCi(effects: GuardedEffects): Promise<BegunCi> {
  const branch = await appliedBranch(effects);
  if (typeof branch !== "string") throw expected(branch);
  return { add: (host, flags, made) => add(effects, branch, { host, flags, made }) };
}

/** What installs the tool, as patterns of paths, by the folder it is installed in. */
const toolFiles = {
  ".": ["vendor/wxcards-*.tgz", "package.json", "package-lock.json"],
  vendor: ["vendor/**"],
} as const;

/** One run of it. */
interface Adding {
  readonly host: CiHost;
  readonly flags: Pick<LanguageFlags, "lang" | "project">;
  readonly made: NewFiles;
}

async function add(effects: GuardedEffects, branch: string, { host, flags, made }: Adding): Promise<readonly string[]> {
  const { project, problems } = await projectHere(effects, flags.project);
  if (project === undefined || problems.some(({ severity }) => severity === "error")) throw allExpected(problems);
  const language = languageNameOf(effects, flags);
  const notes = await notesOf(language);
  const file = posix.normalize((flags.project ?? projectFileName).replaceAll("\\", "/"));
  const tool = await vendoredTool(effects, [file, ...workflowFiles(host)]);
  for (const note of tool.notes) effects.io.stderr(page([toolNoteText(notes, note)]));
  made.take({ written: tool.written.map(({ path }) => path), problems: tool.problems });
  if (tool.installIn === undefined) return [];
  const ci: CiProject = {
    accounts: ciAccounts(project),
    paths: [...projectPaths(project, file), ...toolFiles[tool.installIn]],
    branch,
    toolFolder: tool.installIn,
    words: ciWords[language],
    ...defined({ projectFile: file === projectFileName ? undefined : file }),
  };
  for (const [path, text] of Object.entries(workflows(host, ci))) made.renew(path, text);
  const secrets = ci.accounts.flatMap((account) => account.secrets);
  const settings = ci.accounts.flatMap((account) => account.settings);
  return notes.afterCi[host]({ branch, secrets, settings: [...new Set(settings)] });
}
