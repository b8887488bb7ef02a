import { wholeOf } from "../../model/exact-number.ts";
import { asText } from "../../model/json.ts";
import type { PlanCheckInput } from "../../model/kind.ts";
import { valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { activationChange } from "./activation.ts";
import { fixedRange, nameOf } from "./date-type.ts";
import { formOfLive } from "./form.ts";
import { infoItemLimit, infoItems, takenInfoItems } from "./info-items.ts";
import { liveStock, totalStock } from "./stock.ts";

const dateInfo = "/base_info/date_info";
const maxStock = 100_000_000;

/** Rules that need live state: what the platform judges on what is live together with what is sent. */
export function checkPlan(input: PlanCheckInput): Finding[] {
  return [
    ...shelf(input),
    ...infoItemCount(input),
    ...validity(input),
    ...activationChange(input),
    ...formOfLive(input),
    ...stores(input),
    ...stock(input),
  ];
}

/**
 * Nothing documents what becomes of a change to a card that the platform took off or calls expired. A card was taken
 * off for a reason, so a change waits until somebody has read it; an expired one may be about to get a later end.
 * Source of the states: the admin console's own table (numbers 7 and 8).
 */
function shelf({ state, sent }: PlanCheckInput): Finding[] {
  const [path] = sent;
  if (path === undefined) return [];
  if (["CARD_STATUS_SYS_OFF_SHELF", "7"].includes(state)) return [finding("card-off-shelf", { state }, { path })];
  return ["CARD_STATUS_EXPIRED", "8"].includes(state) ? [finding("card-expired", { state }, { path })] : [];
}

function infoItemCount({ live, merged, sent }: PlanCheckInput): Finding[] {
  const changed = sent.find((path) => infoItems.some((item) => path === item || path.startsWith(`${item}/`)));
  const taken = takenInfoItems(merged);
  if (changed === undefined || taken.length <= infoItemLimit) return [];
  const already = takenInfoItems(live).map((pointer) => pointer.slice(1));
  const args = { items: taken.map((pointer) => pointer.slice(1)), live: already, limit: infoItemLimit };
  return [finding("too-many-info-items-live", args, { path: changed })];
}

/**
 * Only a fixed range can be changed, and only into a wider one (40100). Source: the platform's own message, community
 * reports.
 */
function validity({ live, sent }: PlanCheckInput): Finding[] {
  const changed = sent.find((path) => path.startsWith(`${dateInfo}/`));
  const type = valueAt(live, `${dateInfo}/type`);
  if (changed === undefined || type === undefined || nameOf(type) === fixedRange) return [];
  return [finding("validity-not-changeable", { type: asText(nameOf(type)) }, { path: changed })];
}

/** A card for all stores answers with its old list as well; a new list on it stays without effect. */
function stores({ live, merged, sent }: PlanCheckInput): Finding[] {
  const list = "/base_info/location_id_list";
  const all = "/base_info/use_all_locations";
  if (!sent.includes(list) || sent.includes(all) || valueAt(live, all) !== true || valueAt(merged, all) !== true)
    return [];
  return [finding("stores-all-live", {}, { path: list })];
}

/**
 * Stock that was handed out cannot be taken back, and the platform's ceiling holds for the sum. Source:
 * card/modifystock.
 */
function stock({ live, merged, sent }: PlanCheckInput): Finding[] {
  const path = totalStock;
  if (!sent.includes(path)) return [];
  const wanted = wholeOf(valueAt(merged, path)) ?? 0n;
  const shown = liveStock(live);
  if (shown === undefined) return [finding("stock-total-unknown", { wanted: Number(wanted) }, { path })];
  const { givenOut: claimed } = shown;
  if (claimed === undefined) return [];
  if (wanted < claimed)
    return [finding("stock-below-claimed", { wanted: Number(wanted), claimed: Number(claimed) }, { path })];
  return wanted > maxStock ? [finding("stock-above-limit", { wanted: Number(wanted), limit: maxStock }, { path })] : [];
}
