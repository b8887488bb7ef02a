import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldId } from "../../helpers/documents.ts";
import { code, person, withMember } from "./people.ts";

/*
 * Answers as the platform was seen to give them, which have more members, or other types, than its documentation
 * prints: the shapes are those of recorded answers and of the fixtures of public SDKs, the people are ours. What is not
 * about the question is left alone, and shown to nobody.
 */
const look = `member ${code} --card MemberCard/gold --format json`;

/** Of card/code/get: a permanent card, with members that no page documents. Source: recorded answers. */
const ofCode = {
  errcode: 0,
  errmsg: "ok",
  card: {
    card_id: goldId,
    begin_time: 0,
    end_time: 4_294_967_295,
    code,
    bonus: 460,
    membership_number: person.membershipNumber,
  },
  openid: person.openid,
  unionid: `${person.openid}-union`,
  nickname: person.nickname,
  background_pic_url: "http://mmbiz.qpic.cn/mmbiz_png/back/0",
  can_consume: true,
  outer_str: "",
  user_card_status: "NORMAL",
} as const;

/** Of card/membercard/userinfo/get before activation. Source: a fixture of a public SDK. */
const ofPerson = {
  errcode: 0,
  errmsg: "ok",
  openid: person.openid,
  nickname: person.nickname,
  membership_number: person.membershipNumber,
  bonus: 460,
  balance: "30.50",
  sex: "UNKNOWN",
  user_info: {
    common_field_list: [
      { name: "USER_FORM_INFO_FLAG_MOBILE", value: person.phone },
      { name: "USER_FORM_INFO_FLAG_IDCARD", value: person.idNumber, value_list: [] },
    ],
    custom_field_list: [{ name: "兴趣", value: "", value_list: [person.choice] }],
  },
  user_card_status: "NORMAL",
  has_active: false,
} as const;

async function shown(answers: Readonly<Record<string, JsonObject>>, line = look) {
  const world = await withMember();
  for (const [path, body] of Object.entries(answers))
    world.sandbox.fail({ path, errcode: 0, rawBody: JSON.stringify(body) });
  const run = await world.cli(line);
  return { ...run, result: JSON.parse(run.stdout) as Record<string, unknown> };
}

describe("answers that were recorded", () => {
  test("8.1 and 8.6.2 with more members than are documented", async () => {
    const {
      code: exit,
      all,
      result,
    } = await shown({ "/card/code/get": ofCode, "/card/membercard/userinfo/get": ofPerson });
    expect([exit, result]).toMatchObject([
      0,
      {
        status: "NORMAL",
        can_consume: true,
        permanent: true,
        active: false,
        bonus: 460,
        balance: "30.50",
        masked: true,
      },
    ]);
    for (const text of Object.values(person)) expect(all).not.toContain(text);
    expect(all).not.toContain("unionid");
  });

  test("8.6.2: a code that is used up is refused with two members more (an answer of 2020)", async () => {
    const refused = { errcode: 40_099, errmsg: "code has been consumed", _card: goldId, _code: code };
    const world = await withMember();
    world.sandbox.fail({ path: "/card/code/get", errcode: 40_099, rawBody: JSON.stringify(refused) });
    const run = await world.cli(`member ${code} --card MemberCard/gold`);
    expect([run.code, run.all]).toEqual([1, expect.stringContaining("weixin-40099")]);
    expect(run.all).not.toContain(code);
  });

  test("8.6.2: a code without any validity says none", async () => {
    const { card: _card, ...rest } = ofCode;
    const { code: exit, result } = await shown({ "/card/code/get": { ...rest, card: { card_id: goldId, code } } });
    expect([exit, result["permanent"]]).toEqual([0, false]);
    expect(result).not.toHaveProperty("ends");
  });

  test("8.6.3: the list of a person, with a coupon of the account in it", async () => {
    const list = [
      { code, card_id: goldId },
      { code: "736052543512", card_id: "pCouponCouponCouponCouponCou" },
    ];
    const answer = { errcode: 0, errmsg: "ok", card_list: list, has_share_card: false };
    const line = `member --openid ${person.openid} --format json`;
    const { code: exit, result } = await shown({ "/card/user/getcardlist": answer }, line);
    const cards = [
      { address: "coffee/MemberCard/gold", card_id: goldId, code: "***4278" },
      { card_id: "pCouponCouponCouponCouponCou", code: "***3512" },
    ];
    expect([exit, result["cards"]]).toEqual([0, cards]);
  });

  test("8.6.7: an unknown code is 40056 (a recorded answer), and nothing is left open", async () => {
    const world = await withMember();
    world.sandbox.fail({
      path: "/card/code/unavailable",
      errcode: 40_056,
      rawBody: '{"errcode":40056,"errmsg":"invalid serial code rid: 1-2-3"}',
    });
    const run = await world.cli([
      "code",
      "invalidate",
      code,
      "--card",
      "MemberCard/gold",
      "--reason",
      "x",
      "--allow",
      `irreversible=code:${code}`,
    ]);
    expect([run.code, run.all]).toEqual([1, expect.stringContaining("weixin-40056")]);
    expect(world.read("wxcards.state/coffee/lease.yaml")).not.toContain("Code/");
  });
});
