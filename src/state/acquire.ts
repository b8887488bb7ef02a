import { type Problem, problem } from "../model/problem.ts";
import type { Lease, StateEntry } from "../model/state.ts";
import type { Swapped } from "../model/state-store.ts";
import { instantIso } from "../schema/instant.ts";
import { type Book, beginJournal, landedIn, swapOf } from "./book.ts";
import { isHolderDead, markHolder, sweepHolders, unmarkHolder } from "./holder.ts";
import {
  type BookSwap,
  type EntriesByAccount,
  holderPlace,
  type Keeping,
  type SwappedGroup,
  swapTogether,
  type WordsOf,
  writeJournals,
} from "./keeping.ts";
import { type Hold, isHeld, leaseMs } from "./lease.ts";
import { memoryOf } from "./memories.ts";

/** What came of asking for leases. */
export type Acquired =
  | { readonly status: "held" }
  /** Somebody has written since the memory was read: it is to be read again, and everything planned anew. */
  | { readonly status: "moved" }
  /** Another run holds an account, the store says no, or nobody can say. Nothing may be sent. */
  | { readonly status: "refused"; readonly problem: Problem };

/** Asks for the leases of accounts, and says with them what is about to be sent. */
export async function acquire(
  keeping: Keeping,
  accounts: readonly string[],
  announced: EntriesByAccount,
  words: WordsOf,
): Promise<Acquired> {
  const { at } = keeping;
  const wanted = accounts.flatMap((name) => keeping.books.get(name) ?? []);
  const held = wanted.map((book) => heldBy(keeping, book, book.memory.lease)).find((one) => one !== undefined);
  if (held !== undefined) return { status: "refused", problem: held };
  const from = at.clock.elapsed();
  const lease = newLease(keeping, newNonce(keeping), at.clock.now());
  const announcedIn = ({ account }: Book) => since(announced.get(account.name), lease);
  const swaps: BookSwap[] = [];
  const unmarked = wanted.map((book) => markHolder(holderPlace(keeping, book), book.account.name, lease.nonce));
  const trouble = unmarked.find(isProblem);
  if (trouble !== undefined) {
    for (const book of wanted) unmarkHolder(holderPlace(keeping, book), book.account.name, lease.nonce);
    return { status: "refused", problem: trouble };
  }
  for (const book of wanted) {
    // The journal is recognised by what the store has: from now on that is what the journal had.
    const more = { words: words(book.account.name), lease, announced: announcedIn(book), withState: book.isChanged };
    swaps.push({ book, swap: await swapOf(at, book, more) });
  }
  const groups = await swapTogether(keeping, swaps);
  // Where accounts stand in two stores, one may have landed: its lease is given back with everything else.
  for (const { books, swapped } of groups)
    for (const book of books)
      noteAcquired(keeping, book, swapped, { hold: { lease, from }, announced: announcedIn(book) });
  const failed = groups.find(({ swapped }) => swapped.status !== "landed");
  // What was noted before is kept as well from now on.
  const begin = () => wanted.map((book) => beginJournal(at, book, announcedIn(book))).find(isProblem);
  const unwritten = failed ?? begin() ?? writeJournals(keeping);
  if (unwritten === undefined) return { status: "held" };
  await giveBack(keeping, wanted, words);
  return "code" in unwritten ? { status: "refused", problem: unwritten } : notHeld(keeping, unwritten);
}

function isProblem(trouble: Problem | undefined): trouble is Problem {
  return trouble !== undefined;
}

/** Gives leases back under which nothing was sent. One that stays is taken over when it has ended. */
async function giveBack(keeping: Keeping, wanted: readonly Book[], words: WordsOf): Promise<void> {
  const swaps: BookSwap[] = [];
  for (const book of wanted) {
    const own = words(book.account.name);
    const more = { words: { ...own, subject: `${own.subject}: nothing sent` }, withState: false };
    if (book.hold !== undefined) swaps.push({ book, swap: await swapOf(keeping.at, book, more) });
  }
  for (const { books, swapped } of swaps.length === 0 ? [] : await swapTogether(keeping, swaps))
    for (const book of books) {
      if (swapped.status !== "landed") continue;
      landedIn(book, swapped, {});
      if (book.hold !== undefined) unmarkHolder(holderPlace(keeping, book), book.account.name, book.hold.lease.nonce);
      delete book.hold;
    }
}

/** Notes what became of asking for the lease of an account. */
function noteAcquired(
  keeping: Keeping,
  book: Book,
  swapped: Swapped,
  { hold, announced }: { readonly hold: Hold; readonly announced: Book["announced"] },
): void {
  const { lease } = hold;
  const place = holderPlace(keeping, book);
  if (swapped.status === "landed") {
    landedIn(book, swapped, { lease, withState: book.isChanged });
    book.hold = hold;
    book.announced = announced;
    sweepHolders(place, book.account.name);
  }
  // Where nobody can say whether it landed, the next run knows by the mark that this one is gone.
  else if (swapped.status !== "unknown") unmarkHolder(place, book.account.name, lease.nonce);
}

function newNonce({ random }: Keeping): string {
  return Math.floor(random.next() * Number.MAX_SAFE_INTEGER).toString(36);
}

/** A lease from now on, for a run that has held it since then. */
export function newLease({ at, holder }: Keeping, nonce: string, begun: number): Lease {
  const instant = (moment: number) => instantIso(moment, at.timezone);
  return { holder, nonce, since: instant(begun), until: instant(at.clock.now() + leaseMs) };
}

/** Entries that are announced with a lease, as of its beginning. */
function since(entries: ReadonlyMap<string, StateEntry> = new Map(), lease: Lease): ReadonlyMap<string, StateEntry> {
  return new Map(
    [...entries].map(([local, entry]) => {
      if (entry.pending === undefined) return [local, entry];
      const { sent: _body, ...pending } = entry.pending;
      const { agreed } = entry;
      // What an earlier run agreed to has a time already.
      const dated = agreed?.at === "" ? { agreed: { ...agreed, at: lease.since } } : {};
      return [local, { ...entry, ...dated, pending: { ...pending, at: lease.since } }];
    }),
  );
}

/** Why an account cannot be had: another run holds it. */
export function heldBy(keeping: Pick<Keeping, "at">, book: Book, lease: Lease | undefined): Problem | undefined {
  const { name } = book.account;
  if (lease === undefined || !isHeld(lease, keeping.at.clock.now())) return undefined;
  if (isHolderDead(holderPlace(keeping, book), name, lease.nonce)) return undefined;
  const { holder, nonce, since: begun, until } = lease;
  return problem("lease-held", { account: name, holder, nonce, since: begun, until }, { account: name });
}

/** What is to be done where a swap did not land. */
async function notHeld(keeping: Keeping, { books, swapped }: SwappedGroup): Promise<Acquired> {
  if (swapped.status === "refused" || swapped.status === "unknown")
    return { status: "refused", problem: swapped.problem };
  if (swapped.status === "landed") return { status: "held" };
  for (const book of books) {
    const stored = swapped.stored.get(book.account.name);
    const memory = stored === undefined ? undefined : await memoryOf(keeping.at, book.account, stored);
    const why = memory === undefined ? undefined : "code" in memory ? memory : heldBy(keeping, book, memory.lease);
    if (why !== undefined) return { status: "refused", problem: why };
  }
  return { status: "moved" };
}
