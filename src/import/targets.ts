import { addressOf } from "../model/document.ts";
import type { ImportTarget } from "../model/import.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { idsIn } from "../model/objects.ts";
import { idKey } from "../model/ownership.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { ArgsOf } from "../model/problems/table.ts";
import { type Account, isOf, type Project, sandboxAccountName } from "../model/project.ts";
import { isIdOf } from "../schema/id-shape.ts";

/** What reading `ADDRESS=ID` needs. */
export interface TargetsInput {
  readonly arguments: readonly string[];
  readonly project: Project;
  readonly kinds: Kinds;
  /** The accounts that `--account` leaves; an address without an account means the only one of them. */
  readonly accounts: readonly Account[];
}

/** Reads what the command line names, such as `coffee/MemberCard/gold=ph_…`; every mistake in it is a problem. */
export function readTargets(input: TargetsInput): { targets: readonly ImportTarget[]; problems: readonly Problem[] } {
  const targets: ImportTarget[] = [];
  const problems: Problem[] = [];
  for (const argument of input.arguments) {
    const read = readTarget(argument, input);
    if ("code" in read) problems.push(read);
    else if (
      targets.some((other) => sameOf(other) === sameOf(read) || idsOf(other).some((id) => idsOf(read).includes(id)))
    )
      problems.push(wrong(argument, "twice", {}));
    else targets.push(read);
  }
  return { targets, problems };
}

function readTarget(argument: string, input: TargetsInput): ImportTarget | Problem {
  const at = argument.indexOf("=");
  const parts = argument.slice(0, Math.max(0, at)).split("/");
  const id = argument.slice(at + 1);
  const [written = "", kind = "", account] = [...parts].reverse();
  if (at === -1 || id === "" || parts.length < 2 || parts.length > 3) return wrong(argument, "form", {});
  const entry = input.kinds.get(kind);
  // What stands behind the sign may be a person.
  if (entry?.kind.unread !== undefined) return wrong(parts.join("/"), "unread", {});
  if (entry === undefined) {
    const known = [...input.kinds.keys()];
    return wrong(argument, "kind", { kind, known, nearest: nearest(kind, known) });
  }
  // A name is typed on a keyboard or pasted from a file system; documents hold the composed form.
  const name = written.normalize("NFC");
  const refused = refusedPart(entry, name, id);
  if (refused !== undefined) return wrong(argument, refused, { name, id });
  const found = account === undefined ? impliedAccount(entry, input) : namedAccount(account, entry, input.project);
  return typeof found === "string" ? { argument, account: found, kind, name, id } : wrong(argument, "account", found);
}

/** The schema of the kind says what a name and an id look like. */
function refusedPart(entry: KindEntry, name: string, id: string): "name" | "id" | undefined {
  const errors = entry.validate({ kind: entry.kind.name, name, spec: {} });
  if (errors.some(({ instancePath }) => instancePath === "/name")) return "name";
  return isIdOf(entry, id) ? undefined : "id";
}

function namedAccount(name: string, { kind }: KindEntry, project: Project): string | Choice {
  const fitting = project.accounts.filter((account) => isOf(account, kind.platform)).map((account) => account.name);
  return fitting.includes(name) ? name : { account: name, known: fitting, nearest: nearest(name, fitting) };
}

/** As for a document that names no account: the default one, or the only one. */
function impliedAccount({ kind }: KindEntry, { accounts }: TargetsInput): string | Choice {
  const fitting = accounts.filter((account) => isOf(account, kind.platform));
  const real = fitting.filter(({ name }) => name !== sandboxAccountName);
  const implied = real.find((account) => account.default) ?? (real.length === 1 ? real[0] : undefined);
  const only = fitting.length === 1 ? fitting[0] : undefined;
  return (implied ?? only)?.name ?? { known: fitting.map(({ name }) => name) };
}

function sameOf({ account, kind, name }: ImportTarget): string {
  return addressOf(account, kind, name);
}

function idsOf({ account, kind, id }: ImportTarget): string[] {
  return idsIn(id).map((part) => idKey({ account, kind, id: part }));
}

type ImportArgument = ArgsOf<"import-argument">;

/** The nearest names. */
type Choice = Omit<ImportArgument, "argument" | "reason">;

function wrong(argument: string, reason: ImportArgument["reason"], args: Choice): Problem {
  return problem("import-argument", { argument, reason, ...args });
}
