import { asText, isEmpty, isObject, type JsonObject } from "../model/json.ts";
import type { Kind, KindEntry } from "../model/kind.ts";
import { childPointer, dotted, type Pointer, segments, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import { doesNotApply } from "../schema/applies-when.ts";
import { type Edge, instantSeconds, instantText } from "../schema/instant.ts";

/** What rules about single fields look at. */
export interface FieldRulesInput {
  readonly spec: JsonObject;
  readonly timezone: string;
  /** Whether the resource is there, or may be; asked last, since it may cost a look at the memory. */
  readonly exists: () => boolean;
}

/**
 * What the schema of a kind says of values together, whatever the kind: members without effect, instants too late, ids
 * of another sort, pages of no program.
 */
export function fieldFindings({ kind, policies }: KindEntry, input: FieldRulesInput): Finding[] {
  const findings: Finding[] = [];
  for (const { policy, rules } of ruledBy(kind, policies))
    for (const rule of rules) findings.push(...rule(policy, input, policies));
  return findings;
}

/** A rule that the schema of a kind states beside a field. */
type FieldRule = (policy: FieldPolicy, input: FieldRulesInput, policies: KindEntry["policies"]) => Finding[];

interface RuledField {
  readonly policy: FieldPolicy;
  readonly rules: readonly FieldRule[];
}

/** The fields with rules. Looked through once a kind: there may be thousands of documents. */
function ruledBy(kind: Kind, policies: KindEntry["policies"]): readonly RuledField[] {
  const known = ruledFields.get(kind);
  if (known !== undefined) return known;
  const ruled = [...policies.values()].flatMap((policy): RuledField[] => {
    const rules = rulesOf(policy);
    return rules.length === 0 ? [] : [{ policy, rules }];
  });
  ruledFields.set(kind, ruled);
  return ruled;
}

const ruledFields = new WeakMap<Kind, readonly RuledField[]>();

function rulesOf({ appliesWhen, before, holds, pageOf }: FieldPolicy): readonly FieldRule[] {
  const rules: readonly [rule: unknown, applied: FieldRule][] = [
    [appliesWhen, memberThatDoesNotApply],
    [before, tooLate],
    [holds, otherId],
    [pageOf, pageWithoutProgram],
  ];
  return rules.flatMap(([rule, applied]) => (rule === undefined ? [] : [applied]));
}

/**
 * Members of a whole object that have no effect next to what the document says of the others. Next to an invalid value
 * there is nothing to report.
 */
function memberThatDoesNotApply(
  policy: FieldPolicy,
  { spec }: FieldRulesInput,
  policies: KindEntry["policies"],
): Finding[] {
  const { pointer: path, atom, appliesWhen } = policy;
  const whole = atom === undefined || appliesWhen === undefined ? undefined : valueAt(spec, atom);
  if (
    appliesWhen === undefined ||
    !isObject(whole) ||
    valueAt(spec, path) === undefined ||
    !doesNotApply(policy, whole)
  )
    return [];
  const others = Object.keys(appliesWhen).filter((member) => whole[member] !== undefined);
  if (!others.every((member) => policies.get(`${atom}/${member}`)?.enum?.includes(asText(whole[member])))) return [];
  const args = { field: dotted(path), beside: others.map((member) => `${member}: ${asText(whole[member])}`) };
  return [finding("member-does-not-apply", args, { path })];
}

function tooLate({ pointer: path, before, same }: FieldPolicy, { spec, timezone }: FieldRulesInput): Finding[] {
  const value = before === undefined ? undefined : valueAt(spec, path);
  if (before === undefined || value === undefined) return [];
  const edge = same?.endsWith("-end") ? "end" : "begin";
  const seconds = instantSeconds(value, edge, timezone);
  const limit = instantSeconds(before, "begin", timezone);
  if (seconds === undefined || limit === undefined || seconds < limit) return [];
  return [finding("instant-too-late", { before, field: dotted(path), last: lastDay(limit, edge, timezone) }, { path })];
}

/**
 * The last day that may be written in the time zone of the project: all of it, or its beginning, lies before the limit.
 */
function lastDay(limit: number, edge: Edge, timezone: string): string {
  const day = instantText(limit - 1, timezone).slice(0, 10);
  const seconds = instantSeconds(day, edge, timezone);
  return seconds !== undefined && seconds < limit ? day : instantText(limit - 86_400, timezone).slice(0, 10);
}

/**
 * An AppID as the console writes it, perhaps with the ending of an original id; some samples of documentation have
 * other letters than hex digits.
 */
const appId = /^wx[0-9a-z]{16}(?:@app)?$/i;

/** An id that begins as original ids do, and whether it says what it is of. */
const originalId = /^gh_/i;
const originalProgramId = /^gh_[0-9a-z_-]+@app$/i;

/**
 * Ids that are written in the place of others, which look alike to people and mean nothing to the platform. Other texts
 * may be anything.
 */
function otherId({ pointer: path, holds }: FieldPolicy, { spec }: FieldRulesInput): Finding[] {
  const written = valueAt(spec, path);
  if (holds === undefined || typeof written !== "string") return [];
  // Blanks that were copied with an id do not make it another id.
  const value = written.trim();
  const isOther =
    holds === "app-id"
      ? originalId.test(value)
      : appId.test(value) || (originalId.test(value) && !originalProgramId.test(value));
  const code = holds === "app-id" ? "app-id-expected" : "original-id-expected";
  return isOther ? [finding(code, { field: dotted(path), value }, { severity: "warning", path })] : [];
}

/**
 * Pages whose mini program nothing names. Of a resource that exists, the live one may name it, and an object that is
 * sent whole takes it along; only where no read shows such an object is the document all there is.
 */
function pageWithoutProgram(policy: FieldPolicy, { spec, exists }: FieldRulesInput): Finding[] {
  const { pointer: path, pageOf, atom, readback } = policy;
  if (pageOf === undefined || isEmpty(valueAt(spec, path))) return [];
  const program = valueAt(spec, sibling(path, pageOf));
  if (!isEmpty(program)) return [];
  const isAlone = atom !== undefined && readback === "none";
  if (program === undefined && !isAlone && exists()) return [];
  const lacks = [sibling(path, pageOf)];
  const args = { field: dotted(path), program: dotted(sibling(path, pageOf)) };
  return [finding("page-without-program", args, { path, lacks })];
}

function sibling(path: Pointer, member: string): Pointer {
  return segments(path)
    .slice(0, -1)
    .concat(member)
    .reduce<Pointer>((parent, key) => childPointer(parent, key), "");
}
