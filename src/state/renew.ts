import { newLease } from "./acquire.ts";
import { landedIn, swapOf } from "./book.ts";
import { type BookSwap, type Keeping, swapTogether, takeOwnAgain, type WordsOf, writeJournals } from "./keeping.ts";
import { isDue } from "./lease.ts";

/**
 * Asks for more time where half of a lease has passed; what is known goes to the store with it. What does not get there
 * is asked for again with the next step, as long as the lease lasts.
 */
export async function renew(keeping: Keeping, words: WordsOf): Promise<void> {
  const { at, books } = keeping;
  const moment = { now: at.clock.now(), elapsed: at.clock.elapsed() };
  const due = [...books.values()].flatMap((book) => {
    if (book.hold === undefined || !isDue(book.hold, moment)) return [];
    const { nonce, since: begun } = book.hold.lease;
    return [{ book, lease: newLease(keeping, nonce, Date.parse(begun)) }];
  });
  if (due.length === 0) return;
  // The journal has it as well: a later release may not get to the store.
  writeJournals(keeping);
  const swaps: BookSwap[] = [];
  for (const { book, lease } of due) {
    const more = { words: words(book.account.name), lease, announced: book.announced, withState: true };
    swaps.push({ book, swap: await swapOf(at, book, more) });
  }
  for (const { books: own, swapped } of await swapTogether(keeping, swaps))
    for (const book of own) {
      const lease = due.find((one) => one.book === book)?.lease;
      if (swapped.status === "landed" && lease !== undefined) {
        landedIn(book, swapped, { lease, withState: true });
        book.hold = { lease, from: moment.elapsed };
      } else await takeOwnAgain(keeping, book, swapped);
    }
}
