import { defined } from "../model/defined.ts";
import { fullDigest } from "../model/digest.ts";
import type { Document } from "../model/document.ts";
import { formatName } from "../model/format.ts";
import { byText } from "../model/json.ts";
import type { Allowed, Change, Consent, Plan, PlanState, Unmanaged } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { OpenWork } from "../model/recovery.ts";
import { accountOf, isApplicable, isComplete } from "./account.ts";
import { type AssembleInput, assemble } from "./assemble.ts";
import { consentNeeded } from "./consent.ts";
import { meaningDigest } from "./digest.ts";
import { sortProblems } from "./problems.ts";
import { withSnippet } from "./snippet.ts";
import { summaryOf } from "./summary.ts";
import { sortUnmanaged } from "./unmanaged.ts";

/** What making a plan needs. */
export interface PlanInput extends AssembleInput {
  readonly tool: string;
  readonly accounts: readonly Account[];
  /** How many more were compared and are as declared. */
  readonly unchanged: number;
  /** Resources that could not be compared: missing, unreadable, without an id. */
  readonly problems: readonly Problem[];
  /** All resources that the plan is about. */
  readonly involved: readonly Document[];
  readonly unmanaged: readonly Unmanaged[];
  /** What earlier runs left open. */
  readonly recovery: readonly OpenWork[];
  /** How many resources of each account may change in one run without consent. */
  readonly most: ReadonlyMap<string, number>;
  /** Consent from the command line. */
  readonly allowed: readonly Allowed[];
  /** Digest of the canonical documents, project file and what is remembered; made once, when somebody asks. */
  readonly documents: () => string;
  /** Where the memories of accounts are kept, by account. */
  readonly states?: ReadonlyMap<string, PlanState>;
  /** Consent that the run as a whole rests on. */
  readonly consent?: readonly Consent[];
  /** The commit that the documents were read from. */
  readonly source?: Plan["source"];
}

/**
 * Turns differences into a plan: exact requests in order, rules judged on the outcome, counts, and the digest. Pure.
 */
export function makePlan(input: PlanInput): Plan {
  const { changes: planned, steps, problems: found, consents: single } = assemble(input);
  const problems = [...input.problems, ...found];
  const changes = [...planned, ...troubled(input.involved, planned, problems)];
  const sandbox = input.accounts.length > 0 && input.accounts.every((account) => account.sandbox);
  const asked = [
    ...(input.consent ?? []),
    ...consentNeeded({ changes, single, most: input.most, allowed: input.allowed }),
  ];
  const consent = asked.map((one) => withSnippet(one, changes));
  const accounts = input.accounts
    .map((account) => accountOf(account, { problems, consent, states: input.states }))
    .sort((a, b) => byText(a.name, b.name));
  const body = { accounts, sandbox, changes, steps, consent };
  return {
    format: formatName("plan"),
    tool: input.tool,
    digest: meaningDigest(body),
    // Few look at it, and of thousands of resources it takes as long as comparing them.
    get documents() {
      return input.documents();
    },
    ...body,
    problems: sortProblems(problems),
    unmanaged: sortUnmanaged(input.unmanaged),
    recovery: input.recovery,
    summary: summaryOf(changes, steps, unchangedOf(input)),
    complete: isComplete(problems),
    applicable: isApplicable(problems, consent),
    ...defined({ source: input.source }),
  };
}

/** Resources that nothing is planned for and that carry a problem: they are part of the plan all the same. */
function troubled(involved: readonly Document[], planned: readonly Change[], problems: readonly Problem[]): Change[] {
  const changed = new Set(planned.map(({ address }) => address));
  const about = new Set(problems.map(({ address }) => address));
  return involved
    .filter(({ address }) => about.has(address) && !changed.has(address))
    .map(({ address, id = "", source, line }) => ({
      address,
      id,
      action: "none",
      file: source.file,
      line,
      fields: [],
      seen: fullDigest(null),
    }));
}

/** How many resources are as declared: equal ones, and those that differ in nothing that is sent, blocked or kept. */
function unchangedOf({ works, unchanged }: PlanInput): number {
  const isQuiet = (work: PlanInput["works"][number]) =>
    work.action === "update" &&
    !work.diff.fields.some(({ verdict }) => ["send", "blocked", "keep"].includes(verdict)) &&
    !work.diff.problems.some(({ severity, code }) => severity === "error" && code === "object-lost");
  return unchanged + works.filter(isQuiet).length;
}
