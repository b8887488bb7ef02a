import { describe, expect, test } from "vitest";
import { goldId, silverId } from "../../helpers/documents.ts";
import { coffee, type Run } from "../../helpers/world.ts";
import { code, person, withMember } from "./people.ts";

const look = `member ${code} --card MemberCard/gold`;

function jsonOf(run: Run): Record<string, unknown> {
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

describe("one member", () => {
  test("is one table of both calls, which ask for the state and never for a refusal", async () => {
    const world = await withMember();
    const run = await world.cli(look);
    expect([run.code, run.stdout]).toEqual([
      0,
      `coffee/MemberCard/gold  ***4278
    state              taken, and in use (NORMAL)
    can be used        yes
    activated          yes
    valid              permanently
    points             460
    balance            3000 (as the platform reports it, without a unit)
    membership number  ***
    openid             ***
    mobile phone       ***
    name               ***
    ID number          ***
    address            ***
    email              not filled in
    兴趣               ***, ***

What belongs to a person is masked; --show-personal shows it on the terminal, and nowhere else.
`,
    ]);
    expect(world.bodies("/card/code/get")).toEqual([{ card_id: goldId, code, check_consume: false }]);
    expect(world.bodies("/card/membercard/userinfo/get")).toEqual([{ card_id: goldId, code }]);
    expect(world.writes()).toEqual([]);
  });

  test("is JSON with the shape that scripts rely on", async () => {
    const world = await withMember();
    const shown = jsonOf(await world.cli(`${look} --format json`));
    expect(shown).toMatchObject({
      format: "wxcards.member/1",
      ...{ address: "coffee/MemberCard/gold", code: "***4278", openid: "***", status: "NORMAL" },
      ...{ can_consume: true, active: true, permanent: true, bonus: 460, balance: 3000, membership_number: "***" },
      masked: true,
    });
    expect(shown).not.toHaveProperty("begins");
    expect(shown).not.toHaveProperty("ends");
    expect(shown["form"]).toContainEqual({ id: "兴趣", label: "兴趣", value: "", values: ["***", "***"] });
    const whole = jsonOf(await world.cli(`${look} --format json --show-personal`));
    expect(whole).toMatchObject({
      code,
      openid: person.openid,
      membership_number: person.membershipNumber,
      masked: false,
    });
    expect(whole["form"]).toContainEqual({
      ...{ id: "USER_FORM_INFO_FLAG_MOBILE", label: "mobile phone", value: person.phone, values: [] },
    });
    expect(whole["form"]).toContainEqual({ id: "兴趣", label: "兴趣", value: "", values: [person.choice, "唱歌"] });
  });

  test("has a validity of its own where the card ends", async () => {
    const world = await withMember({ begin_time: 1_795_000_000, end_time: 1_826_536_000 });
    expect((await world.cli(look)).stdout).toContain("from 2026-11-18T19:06:40+08:00 until 2027-11-18T19:06:40+08:00");
  });

  test.each([2_147_483_647, 4_294_967_295])(
    "is permanent where the end is %i, and not of another century",
    async (end) => {
      const world = await withMember({ end_time: end });
      const run = await world.cli(`${look} --format json`);
      expect(jsonOf(run)["permanent"]).toBe(true);
      expect(run.stdout).not.toMatch(/2106|2038/);
    },
  );

  const states = {
    NORMAL: ["taken, and in use", "已领取，使用中"],
    CONSUMED: ["used up", "已核销"],
    EXPIRE: ["expired", "已过期"],
    GIFTING: ["being given on to somebody else", "转赠中"],
    GIFT_SUCC: ["given on to somebody else", "已转赠给他人"],
    GIFT_TIMEOUT: ["was to be given on, and nobody took it", "转赠超时，无人领取"],
    DELETE: ["deleted by the member", "已被会员删除"],
    UNAVAILABLE: ["invalid", "已失效"],
  };
  test.each(Object.entries(states))("in the state %s is told in words, in both languages", async (status, [en, zh]) => {
    const world = await withMember({ status });
    const run = await world.cli(look);
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining(`${en} (${status})`)]);
    expect((await world.cli(`${look} --lang zh-CN`)).stdout).toContain(`${zh} (${status})`);
  });

  test("in a state that nobody knows yet is told by the platform's word", async () => {
    const world = await withMember({ status: "FROZEN_BY_MOON" });
    expect((await world.cli(look)).stdout).toContain("FROZEN_BY_MOON");
  });
});

describe("refusals", () => {
  const words = {
    40056: ["Nobody has taken a card with this code".toLowerCase(), "没有人领取过"],
    40127: ["not in use", "不在使用中"],
    40099: ["used up", "已经核销"],
  };
  test.each(Object.entries(words))("%s says what it is, in both languages", async (errcode, [en = "", zh = ""]) => {
    const world = await withMember();
    for (const [lang, said] of [
      ["en", en],
      ["zh-CN", zh],
    ] as const) {
      world.sandbox.fail({ path: "/card/code/get", errcode: Number(errcode) });
      const run = await world.cli(`${look} --lang ${lang}`);
      expect([run.code, run.all.toLowerCase()]).toEqual([1, expect.stringContaining(said)]);
      expect(run.all).toContain(`weixin-${errcode}`);
    }
  });

  test("a code that nobody holds, and a custom code with another card, are 40056", async () => {
    const world = await withMember({ code: "OTHER-0001" });
    expect((await world.cli(look)).all).toContain("weixin-40056");
    world.sandbox.addCard(coffee.appid, { base_info: { use_custom_code: true } }, { card_id: silverId });
    const custom = { card_id: silverId, code: "A1", openid: person.openid };
    world.sandbox.addMember(coffee.appid, custom);
    expect((await world.cli("member A1 --card MemberCard/gold")).all).toContain("weixin-40056");
  });

  test("of the second call, where the state says it all already, is none", async () => {
    const world = await withMember({ status: "DELETE" });
    world.sandbox.fail({ path: "/card/membercard/userinfo/get", errcode: 40_127 });
    expect((await world.cli(look)).code).toBe(0);
    world.sandbox.fail({ path: "/card/membercard/userinfo/get", errcode: 40_035 });
    expect((await world.cli(look)).code).toBe(1);
  });

  test.each([
    [`member ${code}`, "--card is missing", 64],
    ["member", "nothing says which member", 64],
    [`member ${code} --openid ${person.openid}`, "stand together", 64],
    [`member ${code} --card MemberCard/golt`, "did you mean MemberCard/gold?", 64],
  ])("%s is a wrong command line", async (line, said, exit) => {
    const world = await withMember();
    const run = await world.cli(line);
    expect([run.code, run.all]).toEqual([exit, expect.stringContaining(said)]);
    expect(world.paths()).toEqual([]);
  });

  test("an answer about another card is none", async () => {
    const world = await withMember();
    const rawBody = JSON.stringify({ errcode: 0, card: { card_id: silverId }, user_card_status: "NORMAL" });
    world.sandbox.fail({ path: "/card/code/get", errcode: 0, rawBody });
    expect([(await world.cli(look)).code, world.bodies("/card/membercard/userinfo/get")]).toEqual([1, []]);
  });
});

describe("the cards of a person", () => {
  test("are told by address where a document names them", async () => {
    const world = await withMember();
    world.sandbox.addMember(coffee.appid, { card_id: silverId, code: "55556666", openid: person.openid });
    const run = await world.cli(`member --openid ${person.openid} --format json`);
    expect([run.code, jsonOf(run)]).toMatchObject([
      0,
      {
        format: "wxcards.member-cards/1",
        openid: "***",
        cards: [
          { address: "coffee/MemberCard/gold", card_id: goldId, code: "***4278" },
          { card_id: silverId, code: "***6666" },
        ],
      },
    ]);
    const only = await world.cli(`member --openid ${person.openid} --card MemberCard/gold`);
    expect(only.stdout).toContain("***4278");
    expect(only.stdout).not.toContain(silverId);
    expect((await world.cli("member --openid oNobodyNobodyNobody")).stdout).toContain("lists no card");
  });

  test("need one account", async () => {
    const world = await withMember();
    world.edit("wxcards.yaml", "    default: true\n", "");
    const run = await world.cli(`member --openid ${person.openid}`);
    expect([run.code, run.all]).toEqual([64, expect.stringContaining("coffee or bakery")]);
    expect((await world.cli(`member --openid ${person.openid} --account coffee`)).stdout).toContain("***4278");
  });
});
