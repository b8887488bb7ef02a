import { parse } from "yaml";
import { isObject, type Json } from "../../src/model/json.ts";

/** Who holds which account, as far as the machines of a simulation show it. */
export interface Leases {
  /**
   * Looks at a file that a process has written; gives the process whose lease has been taken from it, if any: it lives,
   * and the lease has neither been given back nor come to its end.
   */
  wrote(path: string, text: string | undefined, process: number): number | undefined;
}

/** Whoever asks for a lease puts its nonce into the name of a mark first. */
const mark = /\/journal\/\w+\.([0-9a-z]+)\.holder$/;
const lease = /\/wxcards\.state\/(\w+)\/lease\.yaml$/;

export function leases(alive: ReadonlySet<number>, now: () => number): Leases {
  const askedBy = new Map<string, number>();
  const held = new Map<string, { readonly nonce: string; readonly until: number }>();
  return {
    wrote: (path, text, process) => {
      const asked = mark.exec(path)?.[1];
      if (asked !== undefined && text !== undefined) askedBy.set(asked, process);
      const account = lease.exec(path)?.[1];
      if (account === undefined) return undefined;
      const before = held.get(account);
      const next = leaseIn(text);
      if (next === undefined) held.delete(account);
      else held.set(account, next);
      if (before === undefined || next === undefined || before.nonce === next.nonce) return undefined;
      const holder = askedBy.get(before.nonce);
      return before.until > now() && holder !== undefined && alive.has(holder) ? holder : undefined;
    },
  };
}

function leaseIn(text: string | undefined): { readonly nonce: string; readonly until: number } | undefined {
  const file = parse(text ?? "") as Json;
  const found = isObject(file) ? file["lease"] : undefined;
  if (!isObject(found) || found["broken"] !== undefined) return undefined;
  return { nonce: String(found["nonce"]), until: Date.parse(String(found["until"])) };
}
