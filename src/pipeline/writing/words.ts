import type { Outcome } from "../../model/outcome.ts";
import type { Trailer } from "../../model/state-store.ts";
import type { World } from "../../model/world.ts";
import type { WordsOf } from "../../state/keeping.ts";
import type { Writing } from "./writing.ts";

/** What a store with a history says of a write: what was done, with a line for each address. */
export function wordsOf(
  { tool }: Pick<World, "tool">,
  did: string,
  lines: (account: string) => readonly string[] = () => [],
): WordsOf {
  return (account) => ({ subject: `${did} ${account}`, body: lines(account), trailers: [["Tool", tool]] });
}

/** The record of an apply: how many of its changes came to what, and a line for each address with what it changed. */
export function recordOf({ plan, planned, world }: Writing, outcomes: readonly Outcome[]): WordsOf {
  return (account) => {
    const own = outcomes.filter(({ address }) => address.startsWith(`${account}/`));
    const counts = new Map<string, number>();
    for (const outcome of own) counts.set(resultOf(outcome), (counts.get(resultOf(outcome)) ?? 0) + 1);
    const counted = [...counts].map(([result, count]) => `${count} ${result.replace("-", " ")}`).join(", ");
    return {
      subject: `apply ${account}: ${counted === "" ? "nothing sent" : counted}`,
      body: linesOf(plan.changes, own),
      trailers: [...trailersOf(planned), ["Plan", plan.digest], ["Tool", world.tool]],
    };
  };
}

/** Which commit was applied, and by which run. */
function trailersOf({ access, source }: Writing["planned"]): readonly Trailer[] {
  const dirty = source?.dirty === true ? " dirty" : "";
  return [
    ...(source === undefined ? [] : [["Source", `${source.commit}${dirty}`] as const]),
    ...(access?.run === undefined ? [] : [["Run", access.run] as const]),
  ];
}

function linesOf(changes: Writing["plan"]["changes"], outcomes: readonly Outcome[]): readonly string[] {
  const results = new Map<string, string[]>();
  for (const outcome of outcomes)
    results.set(outcome.address, [...(results.get(outcome.address) ?? []), resultOf(outcome)]);
  return changes.flatMap(({ address, action, fields }) => {
    const own = results.get(address);
    if (own === undefined) return [];
    const paths = fields.flatMap(({ verdict, path }) => (verdict === "send" ? [path] : []));
    return [[address, action, [...new Set(own)].join("+"), ...paths].join(" ")];
  });
}

function resultOf({ status, result }: Outcome): string {
  return status === "done" ? (result ?? "done") : status;
}
