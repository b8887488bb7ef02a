import type { Locate, RawDocument } from "../model/document.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { inDocument } from "../model/parts.ts";
import { dotted, isBelow, type Pointer, valueAt } from "../model/pointer.ts";
import { asProblem, type Finding, finding, type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { missingToCreate } from "../schema/required.ts";
import { isUnclear } from "../schema/unclear.ts";
import { fieldFindings } from "./field-rules.ts";
import { type WordingInput, wordingProblems } from "./wording/check.ts";

/** What resolving needs. */
export interface ResolveInput {
  readonly project: Project;
  readonly kinds: Kinds;
  readonly locate: Locate;
  /** Addresses of resources that other documents declare. */
  readonly elsewhere?: ReadonlySet<string>;
  /** True when all documents are of resources that were just read. */
  readonly living?: true;
  /** How the words of texts are judged; absent where they are not, as of what was just read. */
  readonly wording?: WordingInput;
  /** Milliseconds since 1970, for rules about time; absent where no clock may enter. */
  readonly now?: number;
}

/** What judging a document by itself needs. */
export type RulesInput = Pick<ResolveInput, "kinds" | "project" | "locate" | "now" | "wording">;

/**
 * What is wrong with a document by itself, across its fields. `exists` tells whether its resource is there, or may be;
 * it is asked last, and may throw where nobody can say yet.
 */
export function documentProblems(input: RulesInput, raw: RawDocument, exists: () => boolean): Problem[] {
  return [...ruleProblems(input, raw, exists), ...ignoreProblems(input, raw), ...wordsOf(input, raw)];
}

function wordsOf({ wording, kinds, project, locate }: RulesInput, raw: RawDocument): Problem[] {
  if (wording === undefined) return [];
  const entry = kinds.get(raw.kind) as KindEntry;
  return wordingProblems(raw, { ...wording, entry, timezone: project.timezone, locate });
}

/** An ignored field that does not exist ignores nothing, and its author believes it does. */
function ignoreProblems(input: RulesInput, raw: RawDocument): Problem[] {
  if (raw.ignore.length === 0) return [];
  const { policies } = input.kinds.get(raw.kind) as KindEntry;
  const known = [...policies.keys()];
  const problems: Problem[] = [];
  for (const [index, pointer] of raw.ignore.entries()) {
    if (known.some((path) => isBelow(path, [pointer]))) continue;
    // Each is compared with every field to find the nearest.
    if (problems.length === mostIgnored) break;
    const args = { pointer, nearest: nearest(pointer, known) };
    const place = input.locate(raw.source, `/ignore/${index}`, "value");
    problems.push(problem("ignore-unknown", args, { place }));
  }
  return problems;
}

/** More than the fields there are; what else is wrong is reported when these are mended. */
const mostIgnored = 100;

function ruleProblems(input: RulesInput, raw: RawDocument, exists: () => boolean): Problem[] {
  const { project, locate, now } = input;
  const entry = input.kinds.get(raw.kind) as KindEntry;
  let found: readonly Pointer[] | undefined;
  const missing = () => {
    found ??= missingToCreate(raw.spec, entry.policies);
    return found;
  };
  const { isAllVisible } = raw;
  const findings = entry.kind.check({
    spec: raw.spec,
    get exists() {
      return exists();
    },
    get complete() {
      return missing().length === 0;
    },
    timezone: project.timezone,
    ...(now === undefined ? {} : { now }),
    ...(isAllVisible === undefined ? {} : { isAllVisible }),
  });
  const more = fieldFindings(entry, { spec: raw.spec, timezone: project.timezone, exists });
  const terms = missingTerms(raw, entry, missing, exists);
  if (findings.length + more.length + terms.length === 0) return [];
  const refused = new Set(findings.filter(({ severity }) => severity === "error").map(({ path }) => path));
  const { unclear = [] } = raw;
  const isFinding = ({ lacks = [] }: Finding) => !lacks.some((path) => isUnclear(unclear, path));
  // One value, one cause.
  const others = more.filter(({ path }) => !refused.has(path));
  return [...findings.filter(isFinding), ...others.filter(isFinding), ...terms].map((finding) =>
    asProblem(finding, {
      path: finding.path,
      place: locate(raw.source, inDocument(finding.path), "key"),
      class: "document",
    }),
  );
}

/**
 * Objects that no call changes are added with all their shared fields, so that a document of new ones has to declare
 * all of them. A wrong shape is reported as such.
 */
function missingTerms(
  raw: RawDocument,
  { kind }: KindEntry,
  missing: () => readonly Pointer[],
  exists: () => boolean,
): Finding[] {
  if (kind.multiObject === undefined || raw.absent) return [];
  // A wrapper that was pasted around the fields, or an id among them, is reported as such.
  const misplaced = [...(kind.wrappers ?? []), ...(kind.idNames ?? [])];
  if (misplaced.some((key) => Object.hasOwn(raw.spec, key))) return [];
  const paths = missing()
    .filter((path) => !isUnclear(raw.unclear ?? [], path))
    .flatMap((path) => topmostMissing(raw.spec, path) ?? []);
  if (paths.length === 0 || exists()) return [];
  return [...new Set(paths)].map((path) => finding("create-needs-field", { field: dotted(path) }, { path }));
}

/** A missing object is reported, and not each of its members. */
function topmostMissing(spec: JsonObject, path: Pointer): Pointer | undefined {
  const parent = path.slice(0, path.lastIndexOf("/"));
  const value = valueAt(spec, parent);
  if (value === undefined) return topmostMissing(spec, parent);
  return isObject(value) ? path : undefined;
}
