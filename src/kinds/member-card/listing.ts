import type { Json } from "../../model/json.ts";
import type { Importing, Listing } from "../../model/kind.ts";

/** Most ids of one page. Source: card/batchget, official documentation of card management. */
const mostPerPage = 50;

/**
 * Finds the cards of an account. Without `status_list` all states are listed, deleted cards included, and cards of all
 * types: what an id is shows only when it is read. Source: card/batchget, official documentation of card management.
 */
export const listing: Listing = {
  pageSize: mostPerPage,
  page: (offset) => ({ method: "POST", path: "/card/batchget", body: { offset, count: mostPerPage } }),
  read: ({ card_id_list: ids = [], total_num: total }) =>
    isTexts(ids) && typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? { ids, total } : undefined,
};

/**
 * A card made in the console for all stores answers with a list of stores as well; the list has no effect, and a
 * document with both is warned of. Source: captured card/get answers, 2015–2019.
 */
export const importing: Importing = { nameFrom: ["/base_info/title"], leaveOut: ["stores-twice"] };

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
