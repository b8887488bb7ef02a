import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualWechatPayBehaviours, type WechatPayBehaviours } from "../../src/sandbox/wechatpay-behaviours.ts";
import {
  BASE,
  BRAND,
  newTemplate,
  type Outgoing,
  type PayBench,
  payBench,
  payBenchWithCard,
  SERIAL,
} from "./wechatpay-support.ts";

const CARDS = `${BASE.partner}/cards`;
const LIST: Outgoing = { method: "GET", target: `${CARDS}?brand_id=${BRAND}&offset=0&limit=5` };

/** Each switch for a convention without a source: what a call answers by default, and what when it is thrown. */
const SWITCHES: readonly {
  readonly thrown: Partial<WechatPayBehaviours>;
  readonly says: string;
  readonly call: (bench: PayBench) => Promise<unknown>;
  readonly usual: unknown;
  readonly else: unknown;
}[] = [
  {
    thrown: { nonceReuse: "accepted" },
    says: "a nonce is used again",
    call: async ({ send }) => {
      await send({ ...LIST, nonce: "once" });
      return (await send({ ...LIST, nonce: "once" })).status;
    },
    usual: 401,
    else: 200,
  },
  {
    thrown: { serialCase: "upper" },
    says: "a serial number is in lower case",
    call: async ({ send }) => (await send({ ...LIST, serial: SERIAL.toLowerCase() })).status,
    usual: 200,
    else: 401,
  },
  {
    thrown: { pictureHosts: "any" },
    says: "a picture lies anywhere",
    call: async ({ patch }) => (await patch({ card_picture_url: "https://example.com/0" })).status,
    usual: 400,
    else: 200,
  },
  {
    thrown: { pictureHosts: ["example.com"] },
    says: "a picture lies on another host",
    call: async ({ patch }) => [
      (await patch({ card_picture_url: "https://cdn.example.com/0" })).status,
      (await patch({ card_picture_url: "https://notexample.com/0" })).status,
    ],
    usual: [400, 400],
    else: [200, 400],
  },
  {
    thrown: { notifyHosts: "any" },
    says: "notifications go to a private network",
    call: async ({ patch }) => (await patch({ notify_url: "https://192.168.0.1/n" })).status,
    usual: 400,
    else: 200,
  },
  {
    thrown: { emptyTexts: "accepted" },
    says: "a text is empty",
    call: async ({ patch }) => (await patch({ service_phone: "" })).status,
    usual: 400,
    else: 200,
  },
  {
    thrown: { partialObjects: "accepted" },
    says: "a jump has no path",
    call: async ({ patch }) => (await patch({ points_information: { jump_appid: "wx1" } })).status,
    usual: 400,
    else: 200,
  },
  {
    thrown: { foreignValidity: "refused" },
    says: "a validity has a member of another type",
    call: async ({ patch }) =>
      (await patch({ valid_date_information: { type: "PERMANENT", available_day_after_receive: 5 } })).status,
    usual: 200,
    else: 400,
  },
  {
    thrown: { validityType: "fixed" },
    says: "a validity gets another type",
    call: async ({ patch }) => [
      (await patch({ valid_date_information: { type: "FIX_TERM", available_day_after_receive: 5 } })).status,
      (await patch({ card_title: "别的" })).status,
    ],
    usual: [200, 200],
    else: [400, 200],
  },
  {
    thrown: { patchInvalid: "accepted" },
    says: "a template that is not in effect is changed",
    call: async ({ invalidate, patch }) => {
      await invalidate();
      return (await patch({ card_title: "别的" })).status;
    },
    usual: 400,
    else: 200,
  },
  {
    thrown: { invalidateAgain: "refused" },
    says: "a template is invalidated twice",
    call: async ({ invalidate }) => [(await invalidate()).status, (await invalidate()).status],
    usual: [200, 200],
    else: [200, 400],
  },
  {
    thrown: { sameRequestNumber: "refused" },
    says: "a create is repeated",
    call: async ({ create }) => [(await create()).status, (await create()).code ?? "made"],
    usual: [200, "made"],
    else: [200, "ALREADY_EXISTS"],
  },
  {
    thrown: { momentsAs: "as-sent" },
    says: "a moment is sent in UTC",
    call: async ({ patch }) => {
      const { body } = await patch({ valid_date_information: VALIDITY });
      return (body["valid_date_information"] as JsonObject)["available_begin_time"];
    },
    usual: "2026-01-01T08:00:00.000+08:00",
    else: "2026-01-01T00:00:00Z",
  },
  {
    thrown: { colourAs: "upper-case" },
    says: "a colour is sent in lower case",
    call: async ({ patch }) => (await patch({ card_color: "#ffff0a" })).body["card_color"],
    usual: "#ffff0a",
    else: "#FFFF0A",
  },
  {
    thrown: { unchangedPatch: "moves-time" },
    says: "a PATCH changes nothing",
    call: async ({ get, patch, clock }) => {
      const { card_title, modify_time: before } = (await get()).body;
      clock.advance(5);
      return (await patch({ card_title: card_title as string })).body["modify_time"] === before;
    },
    usual: true,
    else: false,
  },
  {
    thrown: { countsRefused: true },
    says: "a request is refused by the limit",
    call: async ({ sandbox, send, clock }) => {
      sandbox.behaviours.wechatpay.limitPerSecond = 1;
      await send(LIST);
      clock.advance(0.5);
      await send(LIST);
      clock.advance(0.6);
      return (await send(LIST)).status;
    },
    usual: 200,
    else: 429,
  },
  {
    thrown: { unknownPath: "empty" },
    says: "a path does not exist",
    call: async ({ send }) => (await send({ method: "GET", target: "/v3/nothing" })).code ?? "nothing",
    usual: "RESOURCE_NOT_EXISTS",
    else: "nothing",
  },
];

const VALIDITY = {
  type: "FIX_TIME_RANGE",
  available_begin_time: "2026-01-01T00:00:00Z",
  available_end_time: "2027-01-01T00:00:00Z",
};

describe("a convention of WeChat Pay without a source has a switch", () => {
  it.each(SWITCHES)("when $says: $thrown", async ({ thrown, call, usual, ...row }) => {
    expect(await call(await payBenchWithCard())).toEqual(usual);
    expect(await call(await payBenchWithCard({}, thrown))).toEqual(row.else);
  });

  it("and create still needs its own members where partial objects are taken", async () => {
    const { create } = await payBench({ partialObjects: "accepted" });
    const { card_title: _title, ...body } = newTemplate();
    expect((await create(body)).detail).toMatchObject({ field: "/card_title" });
    expect(usualWechatPayBehaviours().partialObjects).toBe("refused");
  });
});
