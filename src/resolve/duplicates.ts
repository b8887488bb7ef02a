import type { Document, Locate } from "../model/document.ts";
import type { Kinds } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { idKey } from "../model/ownership.ts";
import { type Problem, problem } from "../model/problem.ts";

/** What two documents have in common. */
type TwiceFound =
  | { readonly code: "duplicate-name"; readonly name: string }
  | { readonly code: "duplicate-id"; readonly id: string };

/**
 * Two documents of one address, and one id behind two documents of an account: each a problem at the later one that
 * names the earlier.
 */
export function duplicateProblems(documents: readonly Document[], kinds: Kinds, locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const addresses = new Map<string, Document>();
  const ids = new Map<string, Document>();
  for (const document of documents) {
    const sameAddress = addresses.get(document.address);
    if (sameAddress === undefined) addresses.set(document.address, document);
    else problems.push(twice({ code: "duplicate-name", name: document.name }, document, sameAddress, locate));
    for (const id of idsIn(document.id)) {
      const key = idKey({ ...document, id });
      const sameId = ids.get(key);
      if (sameId === undefined) ids.set(key, document);
      else if (kinds.get(document.kind)?.kind.unread !== undefined) problems.push(...bothOf(document, sameId, locate));
      else if (sameId.address !== document.address)
        problems.push(twice({ code: "duplicate-id", id }, document, sameId, locate));
    }
  }
  return problems;
}

/** Two documents of what an account has one of: either may be the one too many, so that both are told. */
function bothOf(later: Document, earlier: Document, locate: Locate): Problem[] {
  const pairs = [
    [earlier, later],
    [later, earlier],
  ] as const;
  return pairs.map(([document, other]) => {
    const { account, kind, address } = document;
    const { file, line } = locate(other.source, "/name", "value");
    const place = locate(document.source, "/name", "value");
    return problem("account-has-one", { account, kind, other: other.address, file, line }, { address, place });
  });
}

function twice(found: TwiceFound, later: Document, earlier: Document, locate: Locate): Problem {
  const pointer = found.code === "duplicate-name" ? "/name" : "/id";
  const { file, line } = locate(earlier.source, pointer, "value");
  const shared = { account: later.account, kind: later.kind, other: earlier.address, file, line };
  const at = { address: later.address, place: locate(later.source, pointer, "value") };
  return found.code === "duplicate-name"
    ? problem(found.code, { name: found.name, ...shared }, at)
    : problem(found.code, { id: found.id, ...shared }, at);
}
