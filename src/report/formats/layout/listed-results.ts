import type { Kinds } from "../../../model/kind.ts";
import type { Language } from "../../messages/language.ts";
import type { Renderer } from "../../renderer.ts";
import {
  commentListing,
  explanationListing,
  importListing,
  type Listing,
  planDiffListing,
  pullListing,
  snapshotListing,
  statusListing,
  validationListing,
  verifyListing,
} from "./listing.ts";
import { accountsListing, codeListing, heldListing, memberListing } from "./member-listings.ts";
import { historyListing, stateChangeListing, stateViewListing } from "./memory-listings.ts";

/** The results that are no plan and no report of an apply, for a format that lays out every listing in one way. */
export function listedResults(
  language: Language,
  lay: (listing: Listing, kinds: Kinds) => string,
): Omit<Renderer, "forTerminal" | "plan" | "apply"> {
  return {
    validation: (result) => lay(validationListing(result, language), result.kinds),
    status: (result) => lay(statusListing(result, language), result.kinds),
    import: (result) => lay(importListing(result, language), result.kinds),
    explain: (found) => lay(explanationListing(found, language), new Map()),
    verify: (result) => lay(verifyListing(result, language), result.kinds),
    history: (result) => lay(historyListing(result, language), result.kinds),
    stateView: (result) => lay(stateViewListing(result, language), result.kinds),
    stateChange: (result) => lay(stateChangeListing(result, language), result.kinds),
    snapshot: (result) => lay(snapshotListing(result, language), result.kinds),
    pull: (result) => lay(pullListing(result, language), result.kinds),
    planDiff: (result) => lay(planDiffListing(result, language), result.kinds),
    accounts: (result) => lay(accountsListing(result, language), result.kinds),
    member: (result) => lay(memberListing(result, language), result.kinds),
    held: (result) => lay(heldListing(result, language), result.kinds),
    code: (result) => lay(codeListing(result, language), result.kinds),
    comment: (done) => lay(commentListing(done, language), new Map()),
  };
}
