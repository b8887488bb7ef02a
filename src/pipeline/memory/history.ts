import type { History, HistoryRun } from "../../model/history.ts";
import type { Problem } from "../../model/problem.ts";
import { type Account, sandboxAccountName } from "../../model/project.ts";
import type { OfflineWorld, Selection } from "../../model/world.ts";
import { runsOf } from "../../state/history.ts";
import { isAddressed } from "./addressed.ts";
import { type OpenedMemory, openMemory } from "./open.ts";

/** What is asked of the past. */
export interface HistoryRequest {
  /** Only what touched this resource. */
  readonly address?: string;
  /** Runs at most. */
  readonly limit: number;
}

/** What the past of accounts is, with what is wrong where it could not be read. */
export interface HistoryFound {
  readonly history: History;
  readonly problems: readonly Problem[];
}

/** More records of one account are not looked through for the runs that are asked for. */
const mostRecords = 20_000;

/** Tells who wrote accounts, newest first. Asks the stores, and no platform. */
export async function readHistory(
  world: OfflineWorld,
  selection: Selection,
  request: HistoryRequest,
): Promise<HistoryFound> {
  const opened = await openMemory(world, selection, "without-documents");
  if (!("access" in opened)) return { history: { complete: false, runs: [], without: [] }, problems: opened };
  const { address = "", limit } = request;
  const named = address.split("/").length === 3 ? address.split("/")[0] : undefined;
  const asked = opened.accounts.filter(({ name }) => named === undefined || name === named);
  const isKept = (account: Account) => opened.access.storeOf(account).place.store === "branch";
  const kept = asked.filter(isKept);
  const found = [];
  for (const account of kept) found.push(await runsOfAccount(opened, account, request));
  const runs = found.flatMap((one) => one.runs);
  const sorted = runs.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return {
    history: {
      complete: sorted.length <= limit && found.every(({ complete }) => complete),
      runs: sorted.slice(0, limit),
      without: asked.filter((account) => !isKept(account) && isMeant(account, asked)).map(({ name }) => name),
    },
    problems: [...opened.problems, ...found.flatMap(({ problems }) => problems)],
  };
}

/** The account that is always there is told of only to those who asked for it alone. */
function isMeant({ name }: Account, asked: readonly Account[]): boolean {
  return name !== sandboxAccountName || asked.length === 1;
}

/** The runs of one account: as many records are read as they take, since a run has two or more. */
async function runsOfAccount(
  { access, project: { timezone } }: OpenedMemory,
  account: Account,
  { address, limit }: HistoryRequest,
): Promise<{
  readonly runs: readonly HistoryRun[];
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}> {
  const store = access.storeOf(account);
  for (let count = 2 * limit + 2; ; count *= 4) {
    const found = await store.history(account.name, count);
    if ("code" in found) return { runs: [], complete: false, problems: [{ ...found, account: account.name }] };
    const runs = runsOf(found.records, { account: account.name, timezone });
    const wanted = address === undefined ? runs : runs.filter((run) => touches(run, address));
    const isAll = found.complete || found.records.length < count || count >= mostRecords;
    if (isAll || wanted.length > limit) return { runs: wanted, complete: found.complete, problems: [] };
  }
}

function touches({ changes }: HistoryRun, wanted: string): boolean {
  return changes.some(({ address }) => isAddressed(address, wanted));
}
