import type { Intent, Lease, StateEntry } from "../../src/model/state.ts";
import { leaseText } from "../../src/state/format/lease-file.ts";
import { macKey } from "../../src/state/format/mac.ts";
import { stateText } from "../../src/state/format/state-file.ts";
import { journalHead, journalLine } from "../../src/state/journal.ts";
import { coffee, type Run, type World } from "./world.ts";

/** The moment at which worlds begin, when what is open in these memories was announced. */
const began = "2026-11-21T10:00:00+08:00";

/** Entries of a memory by local address; what is not said is empty. */
export type Entries = Readonly<Record<string, Partial<StateEntry>>>;

/** The two files of the memory of an account, by path; `secret` is that of an account that has one. */
export function memoryFilesOf(
  entries: Entries,
  { name, identity, secret, lease }: { name: string; identity: string; secret?: string; lease?: Lease },
): Record<string, string> {
  const whole = Object.entries(entries).map(([local, entry]): [string, StateEntry] => [
    local,
    { settled: {}, ...entry },
  ]);
  const state = { account: name, identity, entries: new Map(whole), serial: 1 };
  const mac = secret === undefined ? {} : { mac: macKey(secret, identity) };
  return {
    [`wxcards.state/${name}/state.yaml`]: [...stateText(state, {})].join(""),
    [`wxcards.state/${name}/lease.yaml`]: leaseText({ ...state, ...(lease === undefined ? {} : { lease }) }, mac),
  };
}

/**
 * Gives a world the memory of an earlier run of the coffee account, on this machine: settings that were sent stand in its
 * journal, and everything else in its state.
 */
export function remember(made: World, entries: Entries): void {
  const account = { name: coffee.name, identity: coffee.appid, secret: coffee.secret };
  made.write({ ...memoryFilesOf(entries, account), ...journalOf(entries, account) });
}

/** The journal of a run that has sent settings whole, by path; none where no entry has any. */
function journalOf(entries: Entries, of: { name: string; identity: string }): Record<string, string> {
  const sent = Object.entries(entries).filter(([, { pending }]) => pending?.sent !== undefined);
  if (sent.length === 0) return {};
  const whole = new Map(sent.map(([local, entry]) => [local, { settled: {}, ...entry }]));
  const stored = new Map([...whole].map(([local, entry]) => [local, withoutSent(entry)]));
  return { [`.wxcards/journal/${of.name}.jsonl`]: journalHead(of) + journalLine(whole, stored) };
}

/** An entry as the state has it. */
function withoutSent({ pending, ...rest }: StateEntry): StateEntry {
  const { sent: _sent, ...call } = pending as Intent;
  return { ...rest, pending: call };
}

/** A call that was announced when the world began, and whose answer nobody has. */
export function open(operation: string, more: Partial<Intent> = {}): Intent {
  return { operation, body: "0000000000000000", at: began, ...more };
}

/** What a run of `apply --recover-only --format json` has settled, by address, and the codes of its problems. */
export function settledIn(run: Run): {
  readonly results: Readonly<Record<string, string>>;
  readonly codes: readonly string[];
} {
  const { recovered, problems } = JSON.parse(run.stdout) as {
    recovered: { address: string; result: string }[];
    problems: { code: string }[];
  };
  const results = Object.fromEntries(
    recovered.map(({ address, result }) => [address.slice(address.indexOf("/") + 1), result]),
  );
  return { results, codes: problems.map(({ code }) => code) };
}
