import { type Problem, problem } from "../model/problem.ts";
import type { Stored, Swapped } from "../model/state-store.ts";
import { partsOf } from "../model/text.ts";
import { heldBy } from "./acquire.ts";
import { type Book, dropJournal, landedIn, type SwapInput, swapOf } from "./book.ts";
import { sweepHolders, unmarkHolder } from "./holder.ts";
import {
  type BookSwap,
  holderPlace,
  type Keeping,
  type SwappedGroup,
  swapTogether,
  takeNoted,
  takeOwnAgain,
  type WordsOf,
  writeJournals,
} from "./keeping.ts";

/** What a release says beside what was learnt. */
export interface ReleaseInput {
  readonly words: WordsOf;
  /** What the state of an account says of the commit from now on; as it was when undefined. */
  readonly applied?: (account: string) => SwapInput["applied"];
}

/**
 * Brings everything that is known into the store and gives the leases back: all accounts together, and where that does
 * not land each by itself. What does not get there stays in the journal.
 */
export async function release(keeping: Keeping, input: ReleaseInput): Promise<readonly Problem[]> {
  const unwritten = writeJournals(keeping);
  const problems = unwritten === undefined ? [] : [unwritten];
  const wanted = [...keeping.books.values()].filter((book) => isToBeWritten(keeping, book, input));
  if (wanted.length === 0) return problems;
  const swaps = await Promise.all(wanted.map((book) => releaseOf(keeping, book, input)));
  for (const group of await swapTogether(keeping, swaps)) problems.push(...(await endOf(keeping, group, input)));
  return problems;
}

/** True for an account of which there is something to write, and which is not under the lease of another run. */
function isToBeWritten(keeping: Keeping, book: Book, { applied }: ReleaseInput): boolean {
  takeNoted(keeping, book.account.name);
  if (book.hold !== undefined) return true;
  // What is only known without a lease is found out again; to write it would take the lease away from the other run.
  if (heldBy(keeping, book, book.memory.lease) !== undefined) return false;
  return book.isChanged || applied?.(book.account.name) !== undefined;
}

/** The end of the accounts of one store. */
async function endOf(
  keeping: Keeping,
  { books, swapped }: SwappedGroup,
  input: ReleaseInput,
): Promise<readonly Problem[]> {
  if (swapped.status === "landed") for (const book of books) released(keeping, book, swapped, input);
  if (swapped.status === "landed") return [];
  const problems: Problem[] = [];
  for (const book of books) {
    const [alone] = books.length === 1 ? [] : await swapTogether(keeping, [await releaseOf(keeping, book, input)]);
    problems.push(...(await settled(keeping, book, alone?.swapped ?? swapped, input)));
  }
  return problems;
}

async function releaseOf({ at }: Keeping, book: Book, { words, applied }: ReleaseInput): Promise<BookSwap> {
  const of = applied?.(book.account.name);
  const more = { words: words(book.account.name), withState: true, ...(of === undefined ? {} : { applied: of }) };
  return { book, swap: await swapOf(at, book, more) };
}

function released(keeping: Keeping, book: Book, swapped: Swapped, { applied }: ReleaseInput): void {
  landedIn(book, swapped, { withState: true, applied: applied?.(book.account.name) });
  book.isChanged = false;
  dropJournal(keeping.at, book);
  const place = holderPlace(keeping, book);
  if (book.hold !== undefined) unmarkHolder(place, book.account.name, book.hold.lease.nonce);
  // Without a lease of its own this took away that of a dead holder, where there was one.
  else sweepHolders(place, book.account.name);
  delete book.hold;
}

/** The end of one account whose release did not land at first. */
async function settled(
  keeping: Keeping,
  book: Book,
  swapped: Swapped,
  input: ReleaseInput,
): Promise<readonly Problem[]> {
  if (swapped.status === "landed") {
    released(keeping, book, swapped, input);
    return [];
  }
  const { name } = book.account;
  // Nothing was sent: whoever has written since knows more, and what was only noted is found out again. What an earlier
  // run left in the journal, or under its lease, is not.
  const isLeftOpen = book.journal > 0 || book.memory.lease !== undefined;
  if (book.hold === undefined && (swapped.status === "moved" || !isLeftOpen)) return [];
  if (swapped.status !== "moved")
    return [
      problem("state-not-released", { account: name, why: swapped.problem.code }, { account: name, severity: "error" }),
      swapped.problem,
    ];
  if (await takeOwnAgain(keeping, book, swapped)) {
    const [again] = await swapTogether(keeping, [await releaseOf(keeping, book, input)]);
    if (again?.swapped.status === "landed") {
      released(keeping, book, again.swapped, input);
      return [];
    }
  }
  const stored = swapped.stored.get(name);
  if (stored?.version !== undefined && (await isAsReleased(keeping, book, stored, input))) {
    released(keeping, book, { status: "landed", versions: new Map([[name, stored.version]]) }, input);
    return [];
  }
  return [problem("lease-lost", { account: name, until: book.hold?.lease.until, isOver: true }, { account: name })];
}

/** True where the store has what was to be written: it had landed, and the answer was lost. */
async function isAsReleased(keeping: Keeping, book: Book, stored: Stored, input: ReleaseInput): Promise<boolean> {
  const { swap } = await releaseOf(keeping, book, input);
  return swap.lease === stored.lease && [...partsOf(swap.state ?? "")].join("") === stored.state;
}
