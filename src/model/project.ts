import { defined } from "./defined.ts";
import { isObject, type JsonObject } from "./json.ts";

/** The platforms an account can belong to. */
export type PlatformName = "weixin" | "wechatpay";

/** The third-party platform that an account has authorised. */
export interface ComponentOf {
  readonly appid: string;
  /** True for the only one of the project: the short names of its credentials serve as well. */
  readonly alone?: true;
}

/** One account of the project file, or the built-in `sandbox`. Holds no secret. */
export interface Account {
  readonly name: string;
  readonly platform: PlatformName;
  /** What binds a state to it: the appid of a Weixin account. */
  readonly identity: string;
  /** Documents that name no account mean this one. */
  readonly default: boolean;
  /** True for the only one of its platform in the project: the short names of its credentials serve as well. */
  readonly alone?: true;
  /** The third-party platform by which it is called; absent where it is called by itself. */
  readonly component?: ComponentOf;
  /** True when this run sends its requests to the embedded platform. */
  readonly sandbox: boolean;
  /** Everything the project file says of it. */
  readonly settings: JsonObject;
}

/** What happens to a field that moved on the platform while the file stayed: see docs/drift.md. */
export type DriftGuard = "keep" | "overwrite" | "refuse";

/** Where a project file says that what is remembered is kept. */
export type StatePlace =
  /** On branches of the repository, below this name, on a remote by its name. */
  | { readonly store: "branch"; readonly branch?: string; readonly remote?: string }
  /** In a folder, relative to that of the project file. */
  | { readonly store: "folder"; readonly folder: string };

/** The project file, read and checked. */
export interface Project {
  /** Absolute path of the folder the project file stands in. */
  readonly root: string;
  /** Absolute path of the project file. */
  readonly file: string;
  readonly accounts: readonly Account[];
  /** Patterns of the documents, relative to `root`. */
  readonly cards: readonly string[];
  /** The file of words that are to stay out of texts, relative to `root`. */
  readonly words?: string;
  /** IANA time zone for instants without an offset. */
  readonly timezone: string;
  /** Where what is remembered is kept; the default of the place when absent. */
  readonly state?: StatePlace;
  readonly guards: Guards;
}

/** What a plan must not pass without consent. */
export interface Guards {
  readonly drift: DriftGuard;
  /** How many resources may change in one run. */
  readonly maxChanges: number;
  /** How many of a resource may be given out for it to be changed; any number when absent. */
  readonly maxReach?: number;
}

/** The guards of an account: its own where it says any, else those of the project. */
export function guardsOf({ guards, accounts }: Pick<Project, "guards" | "accounts">, name: string): Guards {
  const own = accounts.find((account) => account.name === name)?.settings["guards"];
  if (!isObject(own)) return guards;
  return { ...guards, ...defined(guardsIn(own)) };
}

/** What a file says of guards: those of the project, or of one account. */
export function guardsIn({ drift, max_changes: maxChanges, max_reach: maxReach }: JsonObject) {
  return {
    drift: drift as DriftGuard | undefined,
    maxChanges: maxChanges as number | undefined,
    maxReach: maxReach as number | undefined,
  };
}

/** True for an account whose resources may be of a platform: the built-in one has those of every platform. */
export function isOf({ name, platform }: Account, wanted: PlatformName): boolean {
  return platform === wanted || name === sandboxAccountName;
}

/**
 * In whose name an account of WeChat Pay calls, by what the project file says of it: a service provider for its brands,
 * or a brand for itself.
 */
export function payRole({ role }: JsonObject): "partner" | "brand" {
  return role === "brand" ? "brand" : "partner";
}

/** The name of a project file. */
export const projectFileName = "wxcards.yaml";

/** Folder of what nobody commits, below the project's root. */
export const ownFolder = ".wxcards";

/** Folder of what the embedded platform keeps. */
export const sandboxFolder = `${ownFolder}/sandbox`;

/** The name that always means the embedded platform. */
export const sandboxAccountName = "sandbox";
