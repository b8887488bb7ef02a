import type { FormatName } from "./format.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Pointer } from "./pointer.ts";
import type { Problem } from "./problem.ts";
import type { OpenWork } from "./recovery.ts";

/**
 * What becomes of a differing field.
 *
 * `send` goes out; `blocked` differs and cannot be changed; `keep` is drift that is left alone; `in-review` is with the
 * platform already; `unverifiable` is never shown by the platform, so nobody can say.
 */
export type Verdict = "send" | "blocked" | "keep" | "in-review" | "unverifiable";

/** Whose change it is: the file's, the platform's, or both moved. */
export type Origin = "file" | "drift" | "conflict";

/** What a reviewer must know of a field. */
export type Badge = "review" | "one way" | "irreversible" | "write-only" | "money" | "drift" | "conflict";

/** One differing field of a change. */
export interface FieldChange {
  readonly path: Pointer;
  /** As the platform answers; null when it shows nothing. */
  readonly before: Json;
  /** True where nobody has seen what is live, in a plan that is made offline: `before` says nothing then. */
  readonly unseen?: true;
  /** As it would be sent. */
  readonly after: Json;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly badges: readonly Badge[];
  /** Line of the value in its file. */
  readonly line: number;
  /** Whether the documents of the base say something else of it; absent where there is no base. */
  readonly thisChange?: boolean;
}

export type Action = "create" | "update" | "replace" | "delete" | "adopt" | "none";

/**
 * One object of a resource that is made of several: what becomes of it, and the items it has afterwards (of a deleted
 * one: had).
 */
export interface ObjectChange {
  /** Absent for one that is to be added. */
  readonly id?: string;
  readonly items: readonly string[];
  readonly action: "keep" | "add" | "replace" | "delete";
  /**
   * True for items that are known to be in an object of somebody else: adding them is tried, and a refusal is expected.
   */
  readonly occupied?: true;
}

/** How far a change reaches. */
export interface Reach {
  /** How many were given out: of a card, cards and not people, of whom one may have several. */
  readonly givenOut: number;
}

/** One resource that differs or carries a problem. */
export interface Change {
  readonly address: string;
  readonly id: string;
  readonly action: Action;
  readonly file: string;
  readonly line: number;
  readonly fields: readonly FieldChange[];
  /** Digest of the canonical live values at the declared paths. */
  readonly seen: string;
  /** Of a deletion: why, as the document says. */
  readonly reason?: string;
  /** What a reviewer must know of the change as a whole. */
  readonly badges?: readonly Badge[];
  /** Live members that nobody declares or knows and that are carried along with what is sent. */
  readonly carried?: readonly Pointer[];
  /** Live members that would be lost, which consent `lossy` is about. */
  readonly lost?: readonly Pointer[];
  /**
   * Of a change that sends something to what is live, where the platform shows it. It moves by itself and is no part of
   * what is approved.
   */
  readonly reach?: Reach;
  /** Of a resource made of several objects: each of them. */
  readonly objects?: readonly ObjectChange[];
}

/** One exact request. Apply has no other way to make one. */
export interface Step {
  readonly id: string;
  readonly address: string;
  readonly operation: string;
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body: JsonObject;
  /** Of a resource made of several objects: the items that the object gets; of one that is taken down, those it had. */
  readonly items?: readonly string[];
  /**
   * Pointers below `spec` of live members that nobody declares or knows and that are carried along as they were read.
   */
  readonly carried?: readonly Pointer[];
  /** Live members that may be left out of the body when the platform refuses them: only with consent to lose them. */
  readonly droppable?: readonly Pointer[];
  /** What is sent in place of some of them, by pointer: the same value in its documented type. */
  readonly instead?: JsonObject;
  /** The fields it carries. */
  readonly because: readonly Pointer[];
  /** Steps that must be done before. */
  readonly needs: readonly string[];
  /** Puts back what this step takes down: sent when the step that was to follow it fails. */
  readonly restore?: Restore;
}

/** The request that puts back what was taken down. */
export interface Restore {
  readonly operation: string;
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body: JsonObject;
  /** These and the following as of a step. */
  readonly items?: readonly string[];
  readonly carried?: readonly Pointer[];
  readonly droppable?: readonly Pointer[];
  readonly instead?: JsonObject;
}

/** Counts for the last line of a plan. */
export interface Summary {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly adopt: number;
  readonly unchanged: number;
  readonly drift: number;
  /** Resources with a field that both the file and the platform have changed. */
  readonly conflict: number;
  readonly review: number;
  readonly calls: number;
}

/** Consent that a step needs, and whether there is any. */
export interface Consent {
  readonly what:
    | "delete"
    | "replace"
    | "irreversible"
    | "many"
    | "drift"
    | "unverified"
    | "resubmit"
    | "lossy"
    | "rollback"
    | "reach";
  /** Empty for what is about an account, or about the run. */
  readonly address: string;
  readonly account?: string;
  readonly given: boolean;
  /** The YAML that gives it, where a file can. */
  readonly snippet?: string;
}

/** Agreement from the command line: a sort of change, everywhere or for one address. */
export interface Allowed {
  readonly what: Consent["what"];
  readonly address?: string;
}

/** A resource of the account that no document names. */
export interface Unmanaged {
  readonly account: string;
  readonly kind: string;
  readonly id: string;
  /** Under which the state remembers it; absent when only the platform knows it. */
  readonly name?: string;
}

/** An account of a plan. Accounts do not wait for each other. */
export interface PlanAccount {
  readonly name: string;
  readonly platform: string;
  readonly identity: string;
  /** False when something of it could not be read. */
  readonly complete: boolean;
  /** False when something of it is blocked, refused or wrong: then nothing at all is written to it. */
  readonly applicable: boolean;
  /** Where what is remembered of it is kept. */
  readonly state?: PlanState;
}

/** The memory that a plan was made with. */
export interface PlanState {
  readonly store: "branch" | "folder";
  /** The commit of the branch. */
  readonly commit?: string;
  /** Where the store was out of reach: when it was last seen, in ISO 8601. */
  readonly asOf?: string;
  /** False where nothing is remembered of the account. */
  readonly known: boolean;
}

/** The commit whose documents a plan is held against, such as the one that a pull request is to be merged into. */
export interface Base {
  /** As the operator wrote it. */
  readonly ref: string;
  readonly commit: string;
}

/** The commit that the documents of a plan were read from. */
export interface PlanSource {
  readonly commit: string;
  /** True where the project is not what the commit holds. */
  readonly dirty: boolean;
}

/** What a plan knows of live state that was made without asking the platform. */
export interface PlanOffline {
  /** When the oldest of what it was held against was seen, in ISO 8601; absent where there was only the memory. */
  readonly asOf?: string;
}

/** A plan: plain data that is printed, saved, guarded and carried out. No clock and no secret is in it. */
export interface Plan {
  readonly format: FormatName<"plan">;
  readonly tool: string;
  /** Covers the meaning only; see `meaningDigest`. */
  readonly digest: string;
  readonly sandbox: boolean;
  /** Digest of what the plan was made from; of a plan that was made here, only made when somebody looks at it. */
  readonly documents: string;
  /** Absent outside of git; no part of what is approved. */
  readonly source?: PlanSource;
  /** What `this change` is told by; no part of what is approved. */
  readonly base?: Base;
  readonly accounts: readonly PlanAccount[];
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  readonly unmanaged: readonly Unmanaged[];
  readonly summary: Summary;
  readonly consent: readonly Consent[];
  /** Of a plan that was made without asking the platform; no part of what is approved, and never approved. */
  readonly offline?: PlanOffline;
  /** What earlier runs left open and an apply settles first; it is no part of what is approved. */
  readonly recovery: readonly OpenWork[];
  /** False when something could not be read. */
  readonly complete: boolean;
  /** False when something is blocked, refused or wrong: then nothing at all is written. */
  readonly applicable: boolean;
}
