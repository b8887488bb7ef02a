import type { CiAccount, CiProject } from "./project.ts";
import { indented, install } from "./texts.ts";

/*
 * Steps that the workflows of GitHub share. An action is named by its commit: a tag can be moved to other code by whoever
 * owns it. Source: the releases of each action; GitHub, "Security hardening for GitHub Actions".
 */
const checkoutAction = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2";
const nodeAction = "actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0";
const uploadAction = "actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6";
const downloadAction = "actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7";

/** The runner of jobs that talk to a platform: the variable of the repository names it as JSON, in one place for all. */
export const platformRunner = `\${{ fromJSON(vars.WXCARDS_RUNNER || '"ubuntu-latest"') }}`;

/** The environment whose secrets serve for reading: only the main branch may use it, and nobody is asked. */
export const planEnvironment = "wxcards-plan";

/** The environment that waits for somebody's approval. */
export const applyEnvironment = "wxcards";

/** Where files of a run are kept between steps: outside of the checkout, so that it stays as it was committed. */
export const temporary = "${{ runner.temp }}/wxcards";

/** The checkout, and the tool from it. No step keeps a token in the folder: a later step could use it. */
export function checkout(
  project: CiProject,
  options: { readonly depth?: number; readonly ref?: string } = {},
): string[] {
  const { depth, ref } = options;
  return [
    `- uses: ${checkoutAction}`,
    "  with:",
    ...(ref === undefined ? [] : [`    ref: ${ref}`]),
    ...(depth === undefined ? [] : [`    fetch-depth: ${depth}`]),
    "    persist-credentials: false",
    `- uses: ${nodeAction}`,
    "  with:",
    "    node-version: 24",
    "    package-manager-cache: false",
    `- run: ${install(project)}`,
  ];
}

/** Keeps files of the run for other jobs and for people. */
export function upload(name: string, paths: readonly string[], when: string): string[] {
  return [
    `- if: ${when}`,
    `  uses: ${uploadAction}`,
    "  with:",
    `    name: ${name}`,
    "    path: |",
    ...indented(6, paths),
    "    if-no-files-found: ignore",
    "    overwrite: true",
    "    retention-days: 30",
  ];
}

/** Brings the files of another job of this run. */
export function download(name: string): string[] {
  return [`- uses: ${downloadAction}`, "  with:", `    name: ${name}`, `    path: ${temporary}`];
}

/** A step that runs lines of a shell, with variables that no other step sees. */
export function step(options: {
  readonly name?: string;
  readonly id?: string;
  readonly when?: string;
  readonly lines: readonly string[];
  readonly env?: readonly string[];
}): string[] {
  const { name, id, when, lines, env = [] } = options;
  const heads = [
    ...(name === undefined ? [] : [`name: ${name}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(when === undefined ? [] : [`if: ${when}`]),
    ...runs(lines),
    ...(env.length === 0 ? [] : ["env:", ...indented(2, env)]),
  ];
  return heads.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

/** One line stands by itself where YAML reads it as it is. */
function runs(lines: readonly string[]): string[] {
  const [first = ""] = lines;
  return lines.length === 1 && !/: | #/.test(first) ? [`run: ${first}`] : ["run: |", ...indented(2, lines)];
}

/**
 * A proxy with a fixed address, where the environment of the job knows one; else that of the machine stays as it is.
 */
export const throughProxy = `export HTTPS_PROXY="\${WXCARDS_HTTPS_PROXY:-\${HTTPS_PROXY:-}}"`;

/** The variables of an account: secrets from the environment of the job, settings from the variables of the repository. */
export function credentials({ secrets, settings }: CiAccount): string[] {
  return [
    ...[...secrets, proxy].map((name) => `${name}: \${{ secrets.${name} }}`),
    ...settings.map((name) => `${name}: \${{ vars.${name} }}`),
  ];
}

/** The address of a proxy may hold a password. */
const proxy = "WXCARDS_HTTPS_PROXY";

/** With which git reads and writes the branches of the state, as the job may. */
export const gitToken = "WXCARDS_GIT_TOKEN: ${{ github.token }}";

/** With which the comment is written, as the job may. */
export const hostToken = "GITHUB_TOKEN: ${{ github.token }}";
