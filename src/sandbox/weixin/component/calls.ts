import type { JsonObject } from "../../../model/json.ts";
import type { Behaviours } from "../../behaviours.ts";
import { isRefusal, type Reply } from "../call.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { TokenOffice } from "../tokens.ts";
import type { Authorization, Components, PlayedComponent } from "./components.ts";

/** What a call of a third-party platform may use; its token and AppID are settled before it runs. */
export interface ComponentContext {
  readonly component: PlayedComponent;
  readonly components: Components;
  readonly office: TokenOffice;
  readonly behaviours: Behaviours;
  readonly body: JsonObject;
}

/** One of the calls that a third-party platform makes about itself, all of them POST. Successes carry no errcode. */
export interface ComponentCall {
  /** False for the call that gives the token. */
  readonly needsToken: boolean;
  answer(context: ComponentContext): Reply;
}

/** POST /cgi-bin/component/api_component_token: from secret and ticket. */
const componentToken: ComponentCall = {
  needsToken: false,
  answer: ({ component, components, office, body }) => {
    const { component_appsecret: secret, component_verify_ticket: ticket } = body;
    if (typeof secret !== "string" || secret === "") return refuse(41019);
    if (typeof ticket !== "string" || ticket === "") return refuse(41020);
    if (secret !== component.secret) return refuse(40125);
    if (ticket !== component.ticket.text) return refuse(61006);
    if (components.isExpired(component)) return refuse(61005);
    const { token, expiresInSeconds } = office.other({ appid: component.appid, kind: "component" });
    return { json: { component_access_token: token, expires_in: expiresInSeconds } };
  },
};

/** POST /cgi-bin/component/api_authorizer_token: from a refresh token. */
const authorizerToken: ComponentCall = {
  needsToken: true,
  answer: ({ component, components, office, behaviours, body }) => {
    const authorization = authorizationIn(component, body);
    if (isRefusal(authorization)) return authorization;
    const { appid, refreshTokens } = authorization;
    const refresh = body["authorizer_refresh_token"];
    if (typeof refresh !== "string" || !refreshTokens.includes(refresh)) return refuse(61023);
    const { refreshTokens: manner } = behaviours.thirdParty;
    const next = manner === "kept" ? refresh : components.newRefreshToken();
    const inForce = manner === "kept" ? refreshTokens : manner === "added" ? [...refreshTokens, next] : [next];
    component.authorizations.set(appid, { ...authorization, refreshTokens: inForce });
    const { token, expiresInSeconds } = office.other({ appid, kind: "authorizer", component: component.appid });
    const json = {
      authorizer_access_token: token,
      expires_in: expiresInSeconds,
      authorizer_refresh_token: next,
    };
    return { json };
  },
};

/** Most accounts of one page. Source: documentation of the call. */
const MOST_PER_PAGE = 500;

/** POST /cgi-bin/component/api_get_authorizer_list: a page of the accounts that have authorised the platform. */
const authorizerList: ComponentCall = {
  needsToken: true,
  answer: ({ component, body }) => {
    const { offset, count } = body;
    if (!isWhole(offset) || !isWhole(count) || count < 1 || count > MOST_PER_PAGE) return refuse(40035);
    const all = [...component.authorizations.values()];
    const list = all.slice(offset, offset + count).map(({ appid, refreshTokens, since }) => ({
      authorizer_appid: appid,
      refresh_token: refreshTokens.at(-1) ?? "",
      auth_time: since,
    }));
    return { json: { total_count: all.length, list } };
  },
};

/** POST /cgi-bin/component/api_get_authorizer_info: an account, and what it has granted. */
const authorizerInfo: ComponentCall = {
  needsToken: true,
  answer: ({ component, body }) => {
    const authorization = authorizationIn(component, body);
    if (isRefusal(authorization)) return authorization;
    const { appid, refreshTokens, sets } = authorization;
    const json = {
      authorizer_info: {
        nick_name: "沙箱",
        head_img: "http://wx.qlogo.cn/mmopen/sandbox/0",
        service_type_info: { id: 2 },
        verify_type_info: { id: 0 },
        user_name: "gh_sandbox",
        principal_name: "沙箱",
        business_info: { open_store: 0, open_scan: 0, open_pay: 1, open_card: 1, open_shake: 0 },
        alias: "",
        qrcode_url: "http://mmbiz.qpic.cn/mmbiz_jpg/sandbox/0",
      },
      authorization_info: {
        authorizer_appid: appid,
        authorizer_refresh_token: refreshTokens.at(-1) ?? "",
        func_info: sets.map((id) => ({ funcscope_category: { id } })),
      },
    };
    return { json };
  },
};

/** The calls by their paths. */
export const COMPONENT_CALLS: ReadonlyMap<string, ComponentCall> = new Map([
  ["/cgi-bin/component/api_component_token", componentToken],
  ["/cgi-bin/component/api_authorizer_token", authorizerToken],
  ["/cgi-bin/component/api_get_authorizer_list", authorizerList],
  ["/cgi-bin/component/api_get_authorizer_info", authorizerInfo],
]);

/** What the account that a body names has granted: 40013 for none, 61003 for one that has granted nothing. */
function authorizationIn(component: PlayedComponent, body: JsonObject): Authorization | Refusal {
  const appid = body["authorizer_appid"];
  if (typeof appid !== "string" || appid === "") return refuse(40013);
  return component.authorizations.get(appid) ?? refuse(61003);
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
