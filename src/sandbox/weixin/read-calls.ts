import type { Json } from "../../model/json.ts";
import { wireText } from "../wire-text.ts";
import {
  type Call,
  type CallContext,
  isRefusal,
  namedCard,
  OK,
  type Reply,
  readBody,
  unsourcedRefusal,
} from "./call.ts";
import { refuse } from "./refusal.ts";
import { type ObjectShape, objectOf, text, whole } from "./shape.ts";
import { shownCard } from "./show-card.ts";
import type { StoredCard } from "./state.ts";

const getTable = objectOf({ card_id: text });

/**
 * EasyWeChat sends one status as a text by default, clients with typed models a null, and further keys do no harm: this
 * call only reads.
 */
const batchgetTable: ObjectShape = {
  ...objectOf({ offset: whole, count: whole, status_list: { type: "list", of: text, orText: true, orNull: true } }),
  others: "dropped",
};

/** Most ids of one page. Source: documentation of card/batchget. */
const MOST_PER_PAGE = 50;

interface Shown {
  readonly manner: string;
  readonly bytes: Uint8Array;
}

/** Answers by card value: a changed card is another value, so nothing in here can be stale. */
const shownBefore = new WeakMap<StoredCard, Shown>();

/** POST /card/get: everything the platform tells about a card, deleted ones included. */
export const getCard: Call = (context) => {
  const read = readBody(context, getTable);
  if (isRefusal(read)) return read;
  const found = namedCard(context.account, read.body);
  if (isRefusal(found)) return found;
  return { bytes: shownBytes(context, found.id, context.account.read(found.id) ?? found.card) };
};

function shownBytes({ behaviours }: CallContext, id: string, card: StoredCard): Uint8Array {
  const manner = `${behaviours.colourAs} ${behaviours.numericDateType} ${behaviours.stockTotal} ${behaviours.miniProgramFields} ${behaviours.writeOnlyFields}`;
  const before = shownBefore.get(card);
  if (before?.manner === manner) return before.bytes;
  const bytes = Buffer.from(wireText({ ...OK, card: shownCard(id, card, behaviours) }));
  shownBefore.set(card, { manner, bytes });
  return bytes;
}

/** The statuses a page is asked for; a text is one of them. Undefined for all. */
function wantedStatuses(list: Json | undefined): ReadonlySet<Json> | undefined {
  const statuses: readonly Json[] = Array.isArray(list) ? list : typeof list === "string" && list !== "" ? [list] : [];
  return statuses.length === 0 ? undefined : new Set(statuses);
}

/**
 * POST /card/batchget: a page of card ids in the order of creation, of all states and types unless `status_list` names
 * some.
 */
export const batchgetCards: Call = (context): Reply => {
  const read = readBody(context, batchgetTable);
  if (isRefusal(read)) return read;
  const { offset, count, status_list: statuses } = read.body;
  if (typeof offset !== "number" || typeof count !== "number") return refuse(40035);
  const isOutside = offset < 0 || count < 1 || count > MOST_PER_PAGE;
  const refusal = unsourcedRefusal(context.behaviours, { pageOutOfRange: isOutside });
  if (refusal !== undefined) return refusal;
  const most = Math.min(count, MOST_PER_PAGE);
  const wanted = wantedStatuses(statuses);
  const ids: string[] = [];
  let total = 0;
  for (const [id, card] of context.account.cards()) {
    if (wanted !== undefined && !wanted.has(card.status)) continue;
    if (total >= offset && ids.length < most) ids.push(id);
    total += 1;
  }
  return { json: { ...OK, card_id_list: ids, total_num: total, card_list: [] } };
};
