import type { CiAccount, CiProject } from "./project.ts";

/** Lines of YAML, each as deep as it is to stand. */
export function indented(depth: number, lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `${" ".repeat(depth)}${line}`));
}

/** A text that YAML reads as itself, whatever stands in it. */
export function quoted(text: string): string {
  return /^[a-z][\w./-]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** A comment, a line each. */
export function comment(text: string): string[] {
  return text.split("\n").map((line) => `# ${line}`);
}

/** The tool as a command of a shell. */
export function tool({ toolFolder }: CiProject): string {
  const folder = toolFolder === "." ? "." : `./${toolFolder}`;
  return `${folder}/node_modules/.bin/wxcards`;
}

/** The command that installs it, from the repository alone. */
export function install({ toolFolder }: CiProject): string {
  return `npm ci --ignore-scripts --no-audit --no-fund${toolFolder === "." ? "" : ` --prefix ${toolFolder}`}`;
}

/** The flags that every command of an account takes. */
export function ofAccount(project: CiProject, { name }: CiAccount): string {
  return `${ofProject(project)} --account ${name}`;
}

/** The flag that names the project file, where it does not stand in the root. */
export function ofProject({ projectFile }: CiProject): string {
  return projectFile === undefined ? "" : ` --project ${shellWord(projectFile)}`;
}

/** The name of the comment of an account: the one of the plan, unless several accounts would write it. */
export function commentId({ accounts }: CiProject, { name }: CiAccount): string {
  return accounts.length === 1 ? "" : ` --id wxcards-${name}`;
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
