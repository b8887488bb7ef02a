import type { AppliedMemory } from "./applied.ts";
import type { Stopping } from "./budget.ts";
import type { Client } from "./client.ts";
import type { Source } from "./commits.ts";
import type { ResourceDiff } from "./diff.ts";
import type { Document } from "./document.ts";
import type { Json } from "./json.ts";
import type { Kinds } from "./kind.ts";
import type { Ownership } from "./ownership.ts";
import type { People } from "./people.ts";
import type { Allowed, Plan, Step } from "./plan.ts";
import type { Clock, Files } from "./ports.ts";
import type { Problem } from "./problem.ts";
import type { Account, Project } from "./project.ts";
import type { Desired, Live } from "./resource.ts";
import type { SchemaError } from "./schema-error.ts";
import type { Memory } from "./state.ts";
import type { StateAccess } from "./state-store.ts";

/** What checking documents may touch. */
export interface OfflineWorld {
  readonly kinds: Kinds;
  readonly projectErrors: (value: Json) => readonly SchemaError[];
  readonly files: Files;
  readonly clock: Clock;
  readonly workingDirectory: string;
  /** Whom documents and variables name. */
  readonly people: People;
  /** What variables say of people. Asked only where a document may take them from there. */
  readonly variables: (project: Project) => Promise<PersonalVariables | Unconnectable>;
  /** Whether others have copies of the repository that a folder is in. */
  readonly isShared: (folder: string) => Promise<boolean>;
  /** Opens the stores of a project's memory, or says why there is none. */
  readonly openState: (project: Project) => Promise<StateAccess | readonly Problem[]>;
  /**
   * What the tool's schemas for editors say of themselves, by language: a copy that says something else is older. Copies
   * are not looked at when absent.
   */
  readonly editorSchemaStamps?: Readonly<Record<string, string>>;
  /**
   * Told at each file of documents how many were read before it, of how many; and, where only some were asked for, of
   * how many others those are told apart.
   */
  readonly onDocuments?: (done: number, total: number) => void;
}

/**
 * What the variable of an account says of people: by its last word, such as TESTERS. Undefined where none is set.
 */
export type PersonalVariables = (account: Account, word: string) => FoundVariable | undefined;

/** A variable that is set, by its whole name. */
export interface FoundVariable {
  readonly variable: string;
  readonly text: string;
}

/** Everything a run may touch, and what it knows by itself. */
export interface World extends OfflineWorld, Stopping {
  /** Name and version, for plans. */
  readonly tool: string;
  /** The client of an account, or why there is none (no credential). */
  readonly connect: (account: Account, project: Project) => Promise<Client | Problem | Unconnectable>;
  /**
   * Ends what the run holds of platforms that live in its files: somebody else has written since it was read, and the next
   * call reads it anew.
   */
  readonly reopen?: () => Promise<void>;
  /** What stands for live state where no platform is asked. */
  readonly offline?: OfflineLive;
  readonly onRead?: (done: number, total: number) => void;
  readonly onStep?: (step: Step, done: number, total: number) => void;
  /** Told what was thrown in the middle of the work, which is a bug of ours; the report says it in a word. */
  readonly onBug?: (error: unknown) => void;
}

/** What was live when somebody looked last. */
export interface OfflineLive {
  /** What is known of a resource: fields that nobody has seen are told by what was settled. */
  readonly live: (desired: Desired) => Live;
  /** Ids that were seen of a kind, since nothing is listed. */
  readonly ids: (account: string, kind: string) => readonly string[];
}

/** Why no account at all is called: what credentials are read from is wrong. */
export interface Unconnectable {
  readonly nobody: readonly Problem[];
}

/** What the command line asks for. */
export interface Selection {
  readonly project?: string;
  readonly sandbox: boolean;
  /** Only these files, for `validate`. */
  readonly paths?: readonly string[];
  readonly accounts: readonly string[];
  readonly targets: readonly string[];
  /** Patterns of addresses that are left out. */
  readonly excludes?: readonly string[];
  readonly concurrency: number;
  /** Whether to look for what accounts have and no document names. */
  readonly unmanaged?: boolean;
  /** Agreement by `--allow`. */
  readonly allowed?: readonly Allowed[];
}

/**
 * What was found offline. No project is given back when the project file itself is wrong, or when nobody can say what its
 * documents are: then nothing is done about it, since one that is gone would look like one that was not found.
 */
export interface Checked {
  readonly project?: Project;
  readonly projectValue: Json;
  /** What `--account` and `--target` leave. */
  readonly documents: readonly Document[];
  readonly all: readonly Document[];
  readonly problems: readonly Problem[];
  /** What is remembered of the accounts of the project, where that was asked for. */
  readonly known?: Known;
}

/** The memories of accounts, and why those of others cannot be trusted. */
export interface Known {
  readonly access: StateAccess;
  readonly memories: ReadonlyMap<string, Memory>;
  /** By account. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/** A plan with what it was made from, for carrying it out; or the offline problems that kept it from being made. */
export interface Planned {
  readonly checked: Checked;
  readonly plan?: Plan;
  readonly desired: readonly Desired[];
  /**
   * As read; of a resource that is as declared, `spec` is that of its document, since nobody needs the answer any more.
   */
  readonly live: ReadonlyMap<string, Live>;
  readonly states: ReadonlyMap<string, Memory>;
  /** Where they are kept; absent where no plan was made. */
  readonly access?: StateAccess;
  /** The commit that the documents were read from, where there is one. */
  readonly source?: Source;
  /** What is to be told of a commit that was applied and that others do not have. */
  readonly unpushed?: () => Promise<readonly Problem[]>;
  /** What the state says of the commit after the run, by account; `at` is the moment, in ISO 8601 with offset. */
  readonly applied?: (at: string) => Promise<ReadonlyMap<string, AppliedMemory>>;
  readonly clients: ReadonlyMap<string, Client>;
  /** Ids by address, where fields that name other resources look: what an apply makes is added. */
  readonly ids: Map<string, string>;
  /** Who owns what, by documents and memory. */
  readonly ownership?: Ownership;
  /**
   * Ids that listings showed before anything was made, by account and kind (`idKey`): none of them is that of something
   * new.
   */
  readonly before?: ReadonlySet<string>;
  /** What comparing gave of each resource that differs. */
  readonly diffs?: readonly ResourceDiff[];
  /** Accounts of which nothing could be read, so that nothing is reported about their resources. */
  readonly unread?: ReadonlySet<string>;
  /** Resources that an approval does not cover: nothing is sent to them and nothing is remembered of them. */
  readonly spared?: ReadonlySet<string>;
}
