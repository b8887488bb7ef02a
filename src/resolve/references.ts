import type { Document, Locate } from "../model/document.ts";
import type { Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { inDocument } from "../model/parts.ts";
import { isBelow, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";
import { addressIn } from "../model/reference.ts";

/** What checking references needs. */
export interface ReferencesInput {
  readonly documents: readonly Document[];
  readonly kinds: Kinds;
  readonly locate: Locate;
  /** Addresses of resources that are declared beside these documents. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * Fields that name another document: it has to be there, in the same account, of the kind the field asks for, and not
 * on its way out.
 */
export function referenceProblems({ documents, kinds, locate, elsewhere }: ReferencesInput): Problem[] {
  const byAddress = new Map(documents.map((document) => [document.address, document]));
  return documents.flatMap((document) => {
    if (document.absent) return [];
    const policies = [...(kinds.get(document.kind)?.policies.values() ?? [])].filter(({ ref }) => ref !== undefined);
    return policies.flatMap((policy) => {
      const found = referenceProblem(document, policy, byAddress, elsewhere);
      if (found === undefined) return [];
      const place = locate(document.source, inDocument(policy.pointer), "value");
      return [{ ...found, address: document.address, path: policy.pointer, place }];
    });
  });
}

function referenceProblem(
  document: Document,
  { pointer, ref }: FieldPolicy,
  byAddress: ReadonlyMap<string, Document>,
  elsewhere: ReadonlySet<string>,
): Problem | undefined {
  const value = valueAt(document.spec, pointer);
  const address = value === undefined ? undefined : addressIn(value, document.account);
  if (address === undefined || isBelow(pointer, document.ignore)) return undefined;
  const [account, kind] = address.split("/");
  const reference = address;
  if (account !== document.account)
    return problem("reference-of-other-account", { reference, account: document.account });
  if (kind !== ref) return problem("reference-of-other-kind", { reference, kind: ref ?? "" });
  const target = byAddress.get(address);
  if (target === undefined && elsewhere.has(address)) return undefined;
  if (target === undefined) {
    const known = [...byAddress.keys()].filter((address) => address.startsWith(`${account}/${kind}/`));
    return problem("reference-unknown", { reference, nearest: nearest(address, known) });
  }
  return target.absent ? problem("reference-to-absent", { reference }) : undefined;
}
