import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { goldCard } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

/*
 * Managing member cards, §8.1: the request and the answer that the platform's documentation prints, as printed.
 */

/** 8.1, POST data. */
const printedAsked = `{
   "card_id": "pbLatjtZ7v1BG_ZnTjbW85GYc_E8",
   "code": "916679873278" 
}`;

/** 8.1, response. */
const printedAnswer = `{
    "errcode": 0,
    "errmsg": "ok",
    "openid": "obLatjjwDolFjRRd3doGIdwNqRXw",
    "nickname": "Fourier",
    "membership_number": "316510891298",
    "bonus": 460,
    "sex": "MALE",
    "user_info": {
        "common_field_list": [
            {
                "name": "USER_FORM_INFO_FLAG_MOBILE",
                "value": "15521328888"
            },
            {
                "name": "USER_FORM_INFO_FLAG_NAME",
                "value": "Weixin"
            }
        ],
        "custom_field_list": []
    },
    "user_card_status": "NORMAL"
}`;

const asked = JSON.parse(printedAsked) as { readonly card_id: string; readonly code: string };

/** A world with the member of the sample. */
async function sampled(): Promise<World> {
  const world = await newWorld({
    files: { "cards/gold.yaml": goldCard.replace(/^id: .*$/m, `id: ${asked.card_id}`) },
  });
  const { errcode: _code, errmsg: _words, openid, user_card_status: status, ...info } = JSON.parse(printedAnswer);
  world.sandbox.addCard(coffee.appid, {}, { card_id: asked.card_id });
  world.sandbox.addMember(coffee.appid, { ...asked, openid: String(openid), status: String(status), info });
  return world;
}

async function answered(world: World, path: string, body: string): Promise<JsonObject> {
  const url = `${world.sandbox.url}${path}?access_token=${world.sandbox.token(coffee.appid)}`;
  return (await (await fetch(url, { method: "POST", body })).json()) as JsonObject;
}

test("8.1 as printed is answered as printed", async () => {
  const world = await sampled();
  expect(await answered(world, "/card/membercard/userinfo/get", printedAsked)).toEqual(JSON.parse(printedAnswer));
});

test("wxcards member sends what is printed, and shows what is printed where somebody asks for it", async () => {
  const world = await sampled();
  const run = await world.cli(`member ${asked.code} --card MemberCard/gold --show-personal --format json`);
  expect(world.bodies("/card/membercard/userinfo/get")).toEqual([asked]);
  expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
    0,
    {
      ...{ code: "916679873278", openid: "obLatjjwDolFjRRd3doGIdwNqRXw", status: "NORMAL", bonus: 460 },
      ...{ membership_number: "316510891298", masked: false },
      form: [
        { id: "USER_FORM_INFO_FLAG_MOBILE", label: "mobile phone", value: "15521328888", values: [] },
        { id: "USER_FORM_INFO_FLAG_NAME", label: "name", value: "Weixin", values: [] },
      ],
    },
  ]);
  // Nothing that the platform has not said.
  expect(JSON.parse(run.stdout)).not.toHaveProperty("balance");
});
