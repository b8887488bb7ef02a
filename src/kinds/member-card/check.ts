import { replaceHidden } from "../../model/hidden-characters.ts";
import { isObject, type Json, type JsonObject, someScalar } from "../../model/json.ts";
import type { CheckInput } from "../../model/kind.ts";
import { type Pointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { instantSeconds } from "../../schema/instant.ts";
import { activation } from "./activation.ts";
import { entryTargets, messageCells } from "./cells.ts";
import { fixedRange, fixedTerm, nameOf, permanent } from "./date-type.ts";
import { settings } from "./form.ts";
import { infoItemLimit, takenInfoItems } from "./info-items.ts";

/**
 * Rules across the fields of one document, without any network. The shape may be wrong at the same time, so every value
 * is looked at with care.
 *
 * What the platform documents as without effect, rather than refused, is a warning: its own samples do it.
 */
export function check(input: CheckInput): Finding[] {
  const { spec } = input;
  return [
    ...activation(input),
    ...settings(input),
    ...stores(spec),
    ...infoItemCount(spec),
    ...imageHosts(spec),
    ...validity(input),
    ...messageCells(input),
    ...entryTargets(input),
    ...(input.isAllVisible === true ? [] : supplementaryCharacters(spec, "")),
  ];
}

/**
 * Nothing says that both together are refused, and cards made in the console answer with both; the list then means
 * nothing.
 */
function stores(spec: JsonObject): Finding[] {
  const list = valueAt(spec, "/base_info/location_id_list");
  const all = valueAt(spec, "/base_info/use_all_locations");
  if (all !== true || !Array.isArray(list) || list.length === 0) return [];
  return [finding("stores-twice", { count: list.length }, { path: "/base_info/location_id_list" })];
}

function infoItemCount(spec: JsonObject): Finding[] {
  const taken = takenInfoItems(spec);
  const last = taken.at(-1);
  if (taken.length <= infoItemLimit || last === undefined) return [];
  return [
    finding(
      "too-many-info-items",
      { items: taken.map((pointer) => pointer.slice(1)), limit: infoItemLimit },
      { path: last },
    ),
  ];
}

/** How nearly every address of a picture begins. */
const usualImage = /^https?:\/\/mmbiz\.(?:qpic|qlogo)\.cn\//;

/**
 * The platform takes pictures only from its own image hosts; addresses it once gave on another host are refused with
 * 40141 (community reports).
 */
function imageHosts(spec: JsonObject): Finding[] {
  return ["/base_info/logo_url", "/background_pic_url"].flatMap((pointer) => {
    const value = valueAt(spec, pointer);
    if (typeof value !== "string" || usualImage.test(value)) return [];
    const host = /^https?:\/\/([^/?#]+)/i.exec(value)?.[1];
    if (host === undefined || /^mmbiz\.(qpic|qlogo)\.cn$/i.test(host)) return [];
    return [
      finding(
        "image-host-refused",
        { host: host.toLowerCase(), allowed: ["mmbiz.qpic.cn", "mmbiz.qlogo.cn"] },
        { path: pointer },
      ),
    ];
  });
}

/** Members of a validity that mean nothing beside its type. */
const foreignMembers: ReadonlyMap<unknown, readonly string[]> = new Map([
  [permanent, ["begin_timestamp", "end_timestamp", "fixed_term", "fixed_begin_term"]],
  [fixedTerm, ["begin_timestamp"]],
  [fixedRange, ["fixed_term", "fixed_begin_term"]],
]);

function validity({ spec, timezone, now }: CheckInput): Finding[] {
  const base = "/base_info/date_info";
  const info = valueAt(spec, base);
  if (!isObject(info)) return [];
  const found: Finding[] = [];
  const type = info["type"] === undefined ? undefined : nameOf(info["type"]);
  const begin = instantSeconds(info["begin_timestamp"], "begin", timezone);
  const end = instantSeconds(info["end_timestamp"], "end", timezone);
  if (begin !== undefined && end !== undefined && end < begin)
    found.push(finding("ends-before-it-begins", {}, { path: `${base}/end_timestamp` }));
  for (const key of foreignMembers.get(type) ?? [])
    if (key in info)
      found.push(finding("validity-member-foreign", { key, type: String(type) }, { path: `${base}/${key}` }));
  if (now !== undefined && end !== undefined && end * 1000 < now)
    found.push(finding("instant-past", {}, { path: `${base}/end_timestamp` }));
  return found;
}

/**
 * Nobody reported how the platform takes characters beyond U+FFFF, such as emoji, in card texts; they also count four
 * bytes each.
 */
function supplementaryCharacters(value: Json, pointer: Pointer): Finding[] {
  if (!someScalar(value, holdsPair)) return [];
  if (typeof value === "string") {
    // Characters that nobody sees have a warning of their own.
    const shown = replaceHidden(value, () => "");
    const found = /.[\u{e0100}-\u{e01ef}]|[\u{10000}-\u{10ffff}]/u.exec(shown);
    return found === null ? [] : [finding("character-unproven", { character: found[0] }, { path: pointer })];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => supplementaryCharacters(item, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => supplementaryCharacters(child, `${pointer}/${key}`));
}

/** True for a text with a character of two units: nearly no card has one, and then nothing else is looked at. */
function holdsPair(value: Json): boolean {
  return typeof value === "string" && /[\ud800-\udbff]/.test(value);
}
