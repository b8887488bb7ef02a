import type { JsonObject } from "../model/json.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Checked, Selection } from "../model/world.ts";
import { grantedTo } from "../resolve/consent.ts";

/** What asking for agreement needs. */
export interface AgreedInput {
  readonly all: Checked["all"];
  readonly selection: Pick<Selection, "allowed">;
  readonly timezone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * True where somebody has agreed, on the command line or in the document, that what a state keeps of an address is put
 * up again, although nobody can say that we wrote it: a state instructs nothing by itself.
 */
export function mayPutUp({ all, selection, timezone, now }: AgreedInput, address: string): boolean {
  const document = all.find((one) => one.address === address) ?? { allow: [] };
  return grantedTo({ address, document }, { allowed: selection.allowed ?? [], now, timezone }).has("replace");
}

/** Says what would be put up, and that nobody can say who wrote it. */
export function unverifiedFormer(address: string, formers: readonly JsonObject[]): Problem {
  return problem("former-unverified", { address, bodies: formers.map((spec) => JSON.stringify(spec)) }, { address });
}
