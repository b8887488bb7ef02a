import { defined } from "../model/defined.ts";
import type { Change, Consent } from "../model/plan.ts";

/** A consent with the line of YAML that gives it; none where only the command line can. */
export function withSnippet(consent: Consent, changes: readonly Change[]): Consent {
  return { ...consent, ...defined({ snippet: snippetOf(consent, changes) }) };
}

/** What documents may agree to. Source: `allow` in common.schema.json. */
const inDocuments: ReadonlySet<Consent["what"]> = new Set([
  "delete",
  "replace",
  "drift",
  "unverified",
  "resubmit",
  "lossy",
  "reach",
]);

function snippetOf({ what, address, account, given }: Consent, changes: readonly Change[]): string | undefined {
  if (given) return undefined;
  if (what === "many") return `guards: { max_changes: ${countOf(changes, account ?? "")} }`;
  return address === "" || !inDocuments.has(what) ? undefined : `allow: [{ what: ${what}, because: … }]`;
}

/** How many resources of an account change. */
function countOf(changes: readonly Change[], account: string): number {
  const changed = changes.filter(({ action }) => action !== "none" && action !== "adopt");
  return changed.filter(({ address }) => address.startsWith(`${account}/`)).length;
}
