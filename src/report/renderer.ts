import type { AccountStanding } from "../model/account-standing.ts";
import type { CodeView } from "../model/code.ts";
import type { CommentDone } from "../model/comment.ts";
import type { Explanation } from "../model/explanation.ts";
import type { History } from "../model/history.ts";
import type { ImportReport } from "../model/import.ts";
import type { Kinds } from "../model/kind.ts";
import type { HeldView, MemberView } from "../model/member.ts";
import type { ApplyReport } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanDiff } from "../model/plan-diff.ts";
import type { Problem } from "../model/problem.ts";
import type { PullReport } from "../model/pull.ts";
import type { OpenWork } from "../model/recovery.ts";
import type { SnapshotTaken } from "../model/snapshot.ts";
import type { StateChange, StateView } from "../model/state-view.ts";
import type { Paint } from "./paint.ts";
import type { ResourceStatus } from "./status.ts";

/** What a plan is shown with. */
export interface PlanResult {
  readonly plan: Plan;
  readonly kinds: Kinds;
  /** Of the project: instants are shown in it. */
  readonly timezone: string;
}

/** What an apply did, or why it did nothing. */
export interface ApplyResult {
  readonly report: ApplyReport;
  readonly kinds: Kinds;
  /** Absent where the run ended before there was one. */
  readonly plan?: Plan;
  /** Of the project, where there is a plan: instants are shown in it. */
  readonly timezone?: string;
}

/** Problems, with what their words are made from. */
export interface ProblemsResult {
  readonly problems: readonly Problem[];
  /** None where no problem is about a resource. */
  readonly kinds: Kinds;
}

/** What is wrong with documents, or what ended a run of any command. */
export interface ValidationResult extends ProblemsResult {
  /** How many documents were checked; absent where that was not the question. */
  readonly documents?: number;
  /** What was asked for, where these problems kept all of it from being done. */
  readonly undone?: "plan" | "pull";
}

/** How the managed resources stand, and what kept some from being read. */
export interface StatusResult extends ProblemsResult {
  readonly resources: readonly ResourceStatus[];
  /** What earlier runs left open. */
  readonly recovery: readonly OpenWork[];
}

/** What an import did. */
export interface ImportResult {
  readonly report: ImportReport;
  readonly kinds: Kinds;
}

/** Whether a saved plan still fits: without problems it does. */
export interface VerifyResult extends ProblemsResult {
  /** The plan file, as it was named. */
  readonly file: string;
  /** How many write calls still fit. */
  readonly calls: number;
}

/** Who did what to which account. */
export interface HistoryResult extends ProblemsResult {
  readonly history: History;
}

/** What is remembered of accounts. */
export interface StateViewResult extends ProblemsResult {
  readonly view: StateView;
}

/** What was changed of the memory by hand. */
export interface StateChangeResult extends ProblemsResult {
  readonly change: StateChange;
}

/** How two plans differ. */
export interface PlanDiffResult {
  readonly diff: PlanDiff;
  readonly kinds: Kinds;
}

/** What a pull did, or would do. */
export interface PullResult {
  readonly report: PullReport;
  readonly kinds: Kinds;
}

/** What became of the snapshots of accounts. */
export interface SnapshotResult extends ProblemsResult {
  readonly taken: readonly SnapshotTaken[];
}

/** The accounts of a project, as they stand without asking anybody. */
export interface AccountsResult extends ProblemsResult {
  readonly accounts: readonly AccountStanding[];
}

/** One member, with what could not be read of one. */
export interface MemberResult extends ProblemsResult {
  readonly member: MemberView;
}

/** What became of a code. */
export interface CodeResult extends ProblemsResult {
  readonly view: CodeView;
}

/** What a person holds. */
export interface HeldResult extends ProblemsResult {
  readonly held: HeldView;
}

/**
 * A format: makes a text of every result there is, all its lines with their ends. The only place that knows what a
 * format looks like; whoever prints it makes it harmless. `paint` colours what a person reads on a terminal, and
 * nothing else.
 */
export interface Renderer {
  /**
   * True for what a person reads while the run goes on: it may be painted, and the plan of an apply is shown before its
   * report. Formats without it hold one result each.
   */
  readonly forTerminal: boolean;
  readonly plan: (result: PlanResult, paint: Paint) => string;
  readonly apply: (result: ApplyResult, paint: Paint) => string;
  readonly validation: (result: ValidationResult, paint: Paint) => string;
  readonly status: (result: StatusResult, paint: Paint) => string;
  readonly import: (result: ImportResult, paint: Paint) => string;
  readonly explain: (found: Explanation, paint: Paint) => string;
  readonly verify: (result: VerifyResult, paint: Paint) => string;
  readonly history: (result: HistoryResult, paint: Paint) => string;
  readonly stateView: (result: StateViewResult, paint: Paint) => string;
  readonly stateChange: (result: StateChangeResult, paint: Paint) => string;
  readonly snapshot: (result: SnapshotResult, paint: Paint) => string;
  readonly planDiff: (result: PlanDiffResult, paint: Paint) => string;
  readonly pull: (result: PullResult, paint: Paint) => string;
  readonly comment: (done: CommentDone, paint: Paint) => string;
  readonly accounts: (result: AccountsResult, paint: Paint) => string;
  readonly member: (result: MemberResult, paint: Paint) => string;
  readonly held: (result: HeldResult, paint: Paint) => string;
  readonly code: (result: CodeResult, paint: Paint) => string;
}
