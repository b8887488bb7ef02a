import { parseEnv } from "node:util";
import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import { nearest } from "../model/nearest.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { secret } from "../model/secret.ts";
import { utf8Text } from "../model/utf8.ts";
import type { Unconnectable } from "../model/world.ts";
import type { Notes } from "../report/messages/notes.ts";
import { commandNames, credentialNames } from "./credentials.ts";
import { envLines } from "./env-lines.ts";
import type { Git } from "./git.ts";
import type { Io } from "./io.ts";
import type { Redactor } from "./redact.ts";

/** The name of the file, beside the project file. */
const fileName = ".env";

/** In bytes: a few keys at most. */
const largest = 65_536;

/** What reading the file needs. */
export interface EnvFileInput {
  readonly io: Io;
  readonly files: Files;
  readonly git?: Git;
  readonly redactor: Redactor;
  readonly note: (line: string) => void;
  readonly notes: Notes;
}

/** Credentials by the names of their variables, or why none are taken from the file and nobody is called. */
export type DeskCredentials = { readonly values: Io["env"] } | Unconnectable;

/**
 * The credentials of the `.env` beside the project file, for work at a desk; nothing where there is none.
 *
 * With `CI` set it is left alone, and a note says so. What is wrong with it ends the run (exit 65): git
 * tracks it or does not say, or it holds anything but credentials of the project's accounts, each with its line and
 * without its text. Every value becomes a secret before anything is said.
 */
export async function envFile(input: EnvFileInput, project: Project): Promise<DeskCredentials> {
  const nothing = { values: {} };
  if (input.files.kindInside(project.root, fileName) === undefined) return nothing;
  if ((input.io.env["CI"] ?? "") !== "") {
    input.note(input.notes.envFileNotRead(fileName));
    return nothing;
  }
  const bytes = input.files.readInside(project.root, fileName, largest);
  if (bytes === undefined) return nothing;
  if (isTrouble(bytes)) return { nobody: [fileProblem(fileName, bytes)] };
  const text = utf8Text(bytes);
  // A value in other characters would be another value.
  if (text === undefined) {
    const place = { file: fileName, line: 1, column: 1 };
    return { nobody: [problem("file-not-utf8", { file: fileName }, { place })] };
  }
  // The parser of Node knows "\n" as the end of a line only.
  const values = parseEnv(text.replace(/\r\n?/g, "\n"));
  for (const [name, value] of Object.entries(values)) {
    // Files are named in messages.
    if (!name.endsWith("_FILE") && value !== undefined) input.redactor.learn(secret(value), name);
  }
  const problems = lineProblems(text, credentialNames(project), commandNames(project));
  const answer = (await input.git?.tracks(project.root, fileName)) ?? "untracked";
  if (answer !== "untracked") {
    const code = answer === "tracked" ? "env-file-tracked" : "env-file-unclear";
    problems.unshift(problem(code, { file: fileName }));
  }
  return problems.length > 0 ? { nobody: problems } : { values };
}

/**
 * Lines that are no credential. Their text is told nowhere: a secret that was pasted without its name is such a line
 * too.
 */
function lineProblems(text: string, known: readonly string[], commands: readonly string[]): Problem[] {
  let isWithinKey = false;
  return envLines(text).flatMap(({ line, name }, index, lines): Problem[] => {
    const before = lines[index - 1];
    const goesOn = name === undefined && before?.line === line - 1;
    isWithinKey &&= goesOn;
    if (isWithinKey || (name !== undefined && known.includes(name))) return [];
    // The rest of a key that was pasted without quotes: told once, where it begins.
    if (goesOn && before.name !== undefined && /_KEY$/.test(before.name)) {
      isWithinKey = true;
      const args = { file: fileName, continues: before.name, variables: known };
      const place = { file: fileName, line: before.line, column: 1 };
      return [problem("env-line-refused", args, { place })];
    }
    if (name !== undefined && commands.includes(name)) {
      const args = { file: fileName, command: name, variables: known };
      return [problem("env-line-refused", args, { place: { file: fileName, line, column: 1 } })];
    }
    const near = name === undefined ? undefined : nearest(name, known);
    const place = { file: fileName, line, column: 1 };
    const args = { file: fileName, nearest: near, variables: known };
    return [problem("env-line-refused", args, { place })];
  });
}
