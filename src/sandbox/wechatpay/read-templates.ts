import type { JsonObject } from "../../model/json.ts";
import { brandOf, type Call, readQuery, refuseBody } from "./call.ts";
import { isVisible, namedTemplate } from "./named-template.ts";
import { isRefusal, type Refusal, refuse, wrong } from "./refusal.ts";
import { shownTemplate } from "./show-template.ts";

/** Most templates of one page. Source: partner documentation 4015336976. */
const MOST_PER_PAGE = 20;

/** GET /cards/{card_id}: the whole template, an invalid one too. */
export const getTemplate: Call = (context, cardId) => {
  const read = refuseBody(context) ?? readQuery(context, []);
  if (isRefusal(read)) return read;
  const brand = brandOf(context, read.query.get("brand_id"), "query");
  if (isRefusal(brand)) return brand;
  const found = namedTemplate(brand, cardId);
  if (isRefusal(found)) return found;
  if (!isVisible(found.template, context)) return refuse("RESOURCE_NOT_EXISTS");
  return { json: shownTemplate(brand.id, cardId, found.template, context.behaviours) };
};

/**
 * GET /cards: one page in the order of creation; `offset` counts templates, not pages. Source: partner documentation
 * 4015336976.
 */
export const listTemplates: Call = (context) => {
  const read = refuseBody(context) ?? readQuery(context, ["state", "offset", "limit"]);
  if (isRefusal(read)) return read;
  const brand = brandOf(context, read.query.get("brand_id"), "query");
  if (isRefusal(brand)) return brand;
  const asked = page(read.query);
  if (isRefusal(asked)) return asked;
  const { offset, limit, state } = asked;
  const data: JsonObject[] = [];
  let total = 0;
  for (const [cardId, template] of brand.templates()) {
    if (!isVisible(template, context) || (state !== undefined && template.state !== state)) continue;
    if (total >= offset && data.length < limit)
      data.push(shownTemplate(brand.id, cardId, template, context.behaviours));
    total += 1;
  }
  const isLeftOut = data.length === 0 && context.behaviours.emptyListData === "absent";
  return { json: { ...(isLeftOut ? {} : { data }), total_count: total, offset, limit } };
};

interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly state: string | undefined;
}

function page(query: ReadonlyMap<string, string>): Page | Refusal {
  const refused = (field: string, issue: string) => wrong({ field, location: "query" }, query.get(field), issue);
  const [offset, limit, state] = [whole(query.get("offset")), whole(query.get("limit")), query.get("state")];
  if (offset === undefined) return refused("offset", "must be an integer from 0");
  if (limit === undefined || limit < 1 || limit > MOST_PER_PAGE)
    return refused("limit", `must be an integer from 1 to ${MOST_PER_PAGE}`);
  if (state !== undefined && state !== "CARD_EFFECTIVE" && state !== "CARD_INVALID")
    return refused("state", "must be one of CARD_EFFECTIVE, CARD_INVALID");
  return { offset, limit, state };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : undefined;
}
