import { posix } from "node:path";
import { commandWords, credentialVariable } from "../../model/credential.ts";
import { type Account, type Project, payRole, sandboxAccountName } from "../../model/project.ts";
import type { CiWords } from "./words.ts";

/** What the workflows of a project are made from. */
export interface CiProject {
  readonly accounts: readonly CiAccount[];
  /** Patterns of what a plan depends on, relative to the root of the repository: documents, settings and the tool. */
  readonly paths: readonly string[];
  /** The project file, relative to the root of the repository; absent where it stands in the root by its usual name. */
  readonly projectFile?: string;
  /** The branch that is applied. */
  readonly branch: string;
  /** The folder of the package that installs the tool: `.` or `vendor`. */
  readonly toolFolder: string;
  readonly words: CiWords;
}

/** What the jobs of one account need. */
export interface CiAccount {
  readonly name: string;
  /** Variables that hold secrets, by the names that stand in the settings of the host as well. */
  readonly secrets: readonly string[];
  /** Variables that hold settings which are no secrets. */
  readonly settings: readonly string[];
}

/**
 * The accounts that workflows are written for. A project that has none yet plays them on the embedded platform, which
 * needs no credential and reaches nobody.
 */
export function ciAccounts({ accounts }: Pick<Project, "accounts">): readonly CiAccount[] {
  const real = accounts.filter(({ name }) => name !== sandboxAccountName);
  if (real.length === 0) return [{ name: sandboxAccountName, secrets: [], settings: [] }];
  return real.map((account) => ({ name: account.name, ...variablesOf(account) }));
}

/** The relay of each platform, where there is one: an empty variable says nothing. */
const relays = { weixin: "WXCARDS_WEIXIN_BASE_URL", wechatpay: "WXCARDS_WECHATPAY_BASE_URL" } as const;

function variablesOf({ name, platform, settings, component }: Account): Pick<CiAccount, "secrets" | "settings"> {
  const named = (...words: readonly string[]) => words.map((word) => credentialVariable(name, word));
  const relay = relays[platform];
  // A job gets no ticket of a third-party platform: a program has to give the token.
  const ofWeixin = component === undefined ? "APPSECRET" : commandWords.token;
  if (platform === "weixin") return { secrets: named(ofWeixin), settings: [relay] };
  // Service providers of earlier days verify answers with the certificates that this key opens; brands have none.
  const older = payRole(settings) === "brand" ? [] : named("APIV3_KEY");
  return {
    secrets: [...named("PRIVATE_KEY"), ...older],
    settings: [...named("SERIAL_NO", "PUBLIC_KEY", "PUBLIC_KEY_ID"), relay],
  };
}

/**
 * What a plan depends on besides the tool, as patterns of paths that both hosts read alike: the folders in which
 * documents are looked for, the project file, and the file of words.
 *
 * The patterns of `cards:` know more than those of the hosts, which have no braces, so that their folders are taken whole.
 */
export function projectPaths(project: Pick<Project, "cards" | "words">, projectFile: string): readonly string[] {
  const folder = literal(posix.dirname(projectFile));
  const inRepository = (pattern: string) => posix.normalize(posix.join(folder, pattern));
  const documents = project.cards.filter((pattern) => !pattern.startsWith("!")).map(wholeFolder);
  const words = project.words === undefined ? [] : [literal(project.words)];
  return [...new Set([...documents.map(inRepository), literal(projectFile), ...words.map(inRepository)])];
}

/**
 * The folders of a pattern before its first sign, and everything below them; a pattern without a sign is one file.
 *
 * `**` alone at the end is one level on GitLab, and `?` is a sign of its own on each host, so that neither is written.
 * Source: Ruby, File.fnmatch, to which GitLab's "CI/CD YAML syntax reference" refers; GitHub, "Workflow syntax for GitHub
 * Actions", filter pattern cheat sheet.
 */
function wholeFolder(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex((part) => /[*?{}[\]()!\\]/.test(part));
  return first === -1 ? literal(pattern) : [...parts.slice(0, first), "**", "*"].join("/");
}

/** A path in which no sign means anything else: anything may stand where it has one. */
function literal(path: string): string {
  return path.replace(/[*?+[\]{}()!\\]/g, "*");
}
