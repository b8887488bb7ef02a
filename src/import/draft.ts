import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import { dotted, type Pointer } from "../model/pointer.ts";
import { type Finding, finding, type Problem, problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { showing } from "../schema/showing.ts";
import { unknownMembers, unwritable, type WrittenSpec, writtenSpec } from "./spec.ts";

/** What reading a document's text back gave: the same as validating it will. */
export interface Judgement {
  readonly problems: readonly Problem[];
  /** Missing when the text does not hold one resource. */
  readonly desired?: Desired;
}

/** What making one document needs. */
export interface DraftInput {
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** The address behind an id, for fields that name other resources. */
  readonly refer: (kind: string, id: string) => string | undefined;
  /** The text of a document with these values and these notes on what is not in it. */
  readonly text: (written: WrittenSpec, leftOut: readonly Finding[]) => string;
  readonly judge: (text: string) => Judgement;
}

/** A document that validates and equals the live resource in every field it holds. */
export interface Draft {
  readonly text: string;
  readonly desired: Desired;
  readonly leftOut: readonly Finding[];
}

/**
 * Makes the document of a live resource: writes all it can, reads the text back as `validate` and `plan` would, and
 * leaves out what they would stumble over, with the reason. Cards made in the console hold values that the API would
 * refuse.
 *
 * Gives a problem when something is wrong that no leaving out can mend, which is a case nobody has thought of.
 */
export function draftDocument(input: DraftInput): Draft | { problem: Problem } {
  const { live, entry, context } = input;
  const leftOut: Finding[] = [...unwritable(live.spec, entry), ...unknownMembers(live.spec, entry)];
  for (;;) {
    const without = new Set(leftOut.map((finding) => finding.path));
    const written = writtenSpec({ live: live.spec, entry, context, refer: input.refer, without });
    const text = input.text(written, leftOut);
    const { problems, desired } = input.judge(text);
    const declined = [...declinedOf(problems, entry), ...(desired === undefined ? [] : unequal(desired, input))];
    const more = declined.filter((finding, index) => {
      const isFirst = declined.findIndex((other) => other.path === finding.path) === index;
      return isFirst && !without.has(finding.path);
    });
    if (more.length > 0) {
      leftOut.push(...more);
      continue;
    }
    const error = problems.find((problem) => problem.severity === "error");
    if (error === undefined && desired !== undefined) return { text, desired, leftOut };
    const args = { id: live.id, reason: error?.code ?? "no document" };
    return { problem: problem("import-not-valid", args) };
  }
}

/**
 * The leaves that a problem is about: an error anywhere, or a warning that the kind says a document is better without.
 */
function declinedOf(problems: readonly Problem[], entry: KindEntry): Finding[] {
  const unwanted = entry.kind.importing?.leaveOut ?? [];
  return problems
    .filter((problem) => problem.severity === "error" || unwanted.includes(problem.code))
    .flatMap(({ code, severity, args, path }) => {
      if (path === undefined || path === "") return [];
      const leaves = [...entry.policies.values()].filter((policy) => !policy.atomic).map((policy) => policy.pointer);
      const touched = leaves.filter((leaf) => isWithin(path, leaf) || isWithin(leaf, path));
      return touched.map((leaf) => ({ code, severity, args, path: leaf }));
    });
}

/** Fields that do not say what is live once they are read back: the plan after an import has to be empty. */
function unequal(desired: Desired, { live, entry, context }: DraftInput): Finding[] {
  return desired.fields
    .filter((field) => showing(field, live, entry, context) === "differs")
    .map(({ path }) => finding("value-not-kept", { field: dotted(path) }, { path }));
}

function isWithin(path: Pointer, parent: Pointer): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}
