import type { Locate, RawDocument } from "../model/document.ts";
import { nearest } from "../model/nearest.ts";
import { asProblem, type CodedArgs, type Problem } from "../model/problem.ts";
import { type Account, isOf, type PlatformName, type Project, sandboxAccountName } from "../model/project.ts";

/**
 * The account a document belongs to: the one it names, else the default of its platform, else the only one of its
 * platform.
 */
export function accountOf(
  raw: RawDocument,
  platform: PlatformName,
  project: Project,
  locate: Locate,
): { account?: string; problem?: Problem } {
  const fitting = project.accounts.filter((account) => isOf(account, platform));
  if (raw.account !== undefined) return named(raw, raw.account, { platform, project, fitting, locate });
  const real = fitting.filter((account) => account.name !== sandboxAccountName);
  const chosen = real.find((account) => account.default) ?? (real.length === 1 ? real[0] : undefined);
  if (chosen !== undefined) return { account: chosen.name };
  const args = { kind: raw.kind, needed: platform, accounts: fitting.map((account) => account.name) };
  return { problem: wrong({ code: "account-needed", args }, raw, locate, "/kind") };
}

interface Choice {
  readonly platform: PlatformName;
  readonly project: Project;
  readonly fitting: readonly Account[];
  readonly locate: Locate;
}

function named(raw: RawDocument, name: string, { platform, project, fitting, locate }: Choice) {
  const account = project.accounts.find((candidate) => candidate.name === name);
  const known = fitting.map((candidate) => candidate.name);
  if (account === undefined) {
    const args = { account: name, kind: raw.kind, accounts: known, needed: platform, nearest: nearest(name, known) };
    return { problem: wrong({ code: "account-unknown", args }, raw, locate, namedAt(raw)) };
  }
  if (!fitting.includes(account)) {
    const args = { account: name, kind: raw.kind, platform: account.platform, needed: platform, accounts: known };
    return { problem: wrong({ code: "account-of-other-platform", args }, raw, locate, namedAt(raw)) };
  }
  return { account: name };
}

/** Where a document names its account: in `account:`, or among several. */
function namedAt(raw: RawDocument): string {
  return raw.source.overlay === undefined ? "/account" : `/accounts/${raw.source.overlay}`;
}

function wrong(found: CodedArgs, raw: RawDocument, locate: Locate, pointer: string): Problem {
  return asProblem(found, { place: locate(raw.source, pointer, pointer.startsWith("/accounts/") ? "key" : "value") });
}
