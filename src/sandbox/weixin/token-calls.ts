import { isObject, type JsonObject } from "../../model/json.ts";
import type { Received } from "../platform.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Token, TokenOffice } from "./tokens.ts";

/** What a token call may use: the accounts by appid, with their secrets, and the office. */
export interface TokenCallContext {
  readonly secrets: ReadonlyMap<string, string>;
  readonly office: TokenOffice;
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** The appid whose secret was given: 40002, 41002, 41004, 40013 or 40125 otherwise. */
function authenticated(secrets: ReadonlyMap<string, string>, parameter: (key: string) => unknown): string | Refusal {
  const [grant, appid, secret] = [parameter("grant_type"), parameter("appid"), parameter("secret")];
  if (grant !== "client_credential") return refuse(40002);
  if (typeof appid !== "string" || appid === "") return refuse(41002);
  if (typeof secret !== "string" || secret === "") return refuse(41004);
  const known = secrets.get(appid);
  if (known === undefined) return refuse(40013);
  return known === secret ? appid : refuse(40125);
}

function answered(token: Token | Refusal): { readonly json: JsonObject } | Refusal {
  if ("errcode" in token) return token;
  return { json: { access_token: token.token, expires_in: token.expiresInSeconds } };
}

/** POST /cgi-bin/stable_token: the token clients should use; success carries no errcode. */
export function stableToken(received: Received, context: TokenCallContext): { readonly json: JsonObject } | Refusal {
  if (received.body.length === 0) return refuse(44002);
  const body = parsed(received.body.toString("utf8"));
  if (body === undefined) return refuse(47001);
  const appid = authenticated(context.secrets, (key) => body[key]);
  if (typeof appid !== "string") return appid;
  return answered(context.office.stable(appid, body["force_refresh"] === true));
}

/**
 * GET /cgi-bin/token: the older call, which takes the token away from whoever holds it; here so that tests can see that
 * nobody uses it.
 */
export function plainToken(received: Received, context: TokenCallContext): { readonly json: JsonObject } | Refusal {
  const appid = authenticated(context.secrets, (key) => received.query.get(key));
  return typeof appid === "string" ? answered(context.office.plain(appid)) : appid;
}
