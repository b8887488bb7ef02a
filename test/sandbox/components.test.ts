import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { APPID, type Bench, bench } from "./support.ts";

const COMPONENT = "wx3456789012abcdef";
const SECRET = "component-secret";
const TICKET = "ticket@@@first";

/** A platform that the account of these tests has authorised. */
function played(behaviours: BehaviourChanges = {}, authorizers: readonly string[] = [APPID]): Promise<Bench> {
  return bench(behaviours, { components: [{ appid: COMPONENT, secret: SECRET, ticket: TICKET, authorizers }] });
}

type Call = "api_component_token" | "api_authorizer_token" | "api_get_authorizer_list" | "api_get_authorizer_info";

/** Makes a call of the platform; `how` is the query. */
async function call({ sandbox }: Bench, name: Call, body: JsonObject | string, how: string): Promise<JsonObject> {
  const text = typeof body === "string" ? body : JSON.stringify({ component_appid: COMPONENT, ...body });
  const answer = await fetch(`${sandbox.url}/cgi-bin/component/${name}${how}`, { method: "POST", body: text });
  expect(answer.status).toBe(200);
  return (await answer.json()) as JsonObject;
}

const withToken = ({ sandbox }: Bench, spelling = "access_token") =>
  `?${spelling}=${sandbox.components.token(COMPONENT)}`;
const ASK = { component_appsecret: SECRET, component_verify_ticket: TICKET };

describe("api_component_token", () => {
  it("gives a token for secret and ticket, without an errcode", async () => {
    const made = await played();
    const answer = await call(made, "api_component_token", ASK, "");
    expect(answer).toEqual({ component_access_token: expect.stringMatching(/^[\w-]{100,512}$/), expires_in: 7200 });
  });

  it.each<[string, JsonObject, number]>([
    ["no AppID", { component_appid: "" }, 41018],
    ["another AppID", { component_appid: "wxnobody" }, 61011],
    ["no secret", { component_appsecret: "" }, 41019],
    ["a wrong secret", { component_appsecret: "guess" }, 40125],
    ["no ticket", { component_verify_ticket: "" }, 41020],
    ["a wrong ticket", { component_verify_ticket: "ticket@@@guess" }, 61006],
  ])("refuses %s", async (_name, change, errcode) => {
    expect(await call(await played(), "api_component_token", { ...ASK, ...change }, "")).toMatchObject({ errcode });
  });

  it.each([
    ["", 44002],
    ["{", 47001],
  ])("refuses the body %j", async (body, errcode) => {
    expect(await call(await played(), "api_component_token", body, "")).toMatchObject({ errcode });
  });

  it("takes a ticket for twelve hours, and the next one from then on", async () => {
    const made = await played();
    made.clock.advance(12 * 3600 - 1);
    expect(await call(made, "api_component_token", ASK, "")).toHaveProperty("component_access_token");
    made.clock.advance(1);
    expect(await call(made, "api_component_token", ASK, "")).toMatchObject({ errcode: 61005 });
    made.sandbox.components.pushTicket(COMPONENT, "ticket@@@second");
    expect(await call(made, "api_component_token", ASK, "")).toMatchObject({ errcode: 61006 });
    const next = { ...ASK, component_verify_ticket: "ticket@@@second" };
    expect(await call(made, "api_component_token", next, "")).toHaveProperty("component_access_token");
  });
});

describe("the token of a platform", () => {
  const list = { offset: 0, count: 10 };
  it.each(["access_token", "component_access_token"])("is taken as %s", async (spelling) => {
    const made = await played();
    const answer = await call(made, "api_get_authorizer_list", list, withToken(made, spelling));
    expect(answer).toMatchObject({ total_count: 1 });
    expect(JSON.stringify(made.sandbox.requests.at(-1)?.query)).toBe("{}");
  });

  it.each<[string, (made: Bench) => string, number]>([
    ["none", () => "", 41021],
    ["an empty one", () => "?access_token=", 41021],
    ["an unknown one", () => "?component_access_token=guess", 40001],
    ["that of an account", ({ sandbox }) => `?access_token=${sandbox.token(APPID)}`, 61014],
    [
      "one for an account",
      ({ sandbox }) => `?access_token=${sandbox.components.authorizerToken(COMPONENT, APPID)}`,
      61014,
    ],
  ])("is refused: %s", async (_name, how, errcode) => {
    const made = await played();
    expect(await call(made, "api_get_authorizer_list", list, how(made))).toMatchObject({ errcode });
  });

  it("ends after two hours (42006)", async () => {
    const made = await played();
    const how = withToken(made);
    made.clock.advance(7199);
    expect(await call(made, "api_get_authorizer_list", list, how)).toMatchObject({ total_count: 1 });
    made.clock.advance(1);
    expect(await call(made, "api_get_authorizer_list", list, how)).toMatchObject({ errcode: 42006 });
  });

  it("opens nothing for another platform", async () => {
    const other = { appid: "wxother00000000000", secret: "s", ticket: "t" };
    const made = await bench({}, { components: [{ appid: COMPONENT, secret: SECRET, ticket: TICKET }, other] });
    const body = { ...list, component_appid: other.appid };
    expect(await call(made, "api_get_authorizer_list", body, withToken(made))).toMatchObject({ errcode: 61011 });
  });
});

describe("api_authorizer_token", () => {
  const refresh = ({ sandbox }: Bench) => sandbox.components.refreshToken(COMPONENT, APPID);
  const ask = (made: Bench, token: string) =>
    call(made, "api_authorizer_token", { authorizer_appid: APPID, authorizer_refresh_token: token }, withToken(made));

  it("gives a token that opens the cards of the account, and the refresh token", async () => {
    const made = await played();
    const used = refresh(made);
    const answer = await ask(made, used);
    expect(answer).toEqual({
      authorizer_access_token: expect.stringMatching(/^[\w-]{100,512}$/),
      expires_in: 7200,
      authorizer_refresh_token: used,
    });
    const token = String(answer["authorizer_access_token"]);
    expect((await made.post("/card/batchget", { offset: 0, count: 1 }, token)).errcode).toBe(0);
  });

  it("gives another refresh token where the behaviour says so, and the former one stays or ends", async () => {
    for (const [manner, errcode] of [
      ["added", undefined],
      ["replaced", 61023],
    ] as const) {
      const made = await played({ thirdParty: { refreshTokens: manner } });
      const used = refresh(made);
      expect((await ask(made, used))["authorizer_refresh_token"]).not.toBe(used);
      expect((await ask(made, refresh(made)))["errcode"]).toBeUndefined();
      expect((await ask(made, used))["errcode"]).toBe(errcode);
    }
  });

  it("refuses a wrong refresh token, one from before another authorising, and an account that took it back", async () => {
    const made = await played();
    const used = refresh(made);
    expect(await ask(made, "guess")).toMatchObject({ errcode: 61023 });
    made.sandbox.components.authorise(COMPONENT, APPID);
    expect(await ask(made, used)).toMatchObject({ errcode: 61023 });
    made.sandbox.components.withdraw(COMPONENT, APPID);
    expect(await ask(made, used)).toMatchObject({ errcode: 61003 });
    expect(await call(made, "api_authorizer_token", {}, withToken(made))).toMatchObject({ errcode: 40013 });
  });
});

describe("api_get_authorizer_list", () => {
  it("shows the accounts page by page, with their refresh tokens", async () => {
    const appids = Array.from({ length: 7 }, (_, index) => `wxauthorizer${String(index).padStart(4, "0")}`);
    const made = await played({}, appids);
    const page = (offset: number) =>
      call(made, "api_get_authorizer_list", { offset, count: 3 }, withToken(made, "component_access_token"));
    const first = await page(0);
    expect(first).toEqual({
      total_count: 7,
      list: appids.slice(0, 3).map((appid) => ({
        authorizer_appid: appid,
        refresh_token: made.sandbox.components.refreshToken(COMPONENT, appid),
        auth_time: 1_795_226_400,
      })),
    });
    expect((await page(6))["list"]).toHaveLength(1);
    expect((await page(9))["list"]).toEqual([]);
  });

  it.each([{ offset: -1, count: 1 }, { offset: 0, count: 501 }, { offset: 0, count: 0 }, {}])(
    "refuses the page %j",
    async (body) => {
      const made = await played();
      expect(await call(made, "api_get_authorizer_list", body, withToken(made))).toMatchObject({ errcode: 40035 });
    },
  );
});

describe("api_get_authorizer_info", () => {
  it("shows what an account has granted", async () => {
    const made = await played();
    made.sandbox.components.authorise(COMPONENT, APPID, [1, 8]);
    const answer = await call(made, "api_get_authorizer_info", { authorizer_appid: APPID }, withToken(made));
    expect(answer["authorization_info"]).toEqual({
      authorizer_appid: APPID,
      authorizer_refresh_token: made.sandbox.components.refreshToken(COMPONENT, APPID),
      func_info: [{ funcscope_category: { id: 1 } }, { funcscope_category: { id: 8 } }],
    });
    expect(answer["authorizer_info"]).toMatchObject({ service_type_info: { id: 2 } });
  });

  it("refuses an account that has granted nothing", async () => {
    const made = await played({}, []);
    const answer = await call(made, "api_get_authorizer_info", { authorizer_appid: APPID }, withToken(made));
    expect(answer).toMatchObject({ errcode: 61003 });
  });
});

describe("a call of cards in the name of an account", () => {
  const read = { offset: 0, count: 1 };

  it("wants permission set 8, or for a picture one of several", async () => {
    const made = await played();
    const token = made.sandbox.components.authorizerToken(COMPONENT, APPID);
    const codes = async () => [
      (await made.post("/card/batchget", read, token)).errcode,
      (await made.post("/cgi-bin/media/uploadimg", "", token)).errcode,
    ];
    expect((await codes())[0]).toBe(0);
    made.sandbox.components.authorise(COMPONENT, APPID, [1, 2]);
    // Nothing is uploaded: the picture is what is missing.
    expect(await codes()).toEqual([61007, 41005]);
    made.sandbox.components.authorise(COMPONENT, APPID, [2]);
    expect(await codes()).toEqual([61007, 61007]);
    made.sandbox.components.withdraw(COMPONENT, APPID);
    expect(await codes()).toEqual([61003, 61003]);
  });

  it("is refused with the token of the platform itself", async () => {
    const made = await played();
    const token = made.sandbox.components.token(COMPONENT);
    expect((await made.post("/card/batchget", read, token)).errcode).toBe(61015);
  });

  it("goes by the list of addresses of the platform, not by that of the account", async () => {
    const made = await played({ ipWhitelist: { refuse: true } });
    const token = made.sandbox.components.authorizerToken(COMPONENT, APPID);
    expect((await made.post("/card/batchget", read)).errcode).toBe(40164);
    expect((await made.post("/card/batchget", read, token)).errcode).toBe(0);
    made.sandbox.behaviours.thirdParty.addressRefused = true;
    expect((await made.post("/card/batchget", read, token)).errcode).toBe(61004);
    expect(await call(made, "api_component_token", ASK, "")).toMatchObject({ errcode: 61004 });
  });
});

it("throws for a platform that is not played", async () => {
  const made = await played();
  expect(() => made.sandbox.components.token("wxnobody")).toThrow(/no third-party platform wxnobody/);
  expect(() => made.sandbox.components.refreshToken(COMPONENT, "wxnobody")).toThrow(/wxnobody has not authorised/);
});
