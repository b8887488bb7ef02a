import type { Document } from "../../model/document.ts";
import type { Problem } from "../../model/problem.ts";
import type { Live } from "../../model/resource.ts";
import { unreadAccount } from "../../resolve/unread.ts";
import { isExpired, type Run } from "../run.ts";
import type { CheckedReferences } from "./check-references.ts";
import type { Compared } from "./compare.ts";
import type { Matched } from "./match-without-id.ts";

/** Accounts of which nothing was seen, with the reason: nothing else is reported about their resources. */
export interface UnreadAccounts {
  readonly names: ReadonlySet<string>;
  /** True for a resource about which something may be reported. */
  readonly isRead: (resource: { readonly account: string }) => boolean;
  /** Without problems that would be advice about resources nobody has seen. */
  readonly withoutAdvice: (problems: readonly Problem[]) => readonly Problem[];
  /** Readings in which what was not seen is unreadable, whatever the platform answered. */
  readonly live: ReadonlyMap<string, Live>;
  /** Credentials of other accounts. */
  readonly foreign: readonly Problem[];
}

/** Separates the accounts of which nothing was seen from the others. */
export function unreadAccounts(
  run: Run,
  { known, adopted }: Matched,
  { live }: Compared,
  references: CheckedReferences,
): UnreadAccounts {
  const causes = new Map<string, Problem>();
  for (const account of run.accounts) {
    if (!run.clients.has(account.name)) {
      const own = run.unconnected.find(({ args, account: of }) => (of ?? args["account"]) === account.name);
      causes.set(account.name, own ?? (run.unconnected[0] as Problem));
      continue;
    }
    // Adopted by what they say: that they were found proves nothing of the account.
    const byId = known.filter((resource) => resource.account === account.name && !adopted.includes(resource));
    const readings = byId.flatMap((desired) => {
      const state = live.get(desired.address);
      // What has expired may be gone, and is not looked for.
      const isDone = state?.status === "found" && state.objects?.length === 0 && isExpired(run, desired);
      const isShown = state?.status !== "found" || state.isRemembered !== true;
      return state === undefined || isDone || !isShown ? [] : [{ desired, state }];
    });
    const named = references.read.filter((reference) => reference.account === account.name);
    const cause = unreadAccount({ account, readings, named: named.map((reference) => reference.live) });
    if (cause !== undefined) causes.set(account.name, cause);
  }
  const foreign = [...causes.values()].filter(({ code }) => code === "credential-of-another-account");
  const isForeign = (name: string | undefined) => foreign.some(({ args }) => args["account"] === name);
  const isCause = (problem: Problem) => causeClasses.has(problem.class) && problem.code !== "made-not-shown";
  return {
    names: new Set(causes.keys()),
    isRead: ({ account }) => !causes.has(account),
    withoutAdvice: (problems) =>
      problems.filter((problem) => {
        const account = accountOf(problem);
        if (account === undefined || !causes.has(account)) return true;
        // Also where the cause is a file, such as a link in the place of a state of the embedded platform.
        return !isForeign(account) && (isCause(problem) || problem.code === causes.get(account)?.code);
      }),
    live: new Map(
      [...live].map(([address, seen]): [string, Live] => {
        const cause = causes.get(address.split("/")[0] ?? "");
        return [address, cause === undefined ? seen : { status: "unreadable", problem: cause }];
      }),
    ),
    foreign,
  };
}

/**
 * Problems of documents without the warnings about those whose account could not be read: they wait until the cause is
 * mended.
 */
export function withoutUnread(
  problems: readonly Problem[],
  documents: readonly Document[],
  isRead: UnreadAccounts["isRead"],
): readonly Problem[] {
  if (documents.every(isRead)) return problems;
  return problems.filter(({ severity, place }) => {
    if (severity === "error" || place === undefined) return true;
    const above = documents.filter(({ source, line }) => source.file === place.file && line <= place.line);
    const line = Math.max(0, ...above.map((document) => document.line));
    // One document may be about several accounts.
    const own = above.filter((document) => document.line === line);
    return own.length === 0 || own.some(isRead);
  });
}

/** What says why nothing could be read. */
const causeClasses: ReadonlySet<Problem["class"]> = new Set(["failure", "not-allowed", "usage"]);

/** The account that a problem is about. */
function accountOf({ address, args }: Problem): string | undefined {
  const named = args["account"];
  return address?.split("/")[0] ?? (typeof named === "string" ? named : undefined);
}
