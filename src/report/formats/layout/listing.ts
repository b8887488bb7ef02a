import type { CommentDone } from "../../../model/comment.ts";
import type { Explanation } from "../../../model/explanation.ts";
import { dotted } from "../../../model/pointer.ts";
import type { Problem } from "../../../model/problem.ts";
import { commentSentences } from "../../comment-lines.ts";
import { fieldRows, fullName } from "../../explain-rows.ts";
import type { Language } from "../../messages/language.ts";
import { idsShown, wordsFor } from "../../objects-text.ts";
import { planDiffLines } from "../../plan-diff-lines.ts";
import { problemCount } from "../../problem-text.ts";
import { pullCounts, pulledPlace, pulledTexts } from "../../pull-values.ts";
import { openText } from "../../recovery-text.ts";
import type {
  ImportResult,
  PlanDiffResult,
  PullResult,
  SnapshotResult,
  StatusResult,
  ValidationResult,
  VerifyResult,
} from "../../renderer.ts";
import { snapshotLine } from "../../snapshot-line.ts";

/**
 * A result that is a list and no plan: what is said of it, rows, and what is wrong. Texts are not written yet: all of
 * them may hold data.
 */
export interface Listing {
  /** In words of ours. */
  readonly title: string;
  readonly lead: readonly string[];
  readonly groups: readonly ListingGroup[];
  readonly problems: readonly Problem[];
}

/** Rows that stand together. */
export interface ListingGroup {
  readonly title?: string;
  readonly notes: readonly string[];
  /** The names of the columns, in words of ours. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The names of columns, from the head of a table in Markdown, as the catalogue has it. */
export function columnsOf(head: string): string[] {
  return head
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Rows without anything around them; no group where there is none. */
export function groupOf(head: string, rows: readonly (readonly string[])[]): ListingGroup[] {
  return rows.length === 0 ? [] : [{ notes: [], head: columnsOf(head), rows }];
}

/** The values that now stand in documents. */
export function pullListing({ report }: PullResult, language: Language): Listing {
  const rows = report.pulled.map((value) => [
    ...[pulledPlace(value), value.address, dotted(value.path)],
    ...pulledTexts(value),
  ]);
  return {
    title: "wxcards pull",
    lead: [pullCounts(report, language)],
    groups: groupOf(language.results.pull.head, rows),
    problems: [...report.left, ...report.problems],
  };
}

/** How two plans differ. */
export function planDiffListing(result: PlanDiffResult, language: Language): Listing {
  return { title: "wxcards diff", lead: planDiffLines(result, language), groups: [], problems: [] };
}

/** What became of a comment; of a dry run what it would say. */
export function commentListing(done: CommentDone, { results }: Language): Listing {
  const data = [done.url, done.answer].filter((text) => text !== undefined && text !== "") as string[];
  const lead = done.body === undefined ? [...commentSentences(done, results.comment), ...data] : [done.body];
  return { title: "wxcards comment", lead, groups: [], problems: [] };
}

/** How each managed resource stands. */
export function statusListing({ resources, recovery, kinds, problems }: StatusResult, language: Language): Listing {
  const { results } = language;
  const speech = { kinds, language };
  const rows = resources.map(({ address, id, standing, state, since }) => [
    ...[address, idsShown(id, wordsFor(speech, address)), results.terms[standing].replaceAll("-", " "), state],
    since ?? "",
  ]);
  const open = openText(recovery, results.recovery);
  return {
    title: "wxcards status",
    lead: rows.length === 0 ? [results.status.nothing] : [],
    groups: [
      ...groupOf(results.status.head, rows),
      ...(open.length === 0 ? [] : [{ title: results.view.open, notes: open, head: [], rows: [] }]),
    ],
    problems,
  };
}

/** What is wrong with documents, or what kept a plan or a pull from being made. */
export function validationListing({ problems, documents, undone }: ValidationResult, language: Language): Listing {
  const { validation, view } = language.results;
  const count = problemCount(problems, language);
  const valid = documents === undefined ? validation.none : language.notes.valid(documents);
  const total = undone === undefined ? count : validation.undone[undone](count);
  const title = undone === "plan" ? view.plan : undone === "pull" ? "wxcards pull" : "wxcards validate";
  return { title, lead: [problems.length === 0 ? valid : total], groups: [], problems };
}

/** Whether a saved plan still fits. */
export function verifyListing({ file, problems, calls }: VerifyResult, language: Language): Listing {
  const { verify } = language.results;
  const lead = problems.length === 0 ? verify.fits(file, calls) : problemCount(problems, language);
  return { title: "wxcards verify", lead: [lead], groups: [], problems };
}

/** What has a document now. */
export function importListing({ report }: ImportResult, language: Language): Listing {
  const words = language.results.import;
  const rows = report.imported.map(({ address, id, file, leftOut }) => {
    return [address, id, file, leftOut.map(({ path }) => dotted(path)).join(", ")];
  });
  return {
    title: "wxcards import",
    lead: [words.counts(report)],
    groups: groupOf(words.head, rows),
    problems: report.problems,
  };
}

/** What became of snapshots. */
export function snapshotListing({ taken, problems }: SnapshotResult, language: Language): Listing {
  const lead = taken.map((one) => snapshotLine(one, language.results.snapshot));
  return { title: "wxcards snapshot", lead, groups: [], problems };
}

/** What is known of kinds and fields. */
export function explanationListing(found: Explanation, language: Language): Listing {
  const { explain } = language.results;
  const listing = { title: "wxcards explain", problems: [] };
  if (found.about === "kinds") {
    const rows = found.kinds.map(({ name, platform, description }) => [name, platform, description]);
    return { ...listing, lead: [], groups: groupOf(explain.kindsHead, rows) };
  }
  if (found.about === "kind") {
    const rows = found.fields.map((field) => [fullName(field), field.words.title]);
    return { ...listing, lead: [found.description], groups: [{ title: found.name, notes: [], head: [], rows }] };
  }
  const { field } = found;
  const group = { title: fullName(field), notes: [], head: [], rows: fieldRows(field, language) };
  return { ...listing, lead: [field.words.description], groups: [group] };
}
