import { localAddress } from "../../model/document.ts";
import { nearest } from "../../model/nearest.ts";
import { type Problem, problem } from "../../model/problem.ts";

/** True for a resource that somebody calls by its whole address, or by that within its account. */
export function isAddressed(address: string, wanted: string): boolean {
  return address === wanted || localAddress(address) === wanted;
}

/** The one address that is meant, or why nobody can say which it is. */
export function addressMeant(wanted: string, known: readonly string[]): string | Problem {
  const [first, ...more] = known.filter((address) => isAddressed(address, wanted));
  if (first !== undefined && more.length === 0) return first;
  if (first !== undefined) return problem("state-entry-ambiguous", { address: wanted, addresses: [first, ...more] });
  const like = nearest(wanted, [...known, ...known.map(localAddress)]);
  return problem("state-entry-unknown", { address: wanted, nearest: like });
}
