import fc from "fast-check";
import { colours } from "../../src/kinds/member-card/colour.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { KindEntry } from "../../src/model/kind.ts";
import { inDocument } from "../../src/model/parts.ts";
import { type Pointer, valueAt, withValue } from "../../src/model/pointer.ts";
import type { FieldPolicy } from "../../src/model/policy.ts";

export const entry = kinds.get("MemberCard") as KindEntry;

/**
 * The fields that `spec` of a document can hold: leaves, and arrays as one value. Atomic objects are there by their members. What stands beside
 * `spec` is no part of a card that any read shows: see the story about settings.
 */
export const leaves: readonly FieldPolicy[] = [...entry.policies.values()].filter(
  (policy) => !policy.atomic && policy.change !== "never" && inDocument(policy.pointer).startsWith("/spec/"),
);

/** A card as the platform has it, and a document for it that can be carried out. */
export interface Pair {
  /** In the nesting of `spec`, values as the platform answers them; fields that nobody knows among them. */
  readonly live: JsonObject;
  /** How many cards users hold. */
  readonly claimed: number;
  readonly spec: JsonObject;
}

const characters = [
  ..."abcXYZ 019-_.,:;#&*!?|>'\"\\/%@`{}[]~+=<>$",
  ..."金卡会员积分每消费一元，。！（）",
  "é",
  "ß",
  "Ж",
  "𠮷",
  "🎉",
];

/** A text of at least one visible character and at most so many bytes. */
function textOf(bytes: number, more: readonly string[] = []): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters, ...more), { minLength: 1, maxLength: Math.min(bytes, 30) })
    .map((all) => {
      let text = "";
      for (const one of all) if (Buffer.byteLength(text + one) <= bytes) text += one;
      return text === "" ? "a" : text;
    });
}

const address = fc
  .tuple(fc.constantFrom("https://", "http://", "", "pages/"), fc.stringMatching(/^[a-z0-9./?=&_%-]{1,40}$/))
  .map(([scheme, rest]) => scheme + rest);
const image = fc
  .tuple(
    fc.constantFrom("http", "https"),
    fc.constantFrom("mmbiz.qpic.cn", "mmbiz.qlogo.cn"),
    fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
  )
  .map(([scheme, host, key]) => `${scheme}://${host}/mmbiz_png/${key}/0`);
const cardId = fc.stringMatching(/^p[A-Za-z0-9_-]{1,27}$/);
const whole = (max: number, min = 0) => fc.integer({ min, max });

/** Seconds between 2010 and 2035, as documents may write them. */
export const instant = whole(2_050_000_000, 1_262_304_000).chain((seconds) => spellings(seconds));

function spellings(seconds: number): fc.Arbitrary<Json> {
  const iso = new Date(seconds * 1000).toISOString().replace(/\.000Z$/, "Z");
  const shanghai = new Date((seconds + 28_800) * 1000).toISOString().replace(/\.000Z$/, "");
  return fc.constantFrom<Json>(seconds, iso, `${shanghai}+08:00`);
}

/** What the policy table does not say of a field, because it is a matter of shape. */
const shaped: Readonly<Record<Pointer, fc.Arbitrary<Json>>> = {
  "/discount": whole(100),
  "/base_info/get_limit": whole(1000, 1),
  "/base_info/sku/total_quantity": whole(100_000_000),
  "/base_info/location_id_list": fc.uniqueArray(fc.maxSafeNat(), { minLength: 1, maxLength: 12 }),
  "/base_info/sub_merchant_info/merchant_id": fc.oneof(whole(2_000_000_000, 1), fc.stringMatching(/^[0-9]{1,20}$/)),
  "/advanced_info/abstract/icon_url_list": fc.array(image, { minLength: 1, maxLength: 1 }),
  "/advanced_info/business_service": fc.uniqueArray(
    fc.constantFrom("BIZ_SERVICE_DELIVER", "BIZ_SERVICE_FREE_PARK", "BIZ_SERVICE_WITH_PET", "BIZ_SERVICE_FREE_WIFI"),
    { minLength: 1 },
  ),
  "/advanced_info/text_image_list": fc.array(fc.record({ image_url: image, text: textOf(60) }), {
    minLength: 1,
    maxLength: 3,
  }),
  "/advanced_info/time_limit": fc.array(
    fc.record({ type: fc.constantFrom("MONDAY", "SUNDAY", "HOLIDAY"), begin_hour: whole(23), end_hour: whole(24) }),
    { minLength: 1, maxLength: 3 },
  ),
};

/** A valid value of a field that says something: never empty, never null. Throws for a field of a shape it does not know. */
export function sampleOf(policy: FieldPolicy): fc.Arbitrary<Json> {
  const own = shaped[policy.pointer];
  if (own !== undefined) return own;
  if (policy.same === "colour") {
    const hex = Object.values(colours);
    return fc.constantFrom(...Object.keys(colours), ...hex, ...hex.map((one) => one.toUpperCase()));
  }
  if (policy.same === "date-type") return fc.constantFrom<Json>("DATE_TYPE_PERMANENT", "DATE_TYPE_FIX_TERM", 1, 2);
  if (policy.same?.startsWith("instant-")) return instant;
  if (policy.same === "image-address") return image;
  if (policy.enum !== undefined) return fc.constantFrom(...policy.enum);
  if (policy.pointer.endsWith("/card_id_list")) return fc.array(cardId, { minLength: 1, maxLength: 10 });
  if (policy.holds !== undefined || policy.pageOf !== undefined || policy.pointer.endsWith("url")) return address;
  const [type] = policy.types;
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return whole(1_000_000);
  if (type === "string")
    return textOf(policy.bytesWarn ?? policy.bytes ?? 200, policy.same === "text-lines" ? ["\n"] : []);
  throw new Error(`no values are known for ${policy.pointer}: ${policy.types.join()}`);
}

/** A value a document may hold: also empty, and null where the field can be cleared. */
function declarable(policy: FieldPolicy): fc.Arbitrary<Json> {
  if (policy.clear === "impossible") return sampleOf(policy);
  const empty = policy.types.includes("array") ? [] : "";
  return fc.oneof(
    { weight: 6, arbitrary: sampleOf(policy) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(empty) },
  );
}

/** Any valid spec: each field there or not, on its own. Rules across fields may be broken. */
export const anySpec: fc.Arbitrary<JsonObject> = built(leaves, (policy) => maybe(declarable(policy), 0.4));

const infoItems = ["/supply_bonus", "/supply_balance", "/custom_field1", "/custom_field2", "/custom_field3"];

/** Pairs that can be carried out: one-way fields move their way, what is fixed is equal, and at most three info items are on the card. */
export const pair: fc.Arbitrary<Pair> = fc
  .tuple(
    fc.shuffledSubarray(infoItems, { minLength: 2, maxLength: 2 }),
    fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  )
  .chain(([without, liveness, declaredness]) => {
    const free = leaves.filter(
      (policy) => !isSpecial(policy) && !without.some((item) => isBelow(policy.pointer, item)),
    );
    // A card whose codes are imported refuses more stock than codes: a matter of the platform, not of plans.
    const live = built(free, (policy) =>
      policy.pointer === "/base_info/get_custom_code_mode" ? fc.constant(undefined) : maybe(sampleOf(policy), liveness),
    );
    const sameOrNot = (policy: FieldPolicy, value: Json | undefined) => {
      // What reads need not show and this one does is compared like any other.
      if (policy.readback === "none" && policy.change !== "update" && value === undefined)
        return maybe(sampleOf(policy), declaredness);
      if (policy.change !== "update")
        return value === undefined ? fc.constant(undefined) : maybe(fc.constant(value), 0.5);
      if (policy.move === "false-to-true")
        return maybe(value === true ? fc.constant(true) : fc.boolean(), declaredness);
      return maybe(declarable(policy), declaredness);
    };
    return fc.tuple(live, validity, stock).chain(([base, [liveInfo, info], [liveSku, claimed, total]]) => {
      const spec = built(free, (policy) => sameOrNot(policy, valueAt(base, policy.pointer)));
      return spec.map((declared) => {
        let shown = withValue(base, "/base_info/date_info", liveInfo);
        shown = withValue(shown, "/base_info/sku", liveSku);
        shown = withValue(shown, "/base_info/use_limit", 3);
        shown = withValue(shown, "/mystery", { kept: [1, { deep: "一" }], "": false });
        let wished = info === undefined ? declared : withValue(declared, "/base_info/date_info", info);
        if (total !== undefined) wished = withValue(wished, "/base_info/sku/total_quantity", total);
        return { live: liveForm(shown), claimed, spec: wished };
      });
    });
  });

/** The same pairs without what wxcards warns of, for comparing whole texts. */
export const quietPair: fc.Arbitrary<Pair> = pair.map(({ live, claimed, spec }) => ({
  live: quiet(live),
  claimed,
  spec: quiet(spec),
}));

function isSpecial(policy: FieldPolicy): boolean {
  return isBelow(policy.pointer, "/base_info/date_info") || policy.pointer === "/base_info/sku/total_quantity";
}

export function isBelow(pointer: Pointer, parent: Pointer): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

/** A validity as it is live, and one that only widens it. */
const validity: fc.Arbitrary<readonly [JsonObject, JsonObject | undefined]> = fc.oneof(
  fc.constantFrom<readonly [JsonObject, JsonObject | undefined]>(
    [{ type: "DATE_TYPE_PERMANENT" }, undefined],
    [{ type: "DATE_TYPE_PERMANENT" }, { type: "DATE_TYPE_PERMANENT" }],
    [
      { type: "DATE_TYPE_FIX_TERM", fixed_term: 30, fixed_begin_term: 0 },
      { type: 2, fixed_term: 30 },
    ],
    [{ type: "DATE_TYPE_FIX_TERM", fixed_term: 30, fixed_begin_term: 0 }, { fixed_begin_term: 0 }],
  ),
  fc
    .record({
      begin: whole(1_700_000_000, 1_500_000_000),
      days: whole(4000, 1),
      earlier: whole(50_000_000),
      later: whole(50_000_000),
    })
    .chain(({ begin, days, earlier, later }) => {
      const end = begin + days * 86_400;
      const live: JsonObject = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: begin, end_timestamp: end };
      const parts = fc.tuple(
        maybe(fc.constantFrom<Json>("DATE_TYPE_FIX_TIME_RANGE", 1), 0.5),
        maybe(spellings(begin - earlier), 0.5),
        maybe(spellings(end + later), 0.5),
      );
      return parts.map(([type, from, to]): readonly [JsonObject, JsonObject | undefined] => {
        const info = {
          ...(type === undefined ? {} : { type }),
          ...(from === undefined ? {} : { begin_timestamp: from }),
          ...(to === undefined ? {} : { end_timestamp: to }),
        };
        return [live, Object.keys(info).length === 0 ? undefined : info];
      });
    }),
);

/** Stock as it is live, how much of it users hold, and a target that does not take theirs. */
const stock = fc
  .tuple(whole(1_000_000), whole(1_000_000), fc.option(whole(100_000_000), { nil: undefined }))
  .map(([a, b, target]): readonly [JsonObject, number, number | undefined] => {
    const [claimed, total] = [Math.min(a, b), Math.max(a, b)];
    const wanted = target === undefined ? undefined : Math.max(claimed, target);
    return [{ quantity: total - claimed, total_quantity: total }, claimed, wanted];
  });

function maybe<T>(value: fc.Arbitrary<T>, probability: number): fc.Arbitrary<T | undefined> {
  const times = Math.round(probability * 100);
  return fc.oneof({ weight: 100 - times, arbitrary: fc.constant(undefined) }, { weight: times, arbitrary: value });
}

function built(
  policies: readonly FieldPolicy[],
  value: (policy: FieldPolicy) => fc.Arbitrary<Json | undefined>,
): fc.Arbitrary<JsonObject> {
  return fc.tuple(...policies.map(value)).map((values) => {
    let spec: JsonObject = {};
    policies.forEach((policy, index) => {
      const one = values[index];
      if (one !== undefined) spec = withValue(spec, policy.pointer, one);
    });
    return spec;
  });
}

/** As the platform would have it: colours by value, instants in seconds, types by name. */
function liveForm(spec: JsonObject): JsonObject {
  let live = spec;
  for (const policy of leaves) {
    const value = valueAt(live, policy.pointer);
    if (value === undefined || policy.same === undefined) continue;
    if (policy.same === "colour")
      live = withValue(live, policy.pointer, colours[String(value)] ?? String(value).toLowerCase());
    if (policy.same.startsWith("instant-"))
      live = withValue(live, policy.pointer, typeof value === "number" ? value : Date.parse(String(value)) / 1000);
  }
  return live;
}

const activation = ["auto_activate", "wx_activate", "activate_url"];
const pages = /(^|_)app_brand_pass$/;
const warned = [...activation, "use_all_locations", "card_id_list"];

function quiet(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, Json][] =>
      warned.includes(key) || pages.test(key)
        ? []
        : [[key, quietValue(key === "url_cell" ? complete(member) : member)]],
    ),
  );
}

/** A recommendation with a text and what it opens, once its coupons are left out. */
function complete(cell: Json): Json {
  return isObject(cell) ? { ...cell, text: "推荐", url: "https://m.yunshan.example/new" } : cell;
}

function quietValue(value: Json): Json {
  if (typeof value === "string") return value.replace(/[\u{10000}-\u{10FFFF}]/gu, "x");
  if (Array.isArray(value)) return (value as readonly Json[]).map(quietValue);
  return isObject(value) ? quiet(value) : value;
}
