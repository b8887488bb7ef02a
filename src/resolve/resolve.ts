import { addressOf, type Document, type Locate, type RawDocument } from "../model/document.ts";
import { asText, isObject, type JsonObject } from "../model/json.ts";
import type { Kind, KindEntry, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { dotted, isBelow, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { Finding, Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { isIdle } from "../schema/beside.ts";
import { accountOf } from "./account.ts";
import { duplicateProblems } from "./duplicates.ts";
import { declaredTwice } from "./once-only.ts";
import { referenceProblems } from "./references.ts";

/** What resolving needs. */
export interface ResolveInput {
  readonly documents: readonly RawDocument[];
  readonly project: Project;
  readonly kinds: Kinds;
  readonly locate: Locate;
  /** Addresses of resources that other documents declare. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Milliseconds since 1970, for rules about time; absent where no clock may enter. */
  readonly now?: number;
}

/** Documents with their addresses, and everything that is wrong across fields and across documents. */
export interface Resolved {
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
}

/** Gives every document its account and address and applies the rules that need more than one field or more than one document. */
export function resolveDocuments(input: ResolveInput): Resolved {
  const { project, locate } = input;
  const problems: Problem[] = [];
  const documents: Document[] = [];
  for (const raw of input.documents) {
    problems.push(...ruleProblems(input, raw), ...ignoreProblems(input, raw));
    const { kind } = input.kinds.get(raw.kind) as KindEntry;
    const { account, problem } = accountOf(raw, kind.platform, project, locate);
    if (problem !== undefined) problems.push(problem);
    if (account === undefined || raw.name === undefined) continue;
    documents.push({
      address: addressOf(account, raw.kind, raw.name),
      kind: raw.kind,
      name: raw.name,
      account,
      ...(raw.id === undefined ? {} : { id: raw.id }),
      ...(raw.was === undefined ? {} : { was: raw.was }),
      ...(raw.reason === undefined ? {} : { reason: raw.reason }),
      ignore: raw.ignore,
      allow: raw.allow,
      protect: raw.protect,
      absent: raw.absent,
      spec: raw.spec,
      source: raw.source,
      line: raw.line,
    });
  }
  problems.push(
    ...duplicateProblems(documents, locate),
    ...declaredTwice(documents, input.kinds, locate),
    ...referenceProblems({ documents, kinds: input.kinds, locate, elsewhere: input.elsewhere ?? new Set() }),
  );
  return { documents, problems };
}

/** An ignored field that does not exist ignores nothing, and its author believes it does. */
function ignoreProblems(input: ResolveInput, raw: RawDocument): Problem[] {
  const { policies } = input.kinds.get(raw.kind) as KindEntry;
  const known = [...policies.keys()];
  return raw.ignore.flatMap((pointer, index) => {
    if (known.some((path) => isBelow(path, [pointer]))) return [];
    const args = { pointer, nearest: nearest(pointer, known) ?? null };
    const place = input.locate(raw.source, `/ignore/${index}`, "value");
    return [{ code: "ignore-unknown", severity: "error" as const, class: "document" as const, args, place }];
  });
}

const conditionals = new WeakMap<Kind, readonly FieldPolicy[]>();

/** Members of a whole object that mean nothing beside what the document says of the others. Beside a value that is none there is nothing to say. */
function idleMembers({ kind, policies }: KindEntry, spec: JsonObject): Finding[] {
  // Looked through once a kind: there may be thousands of documents.
  const conditional = conditionals.get(kind) ?? [...policies.values()].filter(({ beside }) => beside !== undefined);
  conditionals.set(kind, conditional);
  return conditional.flatMap((policy): Finding[] => {
    const { pointer: path, atom, beside = {} } = policy;
    const whole = atom === undefined ? undefined : valueAt(spec, atom);
    if (!isObject(whole) || valueAt(spec, path) === undefined || !isIdle(policy, whole)) return [];
    const others = Object.keys(beside).filter((member) => whole[member] !== undefined);
    if (!others.every((member) => policies.get(`${atom}/${member}`)?.enum?.includes(asText(whole[member])))) return [];
    const args = { field: dotted(path), beside: others.map((member) => `${member}: ${asText(whole[member])}`) };
    return [{ code: "member-idle", severity: "warning", path, args }];
  });
}

function ruleProblems(input: ResolveInput, raw: RawDocument): Problem[] {
  const { project, locate, now } = input;
  const entry = input.kinds.get(raw.kind) as KindEntry;
  const findings = entry.kind.check({
    spec: raw.spec,
    exists: raw.id !== undefined,
    timezone: project.timezone,
    ...(now === undefined ? {} : { now }),
  });
  return [...findings, ...idleMembers(entry, raw.spec)].map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    class: "document" as const,
    args: finding.args,
    path: finding.path,
    place: locate(raw.source, `/spec${finding.path}`, "key"),
  }));
}
