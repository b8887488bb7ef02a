import { understood } from "../../model/asked.ts";
import { defined } from "../../model/defined.ts";
import { asText, isObject, type Json } from "../../model/json.ts";
import type { Listing } from "../../model/kind.ts";
import { cardsPath, query } from "./address.ts";
import { idempotencyKeyOf, invalid, readingOf, subject } from "./reading.ts";

/** The most templates of one page. Source: partner documentation 4015336976. */
const mostPerPage = 20;

/**
 * Lists the templates of a brand, those that were taken off included; each as reading it would show it. `offset` counts
 * templates, not pages.
 */
export const listing: Listing = {
  pageSize: mostPerPage,
  isWhole: true,
  page: (offset, settings) => ({
    method: "GET",
    path: `${cardsPath(settings)}${query(settings, { offset, limit: mostPerPage })}`,
    body: {},
  }),
  read: ({ data = [], total_count: total }, settings) => {
    if (!Array.isArray(data) || typeof total !== "number" || !Number.isSafeInteger(total) || total < 0)
      return undefined;
    const cards = (data as readonly Json[]).filter(isObject);
    const ids = cards.flatMap(({ card_id: id }) => (typeof id === "string" ? [id] : []));
    if (ids.length !== data.length) return undefined;
    const own = { reading: readingOf, subject };
    const readings = cards.map((card) => understood(own, { id: asText(card["card_id"]), settings }, card));
    if (readings.some(({ status }) => status === "unusable")) return undefined;
    return {
      ids,
      total,
      objects: readings.flatMap((reading) => (reading.status === "found" ? [reading] : [])),
      gone: cards.flatMap((card) => {
        const idempotencyKey = idempotencyKeyOf(card);
        const invalidated = {
          id: asText(card["card_id"]),
          why: invalid,
          ...defined({ idempotencyKey }),
        };
        return card["state"] === invalid ? [invalidated] : [];
      }),
    };
  },
};
