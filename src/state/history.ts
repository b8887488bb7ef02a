import { defined } from "../model/defined.ts";
import type { HistoryChange, HistoryRun } from "../model/history.ts";
import type { StoreRecord } from "../model/state-store.ts";
import { instantIso } from "../schema/instant.ts";

/** Whose records they are, and how instants are shown. */
export interface RecordsOf {
  readonly account: string;
  readonly timezone: string;
}

/** The first words of what the tool writes: of its ends, each of which is a run. */
const ends = ["apply", "import", "recover", "forget", "unlock", "push"];

/** Those of them that begin with a record of the same words: it holds nothing. */
const begins = ["recover", "import"];

/**
 * The runs that records tell of, newest first. The beginning of a run is a run of its own only where its end is not
 * there; that of a recovery says nothing, and neither does a lease that goes on, or that was given back unused.
 */
export function runsOf(records: readonly StoreRecord[], of: RecordsOf): HistoryRun[] {
  const runs: HistoryRun[] = [];
  let hasEnded = false;
  for (const record of records) {
    const word = wordOf(record, of.account);
    if (word === "begin" && !hasEnded) runs.push({ ...runOf(record, of, "apply"), open: true });
    else if (isRun(word, record)) runs.push(runOf(record, of, word));
    if (word === "begin") hasEnded = false;
    else if (endsLease(word, record)) hasEnded = true;
  }
  return runs;
}

/** True for the record of an end that had a beginning: an apply that sent nothing asks for no lease. */
function endsLease(word: string, { body }: StoreRecord): boolean {
  return ["forget", "push", "given back"].includes(word) || (word === "apply" && body.length > 0);
}

function isRun(word: string, { body }: StoreRecord): boolean {
  return word === "other" || (ends.includes(word) && !(begins.includes(word) && body.length === 0));
}

/** What a record says was done: the words before the name of the account. */
function wordOf({ subject }: StoreRecord, account: string): string {
  const words = [...ends, "begin", "renew"];
  const word = words.find((one) => subject === `${one} ${account}` || subject.startsWith(`${one} ${account}:`));
  return word === "begin" && subject !== `begin ${account}` ? "given back" : (word ?? "other");
}

function runOf({ id, at, author, subject, body, trailers }: StoreRecord, of: RecordsOf, did: string): HistoryRun {
  const said = new Map(trailers);
  const [commit, ...state] = said.get("Source")?.split(" ") ?? [];
  return {
    commit: id,
    at: instantIso(at, of.timezone),
    account: of.account,
    actor: said.get("Actor") ?? author,
    ...{ did, subject },
    ...defined({
      holder: said.get("Holder"),
      source: commit === undefined ? undefined : { commit, dirty: state.includes("dirty") },
      run: said.get("Run"),
      digest: said.get("Plan"),
      tool: said.get("Tool"),
    }),
    changes: did === "other" ? [] : body.flatMap((line) => changeOf(line, did, of.account) ?? []),
  };
}

/** `coffee/MemberCard/gold update settled /base_info/title`; of a recovery without the action, of others the address. */
function changeOf(line: string, did: string, account: string): HistoryChange | undefined {
  const [address = "", ...words] = line.split(" ");
  if (!address.startsWith(`${account}/`)) return undefined;
  if (did !== "apply") return { address, action: did, fields: [], outcome: words[0] ?? "done" };
  const [action = "", outcome = "", ...fields] = words;
  return { address, action, fields, outcome };
}
