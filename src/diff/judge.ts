import { valueDigest } from "../model/digest.ts";
import { wholeOf } from "../model/exact-number.ts";
import type { Json } from "../model/json.ts";
import type { LockEntry } from "../model/lock.ts";
import type { Badge, Consent, Origin, Verdict } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { Severity } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { DeclaredField, LiveResource } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";
import { reviewStanding } from "../schema/review.ts";

/** One differing field with its verdict, and the reason when it cannot be carried out. */
export interface Judged {
  readonly field: DeclaredField;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly badges: readonly Badge[];
  /** Agreement that this verdict rests on, or that it waits for. */
  readonly consent?: { readonly what: Consent["what"]; readonly given: boolean };
  readonly reason?: {
    readonly code: string;
    readonly severity: Severity;
    readonly args: Readonly<Record<string, Json>>;
  };
}

/** What judging one difference needs. */
export interface JudgeInput {
  readonly field: DeclaredField;
  /** Canonical live value; null when the platform shows nothing. */
  readonly liveKey: Json;
  /** True when the read shows nothing of the field, and may hide it. */
  readonly isHidden: boolean;
  readonly live: LiveResource;
  readonly lock: LockEntry;
  readonly drift: DriftGuard;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What has been agreed to for this resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
}

/**
 * The verdict on one differing field.
 *
 * First comes the review (what was handed in is not handed in again), then what can never be done, then whose change it is. What can never be carried
 * out is an error when the file asks for it, a warning when only the platform moved.
 */
export function judge(input: JudgeInput): Judged {
  const { field, liveKey, live, lock } = input;
  const { policy } = field;
  const origin = originOf(input);
  const badges = badgesOf(policy, origin);
  const args = { field: dotted(field.path), declared: field.key, live: liveKey, state: live.state };
  const blocked = (code: string, more: Readonly<Record<string, Json>> = {}): Judged => ({
    field,
    verdict: origin === "drift" ? "keep" : "blocked",
    origin,
    badges,
    reason: { code, severity: origin === "drift" ? "warning" : "error", args: { ...args, ...more } },
  });

  const [isHandedIn, wasRefused] = [lock.review?.fields, lock.refused].map(
    (values) => values?.[field.path] === valueDigest(field.key),
  );
  if (isHandedIn || wasRefused) {
    const standing = isHandedIn && lock.review !== undefined ? reviewStanding(lock.review, live, input.now) : "refused";
    // Handed in by us, it is the file's change, whatever is live meanwhile.
    const ours = { field, origin: "file", badges: badgesOf(policy) } as const;
    if (standing === "in-review") return { ...ours, verdict: "in-review" };
    if (input.granted.has("resubmit")) return { ...ours, verdict: "send", consent: { what: "resubmit", given: true } };
    // Told in every plan, and left alone: it holds nothing else back.
    const code = standing === "refused" ? "review-refused" : "review-passed-without-value";
    const since: Readonly<Record<string, Json>> =
      isHandedIn && lock.review !== undefined ? { since: lock.review.since } : {};
    const reason = { code, severity: "warning" as const, args: { ...args, ...since } };
    return { ...ours, verdict: "keep", reason };
  }
  if (lock.unshown?.[field.path] === valueDigest(field.key)) return blocked("sent-and-not-shown");
  if (policy.change !== "update" && policy.change !== "replace") {
    if (input.isHidden) return { field, verdict: "unverifiable", origin, badges };
    return blocked("field-cannot-change");
  }
  if (field.unsendable !== undefined)
    return blocked(field.unsendable.unsendable, { value: field.wire, choices: field.unsendable.choices });
  if (policy.move !== undefined && !moves(policy.move, liveKey, field.key)) return blocked(`moves-only-${policy.move}`);
  if (origin === "drift" && input.granted.has("drift")) {
    return { field, verdict: "send", origin, badges, consent: { what: "drift", given: true } };
  }
  if (origin === "drift" && input.drift !== "overwrite") {
    if (input.drift === "refuse") {
      const reason = { code: "drift-refused", severity: "error" as const, args };
      return { field, verdict: "blocked", origin, badges, reason, consent: { what: "drift", given: false } };
    }
    return { field, verdict: "keep", origin, badges };
  }
  return { field, verdict: "send", origin, badges };
}

/**
 * Equal to what was last settled means unmoved, and so does equal to what was handed in for review: we put it there. With nothing remembered, the file
 * speaks.
 */
function originOf({ field, liveKey, isHidden, lock }: JudgeInput): Origin {
  const settled = lock.settled[field.path];
  const live = valueDigest(liveKey);
  if (settled === undefined || isHidden || live === settled) return "file";
  if (live === lock.review?.fields[field.path]) return "file";
  return valueDigest(field.key) === settled ? "drift" : "conflict";
}

function moves(move: NonNullable<FieldPolicy["move"]>, from: Json, to: Json): boolean {
  if (move === "false-to-true") return to === true;
  // A live end may lie further off than JavaScript counts to the second.
  const [before, after] = [wholeOf(from), wholeOf(to)];
  if (after === undefined) return false;
  if (before === undefined) return true;
  return move === "later" ? after > before : after < before;
}
