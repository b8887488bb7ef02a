import type { Document } from "../model/document.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired, Live } from "../model/resource.ts";
import { unreadAccount } from "../resolve/unread.ts";
import type { NamedReadings } from "./references.ts";

/** What was read of all accounts of a run. */
export interface ReadingsInput {
  readonly accounts: readonly Account[];
  /** Resources whose ids documents or lock files know. */
  readonly known: readonly Desired[];
  readonly live: ReadonlyMap<string, Live>;
  readonly named: NamedReadings["read"];
  /** Names of accounts that can be asked. */
  readonly connected: { has(name: string): boolean };
  /** Why the others cannot. */
  readonly unconnected: readonly Problem[];
  /** True for a resource whose document declares an end that has passed. */
  readonly over: (desired: Desired) => boolean;
}

/** Accounts of which nothing was seen, with why: nothing is said of their resources but that. */
export interface UnreadAccounts {
  readonly names: ReadonlySet<string>;
  /** True for a resource of which something may be said. */
  readonly isRead: (resource: { readonly account: string }) => boolean;
  /** Without problems that would be advice about resources nobody has seen. */
  readonly toldOf: (problems: readonly Problem[]) => readonly Problem[];
  /** Readings in which what was not seen is unreadable, for whatever the platform said. */
  readonly seen: ReadonlyMap<string, Live>;
  /** Credentials of other accounts. */
  readonly foreign: readonly Problem[];
}

/** Tells the accounts of which nothing was seen from the others. */
export function unreadAccounts(input: ReadingsInput): UnreadAccounts {
  const causes = new Map<string, Problem>();
  for (const account of input.accounts) {
    if (!input.connected.has(account.name)) {
      const own = input.unconnected.find(({ args }) => args["account"] === account.name);
      causes.set(account.name, own ?? (input.unconnected[0] as Problem));
      continue;
    }
    const readings = input.known.flatMap((desired) => {
      const state = input.live.get(desired.address);
      // What is over may be gone, and is not looked for.
      const isOver = state?.status === "found" && state.objects?.length === 0 && input.over(desired);
      return state === undefined || desired.account !== account.name || isOver ? [] : [{ desired, state }];
    });
    const named = input.named.flatMap(({ account: name, live }) => (name === account.name ? [live] : []));
    const cause = unreadAccount({ account, readings, named });
    if (cause !== undefined) causes.set(account.name, cause);
  }
  const foreign = [...causes.values()].filter(({ code }) => code === "credential-of-another-account");
  const isForeign = (name: string | undefined) => foreign.some(({ args }) => args["account"] === name);
  const isCause = (problem: Problem) => causeClasses.has(problem.class) && problem.code !== "made-not-shown";
  return {
    names: new Set(causes.keys()),
    isRead: ({ account }) => !causes.has(account),
    toldOf: (problems) =>
      problems.filter((problem) => {
        const account = accountOf(problem);
        if (account === undefined || !causes.has(account)) return true;
        return !isForeign(account) && isCause(problem);
      }),
    seen: new Map(
      [...input.live].map(([address, live]): [string, Live] => {
        const cause = causes.get(address.split("/")[0] ?? "");
        return [address, cause === undefined ? live : { status: "unreadable", problem: cause }];
      }),
    ),
    foreign,
  };
}

/** Problems of documents without the warnings about those whose account could not be read: they wait until the cause is mended. */
export function ofReadDocuments(
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
