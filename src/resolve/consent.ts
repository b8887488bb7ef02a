import { unlessEmpty } from "../model/defined.ts";
import { type Document, type DocumentConsent, type Locate, localAddress } from "../model/document.ts";
import { asText } from "../model/json.ts";
import type { Allowed, Consent } from "../model/plan.ts";
import { type About, type Problem, problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { instantSeconds } from "../schema/instant.ts";

/** What finding consents needs. */
export interface ConsentInput {
  /** From the command line. */
  readonly allowed: readonly Allowed[];
  /** Milliseconds since 1970: a consent in a document ends. */
  readonly now: number;
  readonly timezone: string;
}

/** What has been agreed to for one resource, on the command line or in its document. */
export function grantedTo(
  desired: Pick<Desired, "address"> & { readonly document: Pick<Document, "allow"> },
  input: ConsentInput,
): ReadonlySet<Consent["what"]> {
  const onCommandLine = input.allowed.filter(
    ({ address }) => address === undefined || [desired.address, localAddress(desired.address)].includes(address),
  );
  const written = desired.document.allow.filter(({ until }) => !isOver(until, input));
  const whats = written.flatMap(({ what }) => (what === "occupied" || what === "wording" ? [] : [what]));
  return new Set([...onCommandLine.map(({ what }) => what), ...whats]);
}

/**
 * Items of a document that are known to be in an object of somebody else: they are tried, and a refusal is no failure.
 */
export function exceptedItems(desired: Desired, input: Pick<ConsentInput, "now" | "timezone">): ReadonlySet<string> {
  return new Set(
    desired.document.allow
      .filter(({ what, until }) => what === "occupied" && !isOver(until, input))
      .flatMap(({ ids = [] }) => ids),
  );
}

/** What this plan needs the agreement of a document for. */
export interface UsedConsents {
  readonly consents: readonly Consent[];
  /** Items that are declared and in no object. */
  readonly items: readonly string[];
}

/** Consents in a document that count no more, or that nothing needs: both want to be taken out of the file. */
export function unusedConsents(desired: Desired, used: UsedConsents, input: ConsentInput, locate: Locate): Problem[] {
  const open = new Set(used.items);
  return desired.document.allow.flatMap((consent, index) => {
    const { what, ids = [] } = consent;
    // What silences words is judged with the words.
    if (what === "wording") return [];
    const isUsed =
      what === "occupied" ? ids.some((id) => open.has(id)) : used.consents.some((other) => other.what === what);
    return writtenConsent(consent, { ...input, isUsed }, () => ({
      address: desired.address,
      place: locate(desired.document.source, `/allow/${index}`, "value"),
    }));
  });
}

/** What is said of one consent in a document: that it ended, or that nothing needs it. */
export function writtenConsent(
  { what, until, ids = [] }: DocumentConsent,
  { isUsed, ...input }: Pick<ConsentInput, "now" | "timezone"> & { readonly isUsed: boolean },
  about: () => About,
): Problem[] {
  const over = isOver(until, input);
  if (!over && isUsed) return [];
  const args = { what, ids: unlessEmpty(ids) };
  const end = until === undefined ? undefined : asText(until);
  return [
    over && end !== undefined
      ? problem("consent-expired", { ...args, until: end }, about())
      : problem("consent-unused", { ...args, until: end }, about()),
  ];
}

/** True for an end that has passed. */
export function isOver(until: unknown, { now, timezone }: Pick<ConsentInput, "now" | "timezone">): boolean {
  const seconds = until === undefined ? undefined : instantSeconds(until, "end", timezone);
  return seconds !== undefined && seconds * 1000 < now;
}
