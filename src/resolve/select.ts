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
  const problems: Problem[] = [];
  const names = project.accounts.map((account) => account.name);
  for (const pattern of patterns.accounts) {
    if (!names.some((name) => fits(pattern, name))) problems.push(nothing("--account", pattern, names));
  }
  const addresses = documents.map((document) => document.address);
  const { excludes = [] } = patterns;
  for (const pattern of excludes) {
    if (!addresses.some((address) => fitsAddress(pattern, address)))
      problems.push(nothing("--exclude", pattern, [...addresses, ...addresses.map(localAddress)]));
  }
  for (const pattern of patterns.targets) {
    if (!addresses.some((address) => fitsAddress(pattern, address)))
      problems.push(nothing("--target", pattern, [...addresses, ...addresses.map(localAddress)]));
  }
  for (const pattern of patterns.targets.filter((one) => !one.includes("*") && one.split("/").length < 3)) {
    const fitting = addresses.filter((address) => fitsAddress(pattern, address));
    if (patterns.accounts.length === 0 && fitting.length > 1) {
      problems.push(problem("target-ambiguous", { pattern, addresses: fitting }));
    }
  }
  const chosen = documents.filter(
    (document) =>
      (patterns.accounts.length === 0 || patterns.accounts.some((pattern) => fits(pattern, document.account))) &&
      (patterns.targets.length === 0 || patterns.targets.some((pattern) => fitsAddress(pattern, document.address))) &&
      !excludes.some((pattern) => fitsAddress(pattern, document.address)),
  );
  if (problems.length === 0 && chosen.length === 0 && documents.length > 0 && patterns.targets.length > 0) {
    const pattern = patterns.targets.join(" ");
    problems.push(nothing(patterns.accounts.length > 0 ? "--account with --target" : "--target", pattern, addresses));
  }
  return { documents: chosen, problems };
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
