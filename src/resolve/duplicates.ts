import type { Document, Locate } from "../model/document.ts";
import { idsIn } from "../model/objects.ts";
import type { Problem } from "../model/problem.ts";

/** Two documents of one address, and one id behind two documents of an account: each a problem at the later one that names the earlier. */
export function duplicateProblems(documents: readonly Document[], locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const addresses = new Map<string, Document>();
  const ids = new Map<string, Document>();
  for (const document of documents) {
    const sameAddress = addresses.get(document.address);
    if (sameAddress === undefined) addresses.set(document.address, document);
    else problems.push(twice("duplicate-name", document, sameAddress, "/name", { name: document.name }, locate));
    for (const id of idsIn(document.id)) {
      const key = `${document.account} ${document.kind} ${id}`;
      const sameId = ids.get(key);
      if (sameId === undefined) ids.set(key, document);
      else if (sameId.address !== document.address)
        problems.push(twice("duplicate-id", document, sameId, "/id", { id }, locate));
    }
  }
  return problems;
}

function twice(
  code: string,
  later: Document,
  earlier: Document,
  pointer: string,
  args: Problem["args"],
  locate: Locate,
): Problem {
  const first = locate(earlier.source, pointer, "value");
  return {
    code,
    severity: "error",
    class: "document",
    args: {
      ...args,
      account: later.account,
      kind: later.kind,
      other: earlier.address,
      file: first.file,
      line: first.line,
    },
    address: later.address,
    place: locate(later.source, pointer, "value"),
  };
}
