import { whyStopped } from "../model/budget.ts";
import type { Client } from "../model/client.ts";
import type { Kind, ListedPage, Listing } from "../model/kind.ts";
import { type Problem, passedOn, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { LiveResource } from "../model/resource.ts";

/** What listing one account needs. */
export interface ListingInput {
  readonly account: Account;
  readonly kind: Kind;
  readonly listing: Listing;
  readonly client: Client;
  /** Pages asked for at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** More pages than this are not asked for: reading what is wanted is cheaper then. */
  readonly mostPages?: number;
}

/** Everything a listing shows of an account. */
export interface ListedAll {
  readonly ids: readonly string[];
  readonly objects: readonly LiveResource[];
  readonly gone: NonNullable<ListedPage["gone"]>;
}

/**
 * The most pages that are asked for: ten times what the largest accounts that are known would take. A total is the
 * platform's word, and may be anything.
 */
const mostPagesOfAll = 2_000;

/**
 * The ids of all resources of an account, in the platform's order, each once; or why they are not all known.
 *
 * The first page says how many there are; all others are asked for at once, a few at a time. A listing whose pages do
 * not add up to what each of them says is an error: it is never taken for complete.
 */
export async function listAccount(input: ListingInput): Promise<ListedAll | { problem: Problem }> {
  const { concurrency, account } = input;
  const first = await readPage(input, 0);
  if ("problem" in first) return first;
  // Pages may be smaller than what was asked for: nothing documents the most of every listing.
  const isShort = first.ids.length > 0 && first.ids.length < Math.min(input.listing.pageSize, first.total);
  const listing = isShort ? { ...input.listing, pageSize: first.ids.length } : input.listing;
  // A page that repeats what another one showed never comes to an end, whatever its total says.
  const seen = new Set<string>();
  const checked = (page: ListedPage, offset: number) => {
    const before = seen.size;
    for (const id of page.ids) seen.add(id);
    if (seen.size !== before + page.ids.length) return incomplete(account, first.total, seen.size);
    return misfit(page, offset, first, account, listing);
  };
  const { total } = first;
  const wantedPages = Math.ceil(total / listing.pageSize);
  if (wantedPages > mostPagesOfAll)
    return {
      problem: problem("listing-endless", { account: account.name, total, most: mostPagesOfAll * listing.pageSize }),
    };
  if (wantedPages > (input.mostPages ?? mostPagesOfAll))
    return {
      problem: problem("listing-long", { account: account.name, total }),
    };
  const pages = new Map<number, ListedPage>([[0, first]]);
  // The total is the platform's word and may be anything: the first page that is not as full as it must be ends the
  // listing.
  let fault: Problem | undefined = checked(first, 0);
  let next = listing.pageSize;
  const worker = async (): Promise<void> => {
    for (let offset = next; offset < total && fault === undefined; offset = next) {
      next = offset + listing.pageSize;
      const page = await readPage(input, offset);
      const wrong = "problem" in page ? page.problem : checked(page, offset);
      if (wrong !== undefined) fault ??= wrong;
      else if (!("problem" in page)) pages.set(offset, page);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (fault !== undefined) return { problem: fault };
  const inOrder = [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
  const ids = [...new Set(inOrder.flatMap((page) => page.ids))];
  if (ids.length !== total) return { problem: incomplete(account, total, ids.length) };
  const objects = inOrder.flatMap((page) => page.objects ?? []);
  return { ids, objects, gone: inOrder.flatMap((page) => page.gone ?? []) };
}

async function readPage(input: ListingInput, offset: number): Promise<ListedPage | { problem: Problem }> {
  const { listing, client, account, signal } = input;
  if (signal.aborted) return { problem: whyStopped(signal) };
  const request = listing.page(offset, account.settings);
  const reply = await client.call(request, "read", signal);
  if (reply.status === "refused" && listing.noneCodes?.includes(reply.code) === true) return { ids: [], total: 0 };
  if (reply.status !== "ok")
    return { problem: { ...passedOn(reply.problem, { account: account.name }), account: account.name } };
  const page = listing.read(reply.body, account.settings);
  if (page !== undefined) return page;
  const args = { call: request.path, account: account.name };
  return { problem: problem("answer-unusable", args, { account: account.name }) };
}

/** A page must be as full as the total says, and the total must not move while the pages come in. */
function misfit(
  page: ListedPage,
  offset: number,
  first: ListedPage,
  account: Account,
  listing: Listing,
): Problem | undefined {
  const expected = Math.min(listing.pageSize, first.total - offset);
  if (page.total === first.total && page.ids.length === expected) return undefined;
  return incomplete(account, first.total, offset + page.ids.length);
}

function incomplete(account: Account, total: number, listed: number): Problem {
  const args = { account: account.name, total, listed };
  return problem("listing-incomplete", args, { account: account.name });
}
