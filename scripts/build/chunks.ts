/** Which files the bundle has, and what each begins with. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { dynamicImports } from "./imports.ts";
import { latePackages } from "./late.ts";
import { root } from "./root.ts";
import { undiciChunks } from "./undici.ts";

const definitions = "src/cli/commands/";

/** Packages that are chunks as a whole. */
const packages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(latePackages).map(([name, { chunk }]) => [name, chunk])),
  "@clack/prompts": "prompts",
  ...undiciChunks,
};

/** Dynamic imports that share a chunk: what needs one of them needs the others. */
const together: Readonly<Record<string, string>> = {
  "src/state/branch/repository.ts": "state-branch",
  "src/state/branch/store.ts": "state-branch",
  "src/state/branch/names.ts": "state-branch",
  "src/state/order/commits.ts": "state-branch",
};

/** What a command imports when it is run, by the file that defines it: named for the command. */
const ofCommands = dynamicImports.flatMap(({ from, to }): [file: string, chunk: string][] =>
  from.startsWith(definitions) ? [[to, basename(from, ".ts")]] : [],
);

/** The chunks that commands begin. */
export const commandChunks: readonly string[] = ofCommands.map(([, chunk]) => chunk);

/**
 * The chunk of each dynamic import, by the file or package that is imported. Every one has its own, so that no run loads
 * a format that it does not write, or a language that it does not speak.
 */
export const chunkOfImport: Readonly<Record<string, string>> = {
  ...packages,
  ...Object.fromEntries(dynamicImports.map(({ to }) => [to, chunkName(to)])),
  ...together,
  ...Object.fromEntries(ofCommands),
};

/** `report/formats/json.ts` is `format-json`, `cli/git-runner.ts` is `git-runner`, `hosts/github.ts` is `hosts-github`. */
function chunkName(file: string): string {
  const [name = ""] = file.split(/\.[jt]s$/);
  const short = name
    .replace(/^src\/(?:generated\/|cli\/|report\/messages\/)?/, "")
    .replace(/^report\/formats\//, "format/");
  const dashed = short.replaceAll("/", "-");
  return commandChunks.includes(dashed) ? `${dashed}-part` : dashed;
}

/**
 * Files that are loaded when one of their names is used for the first time, although they are imported at the top: what
 * a run of `validate` that finds nothing wrong does not need. The import lines stay what they are, and lint, types and
 * tests see them; only the bundle loads late. By file, the chunk that it begins; several may begin one.
 *
 * None of their names may be used while the files that import them begin.
 */
export const lateFiles: Readonly<Record<string, string>> = {
  ...kindChunks(),
  ...Object.fromEntries(
    Object.entries({
      // What is told when something is wrong, and what finds out why.
      trouble: [
        ...["model/problems/table", "model/credential-lines", "model/nearest", "model/clip"],
        ...["schema/shape", "schema/unknown-key", "schema/takes", "schema/unclear", "schema/fullwidth"],
        ...["yaml/place", "yaml/yaml-value", "yaml/yaml-tokens", "yaml/yaml-parse", "yaml/yaml-directives"],
        ...["cli/show"],
      ],
      // What is remembered, in which store so ever.
      memory: ["cli/state", "pipeline/known", "resolve/memory", "resolve/followed"],
      // Who is named, by documents that may name somebody.
      people: ["resolve/people", "config/masked-people", "schema/personal-lines"],
      // What is looked for in all that is printed and written, once there is a secret.
      secrets: ["cli/secrets/decoded", "cli/secrets/needles", "cli/secrets/random"],
      // What asks git.
      "git-runner": ["cli/git-runner"],
      // What writes files.
      writing: ["cli/write-whole"],
    }).flatMap(([chunk, files]) => files.map((file) => [`src/${file}.ts`, chunk])),
  ),
};

/** A kind with its tables and validator: loaded for a document of that kind. */
function kindChunks(): Record<string, string> {
  const folders = readdirSync(join(root, "src/kinds"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(
    folders.flatMap(({ name }) => [
      [`src/kinds/${name}/index.ts`, `kind-${name}`],
      [`src/generated/policies/${name}.ts`, `kind-${name}`],
      [`src/generated/validators/${name}.js`, `kind-${name}`],
    ]),
  );
}
