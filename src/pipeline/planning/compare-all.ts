import type { Run } from "../run.ts";
import { type Compared, compare } from "./compare.ts";
import { foundAgain } from "./found-again.ts";
import type { Matched } from "./match-without-id.ts";

/** What documents are joined with, and how they compare, where some were found again under other ids. */
export interface ComparedAll {
  readonly matched: Matched;
  readonly compared: Compared;
}

/** Reads and compares every resource; what was replaced since its memory was written is found again by what it holds. */
export async function compareAll(run: Run, matched: Matched): Promise<ComparedAll> {
  const compared = await compare(run, matched);
  const found = await foundAgain(run, compared.live, matched);
  if (found.length === 0) return { matched, compared };
  const own = new Map(found.map((one) => [one.desired.address, one]));
  const isOther = ({ desired }: { readonly desired: { readonly address: string } }) => !own.has(desired.address);
  return {
    matched: {
      ...matched,
      known: matched.known.map((desired) => own.get(desired.address)?.desired ?? desired),
      adopted: [...matched.adopted, ...found.map(({ desired }) => desired)],
    },
    compared: {
      ...compared,
      live: new Map([...compared.live, ...found.map(({ desired, live }) => [desired.address, live] as const)]),
      diffs: compared.diffs.filter(isOther),
      problems: compared.problems.filter(({ address }) => address === undefined || !own.has(address)),
      unchanged: compared.unchanged,
    },
  };
}
