import type { Client, WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import { openPause } from "../pause.ts";
import { misleadingPath } from "../request-path.ts";
import { type Caller, callWith, exchangeAt, final, heldBack, waited } from "./call.ts";
import type { WeixinClientOptions } from "./options.ts";
import { givenToken, stableToken, type TokenSource } from "./token.ts";

/**
 * Calls one Weixin account.
 *
 * | what happens | a read | a write |
 * |---|---|---|
 * | not sent (DNS, refused, connect timeout) | again, up to 6 times | again, up to 6 times |
 * | ambiguous (reset, timeout, 5xx, errcode −1) | again | `unknown`: the caller looks it up |
 * | 40001, 40014, 42001 | once more with one new token | the same: it was not carried out |
 * | 45011, HTTP 429 | again after a minute, or when the answer says; the whole account waits | the same |
 * | 429 with a pause of more than ten minutes, a host that keeps silent | refused; the run stops for the account | the same |
 * | everything else | refused | refused |
 */
export function weixinClient(given: WeixinClientOptions): Client {
  const options = { ...given, pause: openPause(given.clock, given.onWait) };
  const tokens = tokenSource(options);
  return {
    call: async (request, intent, signal) =>
      misleadingPath(request) ?? callWith(options, tokens, request, { intent, signal }),
  };
}

function tokenSource(options: Caller): TokenSource {
  const { accessToken, appSecret, appid } = options.credentials;
  if (accessToken !== undefined) return givenToken(accessToken);
  return stableToken(options.onToken ?? (() => {}), async () => {
    const body: JsonObject = {
      grant_type: "client_credential",
      appid,
      secret: appSecret?.reveal() ?? "",
      force_refresh: false,
    };
    const request: WireRequest = { method: "POST", path: "/cgi-bin/stable_token", body };
    const { signal } = options.budget;
    for (let attempt = 1, slowed = 0; ; attempt += 1) {
      const held = await heldBack(options, request, signal);
      if (held !== undefined) return held;
      const exchange = await exchangeAt(options, request, `${options.baseUrl}${request.path}`);
      if (exchange.status === "ok") return exchange.reply;
      if (exchange.status === "slow-down") slowed += 1;
      if (!(await waited(options, exchange, "read", { attempt, slowed }, signal))) return final(exchange, "read");
    }
  });
}
