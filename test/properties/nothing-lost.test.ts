import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { kinds } from "../../src/kinds/registry.ts";
import { canonicalJson, type Json, type JsonObject } from "../../src/model/json.ts";
import type { KindEntry } from "../../src/model/kind.ts";
import { type Pointer, valueAt, withValue } from "../../src/model/pointer.ts";
import type { StoredRule } from "../../src/sandbox/weixin/state.ts";
import { tries } from "../documents/support.ts";
import { brandId, brandMemories, brandSpec, brandWorld, templates } from "../helpers/brand.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { merchants, rule, ruleBegin, ruleEnd } from "../helpers/rules.ts";
import { coffee, openWorld } from "../helpers/world.ts";
import { appid, document, type Place, withCards } from "./cards.ts";
import { entry as cardEntry, type Pair, pair } from "./specs.ts";
import { largest, leavesOf, strangers, withMembers } from "./unknown-members.ts";

// Proves G0 and G5.

/*
 * Live resources with members that nobody knows, with types that nobody expects and numbers that JavaScript rounds; documents that change some of what they
 * declare. Afterwards every byte that no document declares is live as it was, or consent `lossy` was asked for and nothing was written.
 */

const atomsOf = ({ policies }: KindEntry) =>
  [...policies.values()].filter(({ atomic }) => atomic).map(({ pointer }) => pointer);

/** What of a live resource no document declares, less what the platform moves by itself. */
function undeclared(content: JsonObject, spec: JsonObject, entry: KindEntry): [Pointer, string][] {
  const isDeclared = (pointer: Pointer) => {
    const parts = pointer.split("/").slice(1);
    return parts.some((_, at) => {
      const above = `/${parts.slice(0, at + 1).join("/")}`;
      const value = valueAt(spec, above);
      return value !== undefined && (value === null || entry.policies.get(above)?.atomic === false);
    });
  };
  return leavesOf(content)
    .filter(([pointer]) => !isDeclared(pointer))
    .map(([pointer, value]): [Pointer, string] => [pointer, canonicalJson(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Consents {
  readonly consent: readonly { readonly what: string; readonly given: boolean }[];
  readonly steps: readonly Json[];
}

test("a card: what no document declares stays live to the byte, or lossy is asked for", async () => {
  const id = "pTestTestTestTestTestTestTest";
  const atoms = atomsOf(cardEntry);
  const places = ["", "/base_info", "/advanced_info", ...atoms];
  const more = fc.array(fc.tuple(fc.constantFrom(...places, ...atoms), strangers), { minLength: 1, maxLength: 4 });
  const counts = { sent: 0, asked: 0 };
  await fc.assert(
    fc.asyncProperty(pair, more, (one, added) => {
      const live = added.reduce((root, [at, members]) => withMembers(root, at, members), one.live);
      const body = async (place: Place) => {
        const before = place.sandbox.state(appid).cards[id]?.content as JsonObject;
        const plan = JSON.parse((await place.run("plan", "--format", "json")).stdout) as Consents;
        const applied = await place.run("apply", "--yes", "--format", "json");
        place.clock.advance(120);
        const after = place.sandbox.state(appid).cards[id]?.content as JsonObject;
        const lossy = plan.consent.find(({ what }) => what === "lossy");
        if (lossy !== undefined) {
          counts.asked += 1;
          expect([lossy.given, applied.code, canonicalJson(after)]).toEqual([false, 3, canonicalJson(before)]);
          expect((await place.run("apply", "--yes", "--allow", "lossy")).code).toBe(0);
        } else {
          expect({ code: applied.code, said: applied.code === 0 ? "" : applied.stdout }).toEqual({ code: 0, said: "" });
          if (plan.steps.length > 0) counts.sent += 1;
          expect(hiddenLeftOut(undeclared(after, one.spec, cardEntry), one)).toEqual(
            hiddenLeftOut(undeclared(before, one.spec, cardEntry), one),
          );
        }
        place.clock.advance(120);
        expect((await place.run("plan", "--detailed-exitcode")).code).toBe(0);
      };
      const ways = { unknownMembers: "taken" as const };
      return withCards({ [id]: { ...one, live } }, { "cards/x.yaml": document("x", id, one.spec) }, body, ways);
    }),
    tries(25, 1_000),
  );
  expect(counts.sent).toBeGreaterThan(5);
}, 3_600_000);

/** What no read shows cannot be sent along, and nobody can know of it. */
function hiddenLeftOut(rest: readonly [Pointer, string][], { spec }: Pair): readonly [Pointer, string][] {
  const hidden = ["/activate_msg_operation", "/modify_msg_operation"].filter((at) => valueAt(spec, at) !== undefined);
  return rest.filter(([pointer]) => !hidden.some((at) => pointer.startsWith(at)));
}

test("a template of a brand: the same", async () => {
  const entry = kinds.get("BrandCard") as KindEntry;
  const made = await brandWorld("");
  made.remove("cards/black.yaml");
  // So many runs from one small source of chance repeat a nonce.
  Object.assign(made.sandbox.behaviours.wechatpay, { unknownMembers: "taken", nonceReuse: "accepted" });
  const nested = ["points_information", "code_jump_information", "member_information", "balance_information"] as const;
  const jump = fc.record(
    { jump_appid: fc.stringMatching(/^wx[0-9a-f]{16}$/), jump_path: fc.stringMatching(/^\/pages\/[a-z]{1,10}$/) },
    { requiredKeys: ["jump_path"] },
  );
  const places = ["", "/valid_date_information", "/user_information", ...nested.map((key) => `/${key}`)];
  const more = fc.array(fc.tuple(fc.constantFrom(...places), strangers), { minLength: 1, maxLength: 4 });
  const declared = fc.record(
    {
      card_title: fc.stringMatching(/^[a-z]{1,10}$/),
      benefits: fc.stringMatching(/^[a-z]{1,10}$/),
      ...Object.fromEntries(nested.map((key) => [key, jump])),
    },
    { requiredKeys: [] },
  );
  const ways = fc.constantFrom("merge" as const, "replace" as const);
  const form = {
    common_field_list: ["USER_FORM_FLAG_SEX"],
    custom_field_list: [{ type: "RADIO", name: "口味", values: ["甜", "咸"], x_id: "7" }],
  };
  let count = 0;
  await fc.assert(
    fc.asyncProperty(more, declared, ways, fc.boolean(), async (added, spec, nesting, isListed) => {
      count += 1;
      const id = `pCard${count}`;
      const file = `cards/c${count}.yaml`;
      made.sandbox.behaviours.wechatpay.nested = nesting;
      const base: JsonObject = {
        ...brandSpec,
        balance_information: brandSpec.points_information,
        user_information: form,
      };
      const live = added.reduce((root, [at, members]) => withMembers(root, at, members), base);
      made.sandbox.wechatpay.addCard(brandId, live, { card_id: id });
      const list = isListed
        ? { user_information: { custom_field_list: [{ type: "RADIO", name: "口味", values: ["甜", "辣"] }] } }
        : {};
      const wanted = { ...JSON.parse(JSON.stringify(spec)), ...list } as JsonObject;
      made.write({ [file]: stringify({ kind: "BrandCard", name: `c${count}`, account: "tea", id, spec: wanted }) });
      const before = templates(made)[id]?.content ?? {};
      const plan = JSON.parse((await made.cli("plan --format json")).stdout) as Consents;
      const applied = await made.cli("apply --yes");
      const after = templates(made)[id]?.content ?? {};
      if (plan.consent.some(({ what }) => what === "lossy")) {
        expect([applied.code, canonicalJson(after)]).toEqual([3, canonicalJson(before)]);
      } else {
        expect({ code: applied.code, said: applied.code === 0 ? "" : applied.all }).toEqual({ code: 0, said: "" });
        expect(undeclared(after, wanted, entry)).toEqual(undeclared(before, wanted, entry));
        if (isListed) expect(valueAt(after, "/user_information/custom_field_list/0/x_id")).toBe("7");
        expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      }
      made.remove(file);
      made.write(brandMemories);
    }),
    tries(25, 1_000),
  );
}, 3_600_000);

test("a rule: the same, and nothing is taken down that cannot be put up again exactly", async () => {
  const entry = kinds.get("PayGiftRule") as KindEntry;
  const [mchid = ""] = merchants(1);
  const term = fc.record(
    {
      least_cost: fc.constantFrom<Json>(100, 200, 150, "100", 0),
      max_cost: fc.oneof(fc.constantFrom<Json>(100_000, 90_000, "100000"), largest),
      jump_url: fc.constantFrom<Json>("https://m.yunshan.example/gift", "https://m.yunshan.example/a", "", 7),
      app_brand_id: fc.constantFrom<Json>("wx0123456789abcdef", ""),
    },
    { requiredKeys: ["least_cost", "max_cost"] },
  );
  const extra = fc.oneof({ weight: 9, arbitrary: fc.constant<JsonObject>({}) }, { weight: 1, arbitrary: strangers });
  const declared = fc.record({ least: fc.boolean(), most: fc.boolean(), begin: fc.boolean() });
  const counts = { asked: 0, replaced: 0 };
  await fc.assert(
    fc.asyncProperty(term, extra, extra, extra, declared, async (terms, top, base, inner, says) => {
      const made = await openWorld({ files: { "cards/gold.yaml": goldCard }, behaviours: { unknownMembers: "taken" } });
      try {
        made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
        const seed = {
          ...{ mchid_list: [mchid], begin_time: ruleBegin, end_time: ruleEnd },
          ...{ member_rule: { card_id: goldId, ...terms, ...inner }, rule_info: top, base_info: base },
        };
        const id = made.sandbox.addRule(coffee.appid, seed);
        const lines = rule({ mchids: [mchid], more: `id: "${id}"\n`, least: 300 }).split("\n");
        const isKept = (line: string) =>
          (says.least || !line.includes("least_cost")) &&
          (says.most || !line.includes("max_cost")) &&
          (says.begin || !line.includes("begin_time"));
        made.write({
          "cards/spring.yaml": lines.filter(isKept).join("\n").replace("end_time: 2027-12-31", "end_time: 2027-11-30"),
        });
        const shown = () => infoOf(Object.values(made.rules())[0]);
        const spec = [
          ["/base_info/mchid_list", true],
          ["/base_info/end_time", true],
          ["/base_info/begin_time", says.begin],
          ["/member_rule/card_id", true],
          ["/member_rule/least_cost", says.least],
          ["/member_rule/max_cost", says.most],
        ].reduce<JsonObject>((root, [at, is]) => (is === true ? withValue(root, String(at), 1) : root), {});
        const before = shown();
        let dropped: readonly string[] = [];
        const plan = JSON.parse((await made.cli("plan --format json --allow replace")).stdout) as Consents;
        const applied = await made.cli("apply --yes --allow replace");
        if (plan.consent.some(({ what }) => what === "lossy")) {
          counts.asked += 1;
          expect([applied.code, canonicalJson(shown())]).toEqual([3, canonicalJson(before)]);
          expect(Object.keys(made.rules())).toEqual([id]);
          const agreed = await made.cli("apply --yes --allow replace --allow lossy --format json");
          expect({ code: agreed.code, said: agreed.code === 0 ? "" : agreed.all }).toEqual({ code: 0, said: "" });
          const { outcomes } = JSON.parse(agreed.stdout) as { outcomes: { dropped?: string[] }[] };
          dropped = outcomes.flatMap((outcome) => outcome.dropped ?? []);
        } else {
          counts.replaced += 1;
          expect({ code: applied.code, said: applied.code === 0 ? "" : applied.all }).toEqual({ code: 0, said: "" });
        }
        // Even with consent nothing is lost but what the platform refuses and the report names.
        const kept = (rest: [Pointer, string][]) => rest.filter(([pointer]) => !dropped.includes(pointer));
        expect(kept(undeclared(shown(), spec, entry))).toEqual(kept(undeclared(before, spec, entry)));
        expect(Object.keys(made.rules())).toHaveLength(1);
        expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      } finally {
        await made.close();
      }
    }),
    tries(25, 1_000),
  );
  expect([counts.asked > 0, counts.replaced > 0]).toEqual([true, true]);
}, 3_600_000);

/** A rule as reads show it, without what the platform moves by itself. */
function infoOf(stored: StoredRule | undefined): JsonObject {
  if (stored === undefined) return {};
  const { mchid_list, begin_time, end_time, member_rule, rule_info = {}, base_info = {} } = stored;
  return { ...rule_info, base_info: { ...base_info, mchid_list, begin_time, end_time }, member_rule };
}
