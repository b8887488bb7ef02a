import type { Document, Locate } from "../model/document.ts";
import { nearest } from "../model/nearest.ts";
import { inDocument } from "../model/parts.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { ClaimedReference, Claims } from "./claims.ts";

/** What checking references needs. */
export interface ReferencesInput {
  readonly claims: readonly Claims[];
  readonly locate: Locate;
  /** Addresses of resources that are declared beside these documents. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * Fields that name another document: it has to be there, in the same account, of the kind the field asks for, and not
 * on its way out.
 */
export function referenceProblems({ claims, locate, elsewhere }: ReferencesInput): Problem[] {
  const byAddress = new Map(claims.map(({ document }) => [document.address, document]));
  return claims.flatMap(({ document, references }) =>
    references.flatMap((reference) => {
      const found = referenceProblem(document, reference, byAddress, elsewhere);
      if (found === undefined) return [];
      const { path } = reference;
      const place = locate(document.source, inDocument(path), "value");
      return [{ ...found, address: document.address, path, place }];
    }),
  );
}

function referenceProblem(
  document: Document,
  { address: reference, kind: wanted }: ClaimedReference,
  byAddress: ReadonlyMap<string, Document>,
  elsewhere: ReadonlySet<string>,
): Problem | undefined {
  const [account, kind] = reference.split("/");
  if (account !== document.account)
    return problem("reference-of-other-account", { reference, account: document.account });
  if (kind !== wanted) return problem("reference-of-other-kind", { reference, kind: wanted });
  const target = byAddress.get(reference);
  if (target === undefined && elsewhere.has(reference)) return undefined;
  if (target === undefined) {
    const known = [...byAddress.keys()].filter((address) => address.startsWith(`${account}/${kind}/`));
    return problem("reference-unknown", { reference, nearest: nearest(reference, known) });
  }
  return target.absent ? problem("reference-to-absent", { reference }) : undefined;
}
