import { type Problem, problem } from "../model/problem.ts";
import type { Swapped } from "../model/state-store.ts";
import { type Book, dropJournal, landedIn, type SwapInput, swapOf } from "./book.ts";
import { unmarkHolder } from "./holder.ts";
import {
  type BookSwap,
  holderPlace,
  type Keeping,
  swapTogether,
  takeNoted,
  type WordsOf,
  writeJournals,
} from "./keeping.ts";
import { memoryOf } from "./memories.ts";

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
  const wanted = [...keeping.books.values()].filter((book) => {
    takeNoted(keeping, book.account.name);
    return book.hold !== undefined || book.isChanged || input.applied?.(book.account.name) !== undefined;
  });
  if (wanted.length === 0) return unwritten === undefined ? [] : [unwritten];
  const groups = await swapTogether(keeping, await Promise.all(wanted.map((book) => releaseOf(keeping, book, input))));
  const problems: Problem[] = unwritten === undefined ? [] : [unwritten];
  for (const { books, swapped } of groups) {
    if (swapped.status === "landed") for (const book of books) released(keeping, book, swapped, input);
    else if (books.length === 1) problems.push(...(await settled(keeping, books[0] as Book, swapped, input)));
    else
      for (const book of books) {
        const [alone] = await swapTogether(keeping, [await releaseOf(keeping, book, input)]);
        if (alone !== undefined) problems.push(...(await settled(keeping, book, alone.swapped, input)));
      }
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
  if (book.hold !== undefined) unmarkHolder(holderPlace(keeping, book), book.account.name, book.hold.lease.nonce);
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
  // Nothing was sent: whoever has written since knows more, and what was only noted is found out again.
  if (book.hold === undefined) return [];
  if (swapped.status !== "moved")
    return [
      problem("state-not-released", { account: name, why: swapped.problem.code }, { account: name, severity: "error" }),
      swapped.problem,
    ];
  const stored = swapped.stored.get(name);
  const memory = stored === undefined ? undefined : await memoryOf(keeping.at, book.account, stored);
  if (memory !== undefined && !("code" in memory) && memory.lease?.nonce === book.hold.lease.nonce) {
    // Under our own lease nobody else writes: what else has changed is no entry.
    book.memory = memory;
    const [again] = await swapTogether(keeping, [await releaseOf(keeping, book, input)]);
    if (again?.swapped.status === "landed") {
      released(keeping, book, again.swapped, input);
      return [];
    }
  }
  return [problem("lease-lost", { account: name, until: book.hold.lease.until, isOver: true }, { account: name })];
}
