import { type Document, localAddress } from "../model/document.ts";
import { nearest } from "../model/nearest.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";

/** Patterns of `--account`, `--target` and `--exclude`. */
export interface SelectionPatterns {
  readonly accounts: readonly string[];
  readonly targets: readonly string[];
  readonly excludes?: readonly string[];
}

/**
 * The documents that `--account` and `--target` leave; a pattern that fits nothing is reported as a mistake on the
 * command line.
 */
export function selectDocuments(documents: readonly Document[], project: Project, patterns: SelectionPatterns) {
  const { accounts, targets, excludes = [] } = patterns;
  const addresses = documents.map((document) => document.address);
  const isOf = (some: readonly string[], address: string) => some.some((pattern) => fitsAddress(pattern, address));
  const problems = [...unfitting(addresses, project, patterns), ...ambiguous(addresses, patterns)];
  const chosen = documents.filter(
    ({ account, address }) =>
      (accounts.length === 0 || accounts.some((pattern) => fits(pattern, account))) &&
      (targets.length === 0 || isOf(targets, address)) &&
      !isOf(excludes, address),
  );
  if (problems.length === 0 && chosen.length === 0 && documents.length > 0 && targets.length > 0) {
    const flag = accounts.length > 0 ? "--account with --target" : "--target";
    problems.push(nothing(flag, targets.join(" "), addresses));
  }
  return { documents: chosen, problems };
}

/** Patterns that fit nothing. */
function unfitting(
  addresses: readonly string[],
  project: Project,
  { accounts, targets, excludes = [] }: SelectionPatterns,
): Problem[] {
  const names = project.accounts.map((account) => account.name);
  const known = [...addresses, ...addresses.map(localAddress)];
  const isUnknown = (pattern: string) => !addresses.some((address) => fitsAddress(pattern, address));
  return [
    ...accounts
      .filter((pattern) => !names.some((name) => fits(pattern, name)))
      .map((pattern) => nothing("--account", pattern, names)),
    ...excludes.filter(isUnknown).map((pattern) => nothing("--exclude", pattern, known)),
    ...targets.filter(isUnknown).map((pattern) => nothing("--target", pattern, known)),
  ];
}

/** Targets without their account that fit resources of several. */
function ambiguous(addresses: readonly string[], { accounts, targets }: SelectionPatterns): Problem[] {
  if (accounts.length > 0) return [];
  return targets
    .filter((one) => !one.includes("*") && one.split("/").length < 3)
    .flatMap((pattern) => {
      const fitting = addresses.filter((address) => fitsAddress(pattern, address));
      return fitting.length > 1 ? [problem("target-ambiguous", { pattern, addresses: fitting })] : [];
    });
}

/** The accounts that `--account` leaves. */
export function selectAccounts(project: Project, patterns: SelectionPatterns): Account[] {
  const { accounts } = patterns;
  return project.accounts.filter(
    ({ name }) => accounts.length === 0 || accounts.some((pattern) => fits(pattern, name)),
  );
}

/**
 * `coffee/MemberCard/gold`, or `MemberCard/gold` where only one account has it; `*` stands for any characters within a
 * part.
 */
function fitsAddress(pattern: string, address: string): boolean {
  const wanted = pattern.split("/");
  const parts = address.split("/");
  const aligned = wanted.length < parts.length ? parts.slice(parts.length - wanted.length) : parts;
  return wanted.length === aligned.length && wanted.every((part, index) => fits(part, aligned[index] ?? ""));
}

function fits(pattern: string, text: string): boolean {
  const pieces = pattern.split("*");
  if (pieces.length === 1) return pattern === text;
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let rest = text.slice(first.length, text.length - last.length);
  for (const piece of pieces.slice(1, -1)) {
    const at = rest.indexOf(piece);
    if (at === -1) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

function nothing(flag: string, pattern: string, candidates: readonly string[]): Problem {
  return problem("selects-nothing", { flag, pattern, nearest: nearest(pattern, candidates) });
}
