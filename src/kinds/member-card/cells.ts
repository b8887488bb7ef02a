import { isEmpty, isObject, type JsonObject } from "../../model/json.ts";
import type { CheckInput } from "../../model/kind.ts";
import { type Pointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { instantSeconds } from "../../schema/instant.ts";

/**
 * What a message offers below its text: coupons, a link or a mini program. It is sent as the document says it, and no
 * read shows it. Source: Manage Member Card 8.3.
 */
export function messageCells({ spec, timezone, now }: CheckInput): Finding[] {
  return ["/activate_msg_operation/url_cell", "/modify_msg_operation/url_cell"].flatMap((base) => {
    const cell = valueAt(spec, base);
    if (!isObject(cell)) return [];
    const end = instantSeconds(cell["end_time"], "end", timezone);
    const isPast = now !== undefined && end !== undefined && end * 1000 < now;
    return [
      ...coupons(cell, base),
      ...messageTarget(cell, base),
      ...(isPast ? [finding("instant-past", {}, { path: `${base}/end_time` })] : []),
    ];
  });
}

/**
 * A link makes a list void (though the platform's own sample gives both), and more than five may be refused (72019):
 * what to do then is one thing. That any list can only name coupons from before April 2021 is another, and is true of
 * all of them.
 */
function coupons(cell: JsonObject, base: Pointer): Finding[] {
  const path = `${base}/card_id_list`;
  const cards = cell["card_id_list"];
  if (!Array.isArray(cards) || cards.length === 0) return [];
  const count = cards.length;
  const link = ["url", "app_brand_id"].find((key) => typeof cell[key] === "string" && cell[key] !== "");
  const ended = finding("coupons-ended", { count }, { path });
  if (link !== undefined) return [finding("cards-void-beside-link", { link }, { path }), ended];
  return count > 5 ? [finding("cards-above-five", { count }, { path }), ended] : [ended];
}

/**
 * A text that opens nothing, or a link without the text that users would see of it; what a gift of coupons needs is not
 * known. A page without its program has a warning of its own.
 */
function messageTarget(cell: JsonObject, base: Pointer): Finding[] {
  const targets = ["card_id_list", "url", "app_brand_id", "app_brand_pass"];
  const hasTarget = targets.some((key) => !isEmpty(cell[key]));
  const hasText = !isEmpty(cell["text"]);
  if ((hasTarget && hasText) || !isEmpty(cell["card_id_list"])) return [];
  if (hasTarget || (!hasText && !isEmpty(cell["end_time"]))) {
    const path = `${base}/${[...targets, "end_time"].find((key) => !isEmpty(cell[key]))}`;
    return [finding("cell-without-text", {}, { path, lacks: [`${base}/text`] })];
  }
  if (!hasText) return [];
  const lacks = targets.map((key) => `${base}/${key}`);
  return [finding("cell-without-target", { targets: targets.slice(0, 3) }, { path: `${base}/text`, lacks })];
}

/** Entries of the card: the words by which users see them, and what they may open. */
const entries: readonly { readonly words: readonly Pointer[]; readonly targets: readonly Pointer[] }[] = [
  ...["/custom_cell1", "/custom_cell2"].map((cell) => ({
    words: [`${cell}/name`, `${cell}/tips`],
    targets: [`${cell}/url`, `${cell}/app_brand_user_name`, `${cell}/app_brand_pass`],
  })),
  ...["/base_info/custom", "/base_info/promotion"].map((entry) => ({
    words: [`${entry}_url_name`, `${entry}_url_sub_title`],
    targets: [`${entry}_url`, `${entry}_app_brand_user_name`, `${entry}_app_brand_pass`],
  })),
];

/**
 * Entries of a new card that open nothing. What a live one opens may stand nowhere but on the platform, and be hidden
 * from reads.
 */
export function entryTargets(input: CheckInput): Finding[] {
  return entries.flatMap(({ words, targets }) => {
    const says = (path: Pointer) => !isEmpty(valueAt(input.spec, path));
    const path = words.find(says);
    if (path === undefined || targets.some(says) || !input.complete || input.exists) return [];
    const names = targets.slice(0, 2).map((target) => target.slice(target.lastIndexOf("/") + 1));
    return [finding("cell-without-target", { targets: names }, { path, lacks: targets })];
  });
}
