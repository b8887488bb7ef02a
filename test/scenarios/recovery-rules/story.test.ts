import { describe, expect, test } from "vitest";
import { kinds } from "../../../src/kinds/registry.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { KindEntry } from "../../../src/model/kind.ts";
import { sharedFieldsDigest } from "../../../src/schema/shared-fields.ts";
import { goldCard, goldId } from "../../helpers/documents.ts";
import { type Entries, open, remember, settledIn } from "../../helpers/memories.ts";
import { merchants, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { bakery, coffee, type World } from "../../helpers/world.ts";

const line = "apply --recover-only --format json";
const [a = "", b = "", c = ""] = merchants(3);
const end = "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: over\n";

/** The settings of a rule, as they go out and as they are kept while it is down. */
function spec(mchids: readonly string[], least = 100, until = ruleEnd) {
  const base = { mchid_list: [...mchids], begin_time: ruleBegin, end_time: until };
  return {
    base_info: base,
    member_rule: { card_id: goldId, least_cost: least, max_cost: 100_000 },
  } satisfies JsonObject;
}

const digest = (least: number) =>
  sharedFieldsDigest(spec([], least), kinds.get("PayGiftRule") as KindEntry, { timezone: "Asia/Shanghai" });

interface Case {
  /** What is remembered of `PayGiftRule/spring`. */
  readonly memory: Entries[string];
  readonly others?: Entries;
  /** Merchant ids in live rules, by the ids of those. */
  readonly live?: Readonly<Record<string, readonly string[]>>;
  readonly trouble?: (made: World) => void;
  readonly files?: Readonly<Record<string, string>>;
  readonly after?: number;
  readonly result: string;
  readonly codes?: readonly string[];
  /** Merchant ids of what is remembered afterwards; `+` stands for ids that are new. */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
  /** Rules that are down afterwards. */
  readonly down?: readonly string[];
  readonly isOpen?: boolean;
  /** Merchant ids that were sent. */
  readonly sent?: readonly (readonly string[])[];
}

async function plays(one: Case): Promise<void> {
  const made = await ruleWorld({ "cards/gold.yaml": goldCard, ...one.files });
  for (const [id, mchids] of Object.entries(one.live ?? {})) {
    const { base_info: base, member_rule } = spec(mchids);
    made.sandbox.addRule(coffee.appid, { ...base, member_rule }, { rule_id: id });
  }
  remember(made, { ...one.others, "PayGiftRule/spring": one.memory });
  one.trouble?.(made);
  made.clock.advance(one.after ?? 600);
  const run = await made.cli(line);
  const { results, codes } = settledIn(run);
  expect([results["PayGiftRule/spring"], codes]).toEqual([one.result, one.codes ?? []]);
  const after = made.locked("PayGiftRule/spring") ?? {};
  const known = new Set([...Object.keys(one.live ?? {}), ...Object.keys(one.memory.objects ?? {})]);
  const objects = new Map<string, string[]>();
  for (const [id, mchids] of Object.entries((after["objects"] ?? {}) as Record<string, string[]>)) {
    const name = known.has(id) || id.startsWith("?") ? id : "+";
    objects.set(name, [...(objects.get(name) ?? []), ...mchids].sort());
  }
  const sent = made.bodies("/card/paygiftcard/add") as { rule_info: { base_info: { mchid_list: string[] } } }[];
  expect({
    objects: Object.fromEntries(objects),
    down: Object.keys(after["former"] ?? {}),
    isOpen: after["pending"] !== undefined,
    sent: sent.map(({ rule_info: { base_info: base } }) => base.mchid_list),
  }).toEqual({ objects: one.objects ?? {}, down: one.down ?? [], isOpen: one.isOpen === true, sent: one.sent ?? [] });
}

const fails =
  (path: string, more: object = {}) =>
  (made: World) =>
    made.sandbox.fail({ path: `/card/paygiftcard/${path}`, errcode: 40097, times: 20, ...more });
const isOther = (made: World) =>
  made.sandbox.fail({
    ...{ path: "/card/paygiftcard/getbyid", errcode: 0, times: 20 },
    rawBody: '{"errcode":0,"rule_info":{"type":"RULE_TYPE_OTHER","base_info":{"mchid_list":[]}}}',
  });

/** A listing of some time ago, with one rule that was live then. */
const listsFormer = (id: number, former: JsonObject) => (made: World) => {
  const rule = { rule_id: id, type: "RULE_TYPE_PAY_MEMBER_CARD", ...former };
  const rawBody = JSON.stringify({ errcode: 0, errmsg: "ok", total_count: 1, rule_list: [rule] });
  made.sandbox.fail({ path: "/card/paygiftcard/batchget", errcode: 0, times: 20, rawBody });
};

/** What is remembered of rules that were to be taken down, added, or are down, and what becomes of them. */
describe("recovery-rules", () => {
  describe("a rule that was to be taken down", () => {
    const pending = open("delete", { removes: "71" });
    const memory = { objects: { 71: [a], 72: [b] }, pending };
    const both = { objects: { 71: [a], 72: [b] }, pending: open("delete", { removes: "71,72" }) };
    const isBack = { 71: spec([a]) };
    test.each<[string, Case]>([
      ["is gone", { memory, live: { 72: [b] }, after: 0, result: "adopted", objects: { 72: [b] } }],
      [
        "is there, and may go",
        { memory, live: { 71: [a], 72: [b] }, after: 599, result: "waits", objects: memory.objects, isOpen: true },
      ],
      ["is there", { memory, live: { 71: [a], 72: [b] }, result: "cleared", objects: memory.objects }],
      [
        "is there, and was to be replaced",
        {
          memory: { ...memory, former: isBack },
          live: { 71: [a], 72: [b] },
          result: "cleared",
          objects: memory.objects,
        },
      ],
      [
        "is there and may go, and was to be replaced",
        {
          memory: { ...memory, former: isBack },
          live: { 71: [a] },
          after: 0,
          result: "waits",
          objects: memory.objects,
          isOpen: true,
          down: ["71"],
        },
      ],
      [
        "is gone, and was to be replaced",
        {
          memory: { ...memory, former: isBack },
          live: { 72: [b] },
          after: 0,
          result: "put-back",
          objects: { 72: [b], "+": [a] },
          sent: [[a]],
        },
      ],
      [
        "is there, and another one is down",
        {
          memory: { ...memory, former: { ...isBack, 70: spec([c]) } },
          live: { 71: [a], 72: [b] },
          result: "put-back",
          objects: { ...memory.objects, "+": [c] },
          sent: [[c]],
        },
      ],
      [
        "is gone, and another one that was to go with it is not",
        {
          memory: { ...both, former: { ...isBack, 72: spec([b]) } },
          live: { 72: [b] },
          result: "put-back",
          objects: { 72: [b], "+": [a] },
          sent: [[a]],
        },
      ],
      [
        "cannot be read",
        {
          memory,
          live: { 71: [a] },
          trouble: fails("getbyid"),
          result: "unread",
          codes: ["weixin-40097"],
          objects: memory.objects,
          isOpen: true,
        },
      ],
      [
        "is of another type by an answer",
        {
          memory,
          live: { 71: [a] },
          trouble: isOther,
          result: "unread",
          codes: ["resource-of-other-type"],
          objects: memory.objects,
          isOpen: true,
        },
      ],
      [
        "is gone, and nothing is wanted any more",
        {
          memory: { objects: { 71: [a] }, pending, former: isBack },
          files: { "cards/s.yaml": end },
          after: 0,
          result: "kept-down",
        },
      ],
      [
        "is there, and nothing is wanted any more",
        {
          memory: { objects: { 71: [a] }, pending },
          live: { 71: [a] },
          files: { "cards/s.yaml": end },
          result: "cleared",
          objects: { 71: [a] },
        },
      ],
    ])("%s", async (_, one) => plays(one));
  });

  describe("a rule that was to be added", () => {
    const pending = open("add", { items: [a, b], body: digest(100), sent: spec([a, b]) });
    const memory = { pending };
    const other = { objects: { 81: [a, b] } };
    test.each<[string, Case]>([
      ["shows", { memory, live: { 71: [a, b] }, after: 0, result: "adopted", objects: { [`?${a}`]: [a, b] } }],
      [
        "shows in part, and may in whole",
        { memory, live: { 71: [a] }, after: 599, result: "waits", objects: { [`?${a}`]: [a] }, isOpen: true },
      ],
      ["shows in part", { memory, live: { 71: [a] }, result: "cleared", objects: { [`?${a}`]: [a] } }],
      ["does not show yet", { memory, after: 599, result: "waits", isOpen: true }],
      ["does not show", { memory, result: "cleared" }],
      [
        "shows with other terms",
        { memory: { pending: { ...pending, body: digest(200) } }, live: { 71: [a, b] }, result: "cleared" },
      ],
      [
        "shows with the terms that were to be put back",
        {
          memory: { pending: { ...pending, body: digest(200), restore: digest(100) } },
          live: { 71: [a, b] },
          result: "adopted",
          objects: { [`?${a}`]: [a, b] },
        },
      ],
      [
        "is known by now",
        {
          memory: { objects: { 71: [a, b], 72: [c] }, pending },
          after: 0,
          result: "adopted",
          objects: { 71: [a, b], 72: [c] },
        },
      ],
      [
        "shows beside one that is known",
        {
          memory: { objects: { 72: [c] }, pending },
          live: { 71: [a, b], 72: [c] },
          after: 0,
          result: "adopted",
          objects: { 72: [c], [`?${a}`]: [a, b] },
        },
      ],
      [
        "shows, and is another document's",
        { memory, others: { "PayGiftRule/summer": other }, live: { 81: [a, b] }, result: "cleared" },
      ],
      [
        "shows, and was sent for another one first",
        { memory, others: { "PayGiftRule/early": { pending } }, live: { 71: [a, b] }, result: "cleared" },
      ],
      [
        "is in no listing that can be had",
        { memory, trouble: fails("batchget"), result: "unread", codes: ["weixin-40097"], isOpen: true },
      ],
      [
        "shows in the place of one that is gone",
        {
          memory: { objects: { 70: [a, b] }, pending: { ...pending, removes: "70" } },
          live: { 71: [a, b] },
          after: 0,
          result: "adopted",
          objects: { [`?${a}`]: [a, b] },
        },
      ],
      [
        "was to take the place of one that is there",
        {
          memory: { objects: { 71: [a, b] }, pending: { ...pending, removes: "71" } },
          live: { 71: [a, b] },
          after: 0,
          result: "adopted",
          objects: { 71: [a, b] },
        },
      ],
      [
        "shows, and what it was to replace is not missed",
        {
          memory: { former: { 70: spec([a, b], 50) }, pending },
          live: { 71: [a, b] },
          after: 0,
          result: "adopted",
          objects: { [`?${a}`]: [a, b] },
        },
      ],
      [
        "shows in a listing that is late, under the id of what was taken down",
        {
          memory: { former: { 70: spec([a, b]) }, pending },
          trouble: listsFormer(70, spec([a, b])),
          after: 0,
          result: "put-back",
          objects: { "+": [a, b] },
          sent: [[a, b]],
        },
      ],
      [
        "shows in a listing, and cannot be read by its id",
        {
          memory: { former: { 70: spec([a, b]) }, pending },
          trouble: (made) => {
            listsFormer(70, spec([a, b]))(made);
            fails("getbyid")(made);
          },
          result: "unread",
          codes: ["weixin-40097"],
          down: ["70"],
          isOpen: true,
        },
      ],
    ])("%s", async (_, one) => plays(one));
  });

  describe("what is down", () => {
    const memory = { former: { 70: spec([a, b]) } };
    const ten = merchants(10, 50);
    const eleven = merchants(11, 50);
    const elsewhere =
      (...mchids: string[]) =>
      (made: World) => {
        const { base_info: base, member_rule } = spec(mchids);
        made.sandbox.addRule(bakery.appid, { ...base, member_rule });
      };
    test.each<[string, Case]>([
      ["is put up", { memory, after: 0, result: "put-back", objects: { "+": [a, b] }, sent: [[a, b]] }],
      [
        "is put up beside a document that ends another",
        {
          memory,
          files: { "cards/x.yaml": end.replace("spring", "other") },
          result: "put-back",
          objects: { "+": [a, b] },
          sent: [[a, b]],
        },
      ],
      ["stays down where nothing is wanted any more", { memory, files: { "cards/s.yaml": end }, result: "kept-down" }],
      [
        "stays down beside what is up, where nothing is wanted any more",
        {
          memory: { ...memory, objects: { 72: [c] } },
          live: { 72: [c] },
          files: { "cards/s.yaml": end },
          result: "kept-down",
          objects: { 72: [c] },
        },
      ],
      [
        "is put up once where two had the same",
        {
          memory: { former: { 70: spec([a, b]), 69: spec([b]) } },
          result: "put-back",
          objects: { "+": [a, b] },
          sent: [[b], [a]],
        },
      ],
      [
        "is put up but for what is over",
        {
          memory: { former: { 69: spec([c], 100, 1_763_000_000), 70: spec([a, b]) } },
          result: "put-back",
          objects: { "+": [a, b] },
          sent: [[a, b]],
          down: ["69"],
        },
      ],
      [
        "others have all of it",
        {
          memory,
          trouble: elsewhere(a, b),
          result: "kept-down",
          codes: ["weixin-72004", "weixin-72004"],
          sent: [[a, b]],
        },
      ],
      [
        "others have some of it",
        {
          memory,
          trouble: elsewhere(a),
          result: "put-back",
          codes: ["weixin-72004"],
          objects: { "+": [b] },
          sent: [[a, b]],
        },
      ],
      [
        "is refused",
        { memory, trouble: fails("add"), result: "refused", codes: ["weixin-40097"], sent: [[a, b]], down: ["70"] },
      ],
      [
        "is refused, and another is not",
        {
          memory: { former: { 69: spec([c]), 70: spec([a, b]) } },
          trouble: fails("add", { times: 1 }),
          result: "refused",
          codes: ["weixin-40097"],
          sent: [[c], [a, b]],
          objects: { "+": [a, b] },
          down: ["69"],
        },
      ],
      [
        "is sent, and the answer lost",
        {
          memory,
          trouble: (made) => made.sandbox.fault({ path: "/card/paygiftcard/add", when: "before" }),
          result: "unread",
          codes: ["no-answer"],
          sent: [[a, b]],
          down: ["70"],
          isOpen: true,
        },
      ],
      [
        "the account refuses everything",
        {
          memory: { former: { 69: spec([c]), 70: spec([a, b]) } },
          trouble: fails("add", { errcode: 45009 }),
          result: "unread",
          codes: ["weixin-45009"],
          sent: [[c]],
          down: ["69", "70"],
        },
      ],
      [
        "ten are refused together",
        {
          memory: { former: { 70: spec(ten) } },
          trouble: fails("add", { errcode: 72001, times: 1 }),
          result: "refused",
          codes: ["weixin-72001"],
          sent: [ten],
          down: ["70"],
        },
      ],
      [
        "eleven are refused together: in halves",
        {
          memory: { former: { 70: spec(eleven) } },
          trouble: fails("add", { errcode: 72001, times: 1 }),
          result: "put-back",
          sent: [eleven, eleven.slice(0, 6), eleven.slice(6)],
          objects: { "+": eleven },
        },
      ],
    ])("%s", async (_, one) => plays(one));
  });
});
