import { type Document, localAddress } from "../../model/document.ts";
import type { Kinds } from "../../model/kind.ts";
import type { MemberCalls } from "../../model/member.ts";
import { nearest } from "../../model/nearest.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Account, isOf, type Project, sandboxAccountName } from "../../model/project.ts";
import type { Selection, World } from "../../model/world.ts";
import { selectAccounts } from "../../resolve/select.ts";
import { check } from "../check.ts";
import { isAddressed } from "../memory/addressed.ts";
import { desiredState } from "../planning/desired-state.ts";
import { openRun, type Run } from "../run.ts";

/** An account that is open for questions about its members. */
export interface OpenedAccount {
  readonly account: Account;
  readonly run: Run;
  /** The resources of the account by address, with the ids of those that have one. */
  readonly ids: ReadonlyMap<string, string>;
}

/** A card that is open for questions about the people who hold it. */
export interface OpenedCard extends OpenedAccount {
  readonly address: string;
  readonly id: string;
  readonly calls: MemberCalls;
}

/** An account that is open for questions about any of its cards. */
export interface OpenedCards extends OpenedAccount {
  readonly id?: undefined;
  readonly calls: MemberCalls;
}

/** Opens the card that a command line names, or says why there is none. */
export async function openCard(
  world: World,
  selection: Selection,
  pattern: string,
): Promise<OpenedCard | readonly Problem[]> {
  const checked = await check(world, selection, "without-clock", "store");
  const { project } = checked;
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  if (project === undefined || errors.length > 0) return errors;
  const document = namedIn(checked.documents, pattern, world.kinds);
  if ("code" in document) return [document];
  const account = project.accounts.find(({ name }) => name === document.account) as Account;
  const opened = await openAccount(world, selection, { ...checked, project }, account);
  if ("length" in opened) return opened;
  const id = opened.ids.get(document.address) ?? "";
  if (id === "") return [problem("member-target-new", { address: document.address }, { address: document.address })];
  return { ...opened, address: document.address, id, calls: callsOf(world.kinds, document) as MemberCalls };
}

/** Opens the account whose members are meant where no card is named. */
export async function openCards(world: World, selection: Selection): Promise<OpenedCards | readonly Problem[]> {
  const checked = await check(world, selection, "without-clock", "store");
  const { project } = checked;
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  if (project === undefined || errors.length > 0) return errors;
  const meant = accountMeant(world.kinds, project, selection);
  if ("code" in meant) return [meant];
  const opened = await openAccount(world, selection, { ...checked, project }, meant.account);
  return "length" in opened ? opened : { ...opened, calls: meant.calls };
}

async function openAccount(
  world: World,
  selection: Selection,
  checked: Parameters<typeof openRun>[2],
  account: Account,
): Promise<OpenedAccount | readonly Problem[]> {
  const run = await openRun(world, selection, checked, [account]);
  if ("length" in run) return run;
  const own = run.unconnected.filter(({ severity }) => severity === "error");
  if (!run.clients.has(account.name)) return own;
  return { account, run, ids: desiredState(run).ids };
}

function callsOf(kinds: Kinds, { kind }: Pick<Document, "kind">): MemberCalls | undefined {
  return kinds.get(kind)?.kind.members;
}

/** The one document that is meant, of a kind whose resources people hold. */
function namedIn(documents: readonly Document[], pattern: string, kinds: Kinds): Document | Problem {
  const fitting = documents.filter(({ address }) => isAddressed(address, pattern));
  const held = fitting.filter((document) => callsOf(kinds, document) !== undefined);
  const [first] = held;
  if (first !== undefined && held.length === 1) return first;
  const all = documents.flatMap((one) => (callsOf(kinds, one) === undefined ? [] : [one.address]));
  return problem("member-target-unclear", {
    pattern,
    addresses: held.map(({ address }) => address),
    ...(fitting.length === 0
      ? { nearest: nearest(pattern, [...all, ...all.map(localAddress)]) }
      : { other: held.length === 0 }),
  });
}

/** The account of a kind with members that is meant: the only one, or the default one where none is named. */
function accountMeant(
  kinds: Kinds,
  project: Project,
  selection: Selection,
): { readonly account: Account; readonly calls: MemberCalls } | Problem {
  const kind = [...kinds.values()].find((entry) => entry.kind.members !== undefined)?.kind;
  const calls = kind?.members;
  if (kind === undefined || calls === undefined) return problem("member-unclear", { reason: "no-account" });
  const all = selectAccounts(project, selection).filter((account) => isOf(account, kind.platform));
  // The built-in one is there always, and is meant where it is named, or alone.
  const own = all.length === 1 ? all : all.filter(({ name }) => name !== sandboxAccountName);
  const [account, ...others] = own.length > 1 && own.some(isDefault) ? own.filter(isDefault) : own;
  if (account === undefined) return problem("member-unclear", { reason: "no-account" });
  if (others.length === 0) return { account, calls };
  return problem("member-unclear", { reason: "several-accounts", accounts: own.map(({ name }) => name) });
}

const isDefault = (account: Account) => account.default;
