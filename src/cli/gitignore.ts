import { isTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { utf8Text } from "../model/utf8.ts";
import type { Git } from "./git.ts";
import { ignoredIn } from "./ignored.ts";
import type { Io } from "./io.ts";

/** The file by which a repository says what git leaves alone. */
export const gitignoreFile = ".gitignore";

/** What of a project never goes into git: what wxcards keeps for this clone, credentials, and installed packages. */
const wanted = [
  { line: ".wxcards/", such: ".wxcards/any" },
  { line: ".env", such: ".env" },
  { line: "node_modules/", such: "node_modules/any" },
] as const;

/** The text of such a file where there is none. */
export const gitignoreText: string = wanted.map(({ line }) => `${line}\n`).join("");

/** What is asked to know it. */
export interface GitignoreEffects {
  readonly files: Files;
  readonly io: Pick<Io, "workingDirectory">;
  readonly git?: Pick<Git, "run">;
}

/**
 * Lines that the file in the working directory lacks. Git is asked, since many a pattern says the same; a rule that only
 * this clone or this user has does not count. Where git cannot answer, the lines of the file are looked at.
 */
export async function linesMissing({ files, io, git }: GitignoreEffects): Promise<readonly string[]> {
  const folder = io.workingDirectory;
  const paths = wanted.map(({ such }) => such);
  const ignored = git && (await ignoredIn(git.run, { folder, paths, of: "rules" }));
  const lines = ignored === undefined ? linesOf(files, folder) : [];
  const known = new Set(ignored?.flatMap(({ path, rule }) => (isOfRepository(rule.file) ? [path] : [])));
  return wanted.filter(({ line, such }) => !known.has(such) && !lines.includes(bare(line))).map(({ line }) => line);
}

/** Whether every clone has the file of a rule; the files of a user are named in full. */
function isOfRepository(file: string): boolean {
  return /^(?:[^/\\:][^:]*\/)?\.gitignore$/.test(file);
}

function linesOf(files: Files, folder: string): readonly string[] {
  const bytes = files.readInside(folder, gitignoreFile, 1024 * 1024);
  const text = bytes === undefined || isTrouble(bytes) ? undefined : utf8Text(bytes);
  return (text ?? "").split("\n").map(bare);
}

/** A line without what makes it of this folder, or of folders, only. */
function bare(line: string): string {
  return line.trim().replace(/^\/|\/$/g, "");
}
