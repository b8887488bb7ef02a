import { valueDigest } from "../model/digest.ts";
import { judgeConflict, judgeDrift } from "../model/drift.ts";
import { wholeOf } from "../model/exact-number.ts";
import type { Json } from "../model/json.ts";
import type { Badge, Consent, Origin, Verdict } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding, type Raised } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { DeclaredField, LiveResource } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
import { badgesOf } from "../schema/badges.ts";
import { reviewStanding } from "../schema/review.ts";
import { isWriteOnly } from "../schema/showing.ts";

/** One differing field with its verdict, and the reason when it cannot be carried out. */
export interface Judged {
  readonly field: DeclaredField;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly badges: readonly Badge[];
  /** Agreement that this verdict rests on, or that it waits for. */
  readonly consent?: { readonly what: Consent["what"]; readonly given: boolean };
  readonly reason?: Finding;
}

/** What judging one difference needs. */
export interface JudgeInput {
  readonly field: DeclaredField;
  /** Canonical live value; null when the platform shows nothing. */
  readonly liveKey: Json;
  /** True when the read shows nothing of the field, and may hide it. */
  readonly isHidden: boolean;
  readonly live: LiveResource;
  readonly memory: StateEntry;
  readonly drift: DriftGuard;
  /** True where nothing is remembered of the account. */
  readonly unremembered?: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What has been agreed to for this resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
}

/**
 * The verdict on one differing field.
 *
 * First comes the review (what was handed in is not handed in again), then what can never be done, then whose change it
 * is. What can never be carried out is an error when the file asks for it, a warning when only the platform moved.
 */
export function judge(input: JudgeInput): Judged {
  return inReview(input) ?? impossible(input) ?? whoseChange(input);
}

/** What the review says of a value that was handed in before; undefined for one that was not. */
function inReview(input: JudgeInput): Judged | undefined {
  const { field, live, memory, now, granted } = input;
  const digest = valueDigest(field.key);
  const isHandedIn = memory.review?.fields[field.path] === digest;
  if (!isHandedIn && memory.refused?.[field.path] !== digest) return undefined;
  const review = isHandedIn ? memory.review : undefined;
  const standing = review === undefined ? "refused" : reviewStanding(review, live, now);
  // Handed in by us, it is the file's change, whatever is live meanwhile.
  const ours = { field, origin: "file", badges: badgesOf(field.policy) } as const;
  if (standing === "in-review") return { ...ours, verdict: "in-review" };
  if (granted.has("resubmit")) return { ...ours, verdict: "send", consent: { what: "resubmit", given: true } };
  // Told in every plan, and left alone: it holds nothing else back.
  const code = standing === "refused" ? "review-refused" : "review-passed-without-value";
  const args = { ...argsOf(input), since: review?.since };
  return { ...ours, verdict: "keep", reason: finding(code, args, { path: field.path, severity: "warning" }) };
}

/** Why a difference can never be carried out; undefined for one that can. */
function impossible(input: JudgeInput): Judged | undefined {
  const { field, liveKey, memory } = input;
  const { policy, unsendable } = field;
  if (memory.unshown?.[field.path] === valueDigest(field.key))
    return blocked(input, "sent-and-not-shown", argsOf(input));
  if (policy.change !== "update" && policy.change !== "replace") {
    if (!input.isHidden) return blocked(input, "field-cannot-change", argsOf(input));
    const origin = originOf(input);
    return { field, verdict: "unverifiable", origin, badges: badgesOf(policy, origin) };
  }
  if (unsendable !== undefined)
    return blocked(input, unsendable.unsendable, { ...argsOf(input), value: field.wire, choices: unsendable.choices });
  if (policy.move !== undefined && !moves(policy.move, liveKey, field.key))
    return blocked(input, `moves-only-${policy.move}`, argsOf(input));
  return undefined;
}

/** Why a difference can never be carried out. */
type BlockedCode =
  | "sent-and-not-shown"
  | "field-cannot-change"
  | "colour-without-name"
  | "moves-only-false-to-true"
  | "moves-only-later"
  | "moves-only-earlier";

function blocked<Code extends BlockedCode>(input: JudgeInput, code: Code, args: Raised<Code>): Judged {
  const { field } = input;
  const origin = originOf(input);
  const isDrift = origin === "drift";
  return {
    field,
    verdict: isDrift ? "keep" : "blocked",
    origin,
    badges: badgesOf(field.policy, origin),
    reason: finding(code, args, { path: field.path, severity: isDrift ? "warning" : "error" }),
  };
}

/** The file's change is sent; what somebody changed elsewhere, alone or as well, is judged. */
function whoseChange(input: JudgeInput): Judged {
  const { field } = input;
  const origin = originOf(input);
  const judged = { field, origin, badges: badgesOf(field.policy, origin) };
  if (origin === "file" && input.unremembered !== true) return { ...judged, verdict: "send" };
  // Nobody can even look: no guard speaks for that, and it is agreed to by a name of its own.
  if (origin === "file" && input.isHidden && isWriteOnly(field.policy))
    return { ...judged, verdict: "send", consent: { what: "unverified", given: input.granted.has("unverified") } };
  const judge = origin === "drift" ? judgeDrift : judgeConflict;
  const drift = judge(input.drift, input.granted);
  if (drift.verdict !== "blocked") return { ...judged, ...drift };
  return { ...judged, ...drift, reason: finding("drift-refused", argsOf(input), { path: field.path }) };
}

function argsOf({ field, liveKey, live }: JudgeInput) {
  return { field: dotted(field.path), declared: field.key, live: liveKey, state: live.state };
}

/**
 * Equal to what was last settled means unmoved, and so does equal to what was handed in for review: we put it there.
 * With nothing remembered, the file speaks.
 */
function originOf({ field, liveKey, isHidden, memory }: JudgeInput): Origin {
  const settled = memory.settled[field.path];
  const live = valueDigest(liveKey);
  if (settled === undefined || isHidden || live === settled) return "file";
  if (live === memory.review?.fields[field.path]) return "file";
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
