import { dirname, parse as parsePath } from "node:path";
import { defined } from "../model/defined.ts";
import type { Locate, Source } from "../model/document.ts";
import { isTrouble, textFileProblem } from "../model/file-trouble.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { childPointer } from "../model/pointer.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem, type Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import {
  type Account,
  guardsIn,
  type PlatformName,
  type Project,
  projectFileName,
  type StatePlace,
  sandboxAccountName,
} from "../model/project.ts";
import type { SchemaError } from "../model/schema-error.ts";
import { utf8Text } from "../model/utf8.ts";
import { isTimezone } from "../schema/instant.ts";
import { numberProblems } from "../schema/number-problems.ts";
import { shapeProblems } from "../schema/shape.ts";
import { type ReadValues, readYaml } from "../yaml/yaml.ts";
import { yamlLimits } from "../yaml/yaml-limits.ts";
import { defaultPattern } from "./document-files.ts";
import { findProject } from "./find-project.ts";
import { mostAccounts } from "./overlay.ts";

const defaultTimezone = "Asia/Shanghai";

/** What reading the project file needs. */
export interface ProjectInput {
  readonly files: Files;
  /** Absolute path. */
  readonly workingDirectory: string;
  /** The `--project` flag. */
  readonly projectFile?: string;
  /** The `--sandbox` flag: every account of the run goes to the embedded platform. */
  readonly sandbox: boolean;
  readonly projectErrors: (value: Json) => readonly SchemaError[];
  readonly locate: Locate;
  readonly written: (source: Source, pointer: string) => string;
}

/** The folder of the project file, whatever stands in that; undefined where there is none. */
export function projectRoot(files: Files, workingDirectory: string, flag?: string): string | undefined {
  const { dir, base } = parsePath(findProject(files, workingDirectory, flag) ?? "");
  return base === "" || files.kindInside(dir, base) === undefined ? undefined : dir;
}

/** What the project file says. */
export interface ReadProject {
  readonly project?: Project;
  readonly value?: Json;
  /** Where places in it are found; present when the project is. */
  readonly source?: Source;
  readonly problems: readonly Problem[];
}

/** Reads and checks the project file. No project is given back when something in it is wrong. */
export function readProject(input: ProjectInput): ReadProject {
  const path = findProject(input.files, input.workingDirectory, input.projectFile);
  const { dir = "", base: file = "" } = path === undefined ? {} : parsePath(path);
  const bytes = path === undefined ? undefined : input.files.readInside(dir, file, yamlLimits.bytes);
  if (isTrouble(bytes)) {
    const unread = textFileProblem(input.projectFile ?? file, bytes);
    const isFolder = input.files.kindInside(dir, file) === "folder";
    return { problems: [isFolder ? { ...unread, args: { ...unread.args, folder: true } } : unread] };
  }
  if (path === undefined || bytes === undefined) {
    const args = { file: input.projectFile ?? projectFileName, folder: input.workingDirectory };
    return { problems: [problem("project-missing", args)] };
  }
  const text = utf8Text(bytes);
  if (text === undefined) {
    const place = { file, line: 1, column: 1 };
    return { problems: [problem("file-not-utf8", { file }, { place })] };
  }
  const read = readYaml(file, text);
  return read.problems.length > 0 ? { problems: read.problems } : checkProject(input, path, read);
}

/** Holds what a project file says against its schema and its rules. */
function checkProject(input: ProjectInput, path: string, { values, nulls = [] }: ReadValues): ReadProject {
  const { locate, written } = input;
  const [first] = values;
  const [, second] = [...values.map(({ source }) => source), ...nulls].sort((a, b) => a.index - b.index);
  const value = first?.value ?? {};
  const source = first?.source ?? { file: parsePath(path).base, text: () => "", index: 0 };
  const numbers = first?.numbers === undefined ? {} : { numbers: first.numbers };
  const count = Object.keys(accountsOf(value)).length;
  // Nothing looks at so many: each of them is held against its schema and against the others.
  if (count > mostAccounts) {
    const args = { count, limit: mostAccounts };
    const place = locate(source, "/accounts", "key");
    return { problems: [problem("accounts-too-many", args, { place })] };
  }
  const shape = { errors: input.projectErrors(value), value, source, locate, written, ...numbers };
  const wrong = [
    ...(shape.errors.length === 0 ? [] : shapeProblems(shape)),
    ...numberProblems(shape),
    ...accountProblems(value, source, locate),
    ...timezoneProblems(value, source, locate),
    ...(second === undefined ? [] : [secondDocument(second, locate)]),
  ];
  if (wrong.some(({ severity }) => severity === "error")) return { problems: wrong };
  return { project: build(value as JsonObject, path, input.sandbox), value, source, problems: wrong };
}

function accountsOf(value: Json): JsonObject {
  return isObject(value) && isObject(value["accounts"]) ? value["accounts"] : {};
}

/** What nobody would read. */
function secondDocument(source: Source, locate: Locate): Problem {
  const place = locate(source, "", "value");
  return problem("project-second-document", {}, { place });
}

function build(value: JsonObject, path: string, sandbox: boolean): Project {
  const guards = isObject(value["guards"]) ? value["guards"] : {};
  const named = Object.entries(isObject(value["accounts"]) ? value["accounts"] : {});
  const all = named.map(([name, settings]) => account(name, settings as JsonObject, sandbox));
  const isAlone = (candidate: Account) => all.filter(({ platform }) => platform === candidate.platform).length === 1;
  const accounts = withComponents(all).map(
    (candidate): Account => (isAlone(candidate) ? { ...candidate, alone: true } : candidate),
  );
  const cards = value["cards"] ?? defaultPattern;
  return {
    root: dirname(path),
    file: path,
    accounts: [...accounts, sandboxAccount],
    cards: (Array.isArray(cards) ? cards : [cards]) as string[],
    timezone: typeof value["timezone"] === "string" ? value["timezone"] : defaultTimezone,
    ...defined({ state: statePlace(value["state"]), words: value["words"] as string | undefined }),
    guards: { drift: "keep", maxChanges: 50, ...defined(guardsIn(guards)) },
  };
}

/** Accounts with the third-party platforms that they have authorised. */
function withComponents(accounts: readonly Account[]): readonly Account[] {
  const appidOf = ({ settings: { component } }: Account) =>
    isObject(component) && typeof component["appid"] === "string" ? component["appid"] : undefined;
  const isAlone = new Set(accounts.map(appidOf).filter((appid) => appid !== undefined)).size === 1;
  return accounts.map((account) => {
    const appid = appidOf(account);
    return appid === undefined ? account : { ...account, component: { appid, ...(isAlone ? { alone: true } : {}) } };
  });
}

/** Where what is remembered is kept, as the file says it. */
function statePlace(state: Json | undefined): StatePlace | undefined {
  if (!isObject(state)) return undefined;
  const { branch, remote, folder } = state;
  if (typeof folder === "string") return { store: "folder", folder };
  const texts = { branch: branch as string | undefined, remote: remote as string | undefined };
  return { store: "branch", ...defined(texts) };
}

function account(name: string, settings: JsonObject, sandbox: boolean): Account {
  const platform = settings["platform"] as PlatformName;
  const identity = String(platform === "weixin" ? settings["appid"] : settings["brand_id"]);
  return { name, platform, identity, default: settings["default"] === true, sandbox, settings };
}

/**
 * Always there, for resources of every platform: needs nothing and reaches nobody. No real brand is named like its own.
 */
const sandboxAccount: Account = {
  name: sandboxAccountName,
  platform: "weixin",
  identity: "wxsandbox00000000",
  default: false,
  sandbox: true,
  settings: { role: "partner", mchid: sandboxAccountName, brand_id: sandboxAccountName },
};

function accountProblems(value: Json, source: Source, locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const wrong = <Code extends OwnCode>(code: Code, args: Raised<Code>, pointer: string, part: "key" | "value") =>
    problems.push(problem(code, args, { place: locate(source, pointer, part) }));
  const identities = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const [name, settings] of Object.entries(accountsOf(value))) {
    const pointer = childPointer("/accounts", name);
    if (name === sandboxAccountName) wrong("account-reserved", { name }, pointer, "key");
    if (!isObject(settings)) continue;
    const platform = String(settings["platform"]);
    const identity = `${platform} ${String(settings["appid"] ?? settings["brand_id"])}`;
    const twin = identities.get(identity);
    if (twin !== undefined) wrong("account-twice", { name, twin, identity }, pointer, "key");
    identities.set(identity, name);
    if (settings["default"] !== true) continue;
    const other = defaults.get(platform);
    if (other !== undefined) wrong("default-twice", { name, other, platform }, `${pointer}/default`, "key");
    defaults.set(platform, name);
  }
  return problems;
}

/** Asking Node about a zone costs milliseconds of every start; the default is known. */
function timezoneProblems(value: Json, source: Source, locate: Locate): Problem[] {
  const timezone = isObject(value) ? value["timezone"] : undefined;
  if (typeof timezone !== "string" || timezone === defaultTimezone || isTimezone(timezone)) return [];
  return [problem("timezone-unknown", { timezone }, { place: locate(source, "/timezone", "value") })];
}
