import { expect, test } from "vitest";
import { payGiftRule } from "../../src/kinds/pay-gift-rule/index.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { lockedRules } from "../helpers/rules.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

/*
 * Issuing cards after payment, §8.4: the requests and answers that the platform's documentation prints, and those of wxcards. The samples stand as printed,
 * but for the add response, which is no JSON: a comma is missing before its last member.
 */

/** 8.4.1, POST data. */
const printedAdd = `{
    "rule_info": {
        "type": "RULE_TYPE_PAY_MEMBER_CARD",
        "base_info": {
            "mchid_list": [
                            "123",
                            "456"
            ],
            "begin_time": 1480317217,
            "end_time": 1580317217
        },
        "member_rule": {
            "card_id": "abcdefg",
            "least_cost": 2,
            "max_cost": 20000,
            "jump_url": "www.qq.com"
        }
         }
  }`;

/** 8.4.1, response. */
const printedAdded = `  {
    "errcode": 0,
    "errmsg": "ok",
    "rule_id": 1231243,
    "fail_mchid_list": [
        {
            "mchid": "111",
            "errcode": 23112,
            "errmsg": "err",
            "occupy_rule_id": 12332123,
            "occupy_appid": "appid"
        }
    ]
    "succ_mchid_list": [
        "123",
        "456"
    ]
}`;
const mendedAdded = printedAdded.replace('    ]\n    "succ', '    ],\n    "succ');

const printedRule = {
  type: "RULE_TYPE_PAY_MEMBER_CARD",
  base_info: {
    mchid_list: ["123", "456"],
    begin_time: 1480317217,
    end_time: 1580317217,
    status: "RULE_STATUS_OK",
    create_time: 1480317217,
    update_time: 1480317217,
  },
  member_rule: { card_id: "abcdefg", least_cost: 2, max_cost: 20000, jump_url: "www.qq.com" },
};

/** 8.4.3, response. */
const printedGot = JSON.stringify({ errcode: 0, errmsg: "ok", rule_info: printedRule });

/** 8.4.4, POST data and response: the total says four, the page of one holds one. */
const printedBatch = { type: "RULE_TYPE_PAY_MEMBER_CARD", effective: true, offset: 0, count: 1 };
const printedBatched = { errcode: 0, errmsg: "ok", total_count: 4, rule_list: [printedRule] };

const document = `kind: PayGiftRule
name: sample
account: coffee
spec:
  base_info:
    mchid_list: ["123", "456"]
    begin_time: 1480317217
    end_time: 2020-01-30T01:00:17+08:00
  member_rule: { card_id: abcdefg, least_cost: 2, max_cost: 20000, jump_url: www.qq.com }
`;

/** The sample's rule ended in January 2020; the clock of these tests stands in 2018. */
const eightYears = -8 * 365 * 86_400;

async function world(text = document): Promise<World> {
  const made = await newWorld({ files: { "cards/sample.yaml": text } });
  made.clock.advance(eightYears);
  made.sandbox.addCard(coffee.appid, { base_info: { title: "卡" } }, { card_id: "abcdefg" });
  return made;
}

test("8.4.1: the document makes exactly the printed request", async () => {
  const made = await world();
  const applied = await made.cli("apply --yes");
  expect(applied.code).toBe(0);
  expect(made.bodies("/card/paygiftcard/add")).toEqual([JSON.parse(printedAdd)]);
  expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
});

test("8.4.1: 2 fen and 20000 fen are shown as ¥0.02 and ¥200.00, and the first is a warning", async () => {
  const made = await world();
  const plan = await made.cli("plan");
  expect(plan.stdout).toContain("2 (¥0.02)");
  expect(plan.stdout).toContain("20000 (¥200.00)");
  expect((await made.cli("validate")).all).toContain("amount-below-yuan");
});

test("8.4.1: the printed answer is no JSON; mended, it is a rule with two merchant ids and one that was refused", async () => {
  expect(() => JSON.parse(printedAdded)).toThrow(SyntaxError);
  expect(payGiftRule.multiObject?.added(JSON.parse(mendedAdded))).toEqual({
    id: "1231243",
    taken: ["123", "456"],
    refused: [{ item: "111", errcode: 23112, errmsg: "err", occupant: { id: "12332123", identity: "appid" } }],
  });
  const made = await world();
  made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 0, rawBody: mendedAdded });
  made.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody: printedGot });
  const applied = await made.cli("apply --yes");
  // The merchant id of the sample's fail list is not among those of its own request; a list that is not empty is told all the same.
  expect(applied.code).toBe(5);
  expect(applied.stdout).toContain("merchant id 111");
  expect(applied.stdout).toContain("errcode 23112: err");
  expect(applied.stdout).toContain("appid");
  expect(lockedRules(made, "PayGiftRule/sample")).toEqual({ "1231243": ["123", "456"] });
});

test("8.4.1: the names of the lists in the table below the sample mean the same", () => {
  const table = mendedAdded.replace("fail_mchid_list", "fail_list").replace("succ_mchid_list", "succ_list");
  expect(payGiftRule.multiObject?.added(JSON.parse(table))).toEqual(
    payGiftRule.multiObject?.added(JSON.parse(mendedAdded)),
  );
});

test("8.4.2: the printed request takes the rule down", async () => {
  const made = await world(
    'kind: PayGiftRule\nname: sample\naccount: coffee\nid: "1233"\nstate: absent\nreason: 活动结束\n',
  );
  const { type: _type, base_info: base, member_rule } = printedRule;
  made.sandbox.addRule(coffee.appid, { ...base, member_rule }, { rule_id: "1233" });
  expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
  expect(made.bodies("/card/paygiftcard/delete")).toEqual([{ rule_id: 1233 }]);
  expect(made.rules()).toEqual({});
});

test("8.4.3: the printed request reads the rule, and the printed answer is one with nothing to change", async () => {
  const made = await world(document.replace("spec:", 'id: "11233"\nspec:'));
  made.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody: printedGot });
  const plan = await made.cli("plan --detailed-exitcode");
  expect({ code: plan.code, stdout: plan.stdout }).toMatchObject({ code: 0 });
  expect(made.bodies("/card/paygiftcard/getbyid")).toEqual([{ rule_id: 11233 }]);
});

test("8.4.4: the printed request and answer of the batch query; wxcards asks for those that are over too, ten at a time", async () => {
  const made = await world();
  const { type: _type, base_info: base, member_rule } = printedRule;
  for (const [index, id] of ["1", "2", "3", "4"].entries())
    made.sandbox.addRule(coffee.appid, { ...base, mchid_list: [`${index}`], member_rule }, { rule_id: id });
  const url = `${made.sandbox.url}/card/paygiftcard/batchget?access_token=${made.sandbox.token(coffee.appid)}`;
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(printedBatch) });
  const said = (await answer.json()) as JsonObject;
  expect(said).toMatchObject({ errcode: 0, errmsg: "ok", total_count: 4 });
  const [listed] = said["rule_list"] as readonly JsonObject[];
  expect(Object.keys(listed as JsonObject)).toEqual(Object.keys(printedRule));
  expect(listed).toEqual({
    ...printedRule,
    base_info: {
      ...printedRule.base_info,
      mchid_list: ["0"],
      create_time: expect.any(Number),
      update_time: expect.any(Number),
    },
  });

  const { listing } = payGiftRule;
  const page = listing?.read(printedBatched as unknown as JsonObject, {});
  expect(page).toMatchObject({ total: 4, ids: ["?123"] });
  expect(page?.objects?.[0]?.spec["member_rule"]).toEqual(printedRule.member_rule);
  const ours = listing?.page(0, {}).body as Record<string, Json>;
  const differing = Object.keys(printedBatch).filter(
    (key) => ours[key] !== printedBatch[key as keyof typeof printedBatch],
  );
  expect(Object.keys(ours)).toEqual(Object.keys(printedBatch));
  expect(differing).toEqual(["effective", "count"]);
});
