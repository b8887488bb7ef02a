import type { Client } from "../../model/client.ts";
import { secret } from "../../model/secret.ts";
import { openPause } from "../pause.ts";
import { misleadingPath } from "../request-path.ts";
import { authorizerTokens } from "./authorizer.ts";
import { type Caller, callWith } from "./call.ts";
import type { WeixinClientOptions, WeixinCredentials } from "./options.ts";
import { fetchedTokens, givenToken, type TokenRefused, type TokenSource } from "./token.ts";
import { stableTokens } from "./token-calls.ts";

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
  const options: Caller = { ...given, pause: openPause(given.clock, given.onWait) };
  const tokens = tokenSource(options, given.credentials);
  return {
    call: async (request, intent, signal) =>
      misleadingPath(request) ?? callWith(options, tokens, request, { intent, signal }),
  };
}

function tokenSource(options: Caller, credentials: WeixinCredentials): TokenSource {
  const { accessToken, fetchToken, authorizer, appSecret, appid } = credentials;
  const { clock, onToken = () => {} } = options;
  if (accessToken !== undefined) return givenToken(accessToken);
  if (fetchToken !== undefined) return fetchedTokens({ fetch: fetchToken, onToken, clock, refusedAs: commandRefused });
  if (authorizer !== undefined) return authorizerTokens({ ...authorizer, appid, onToken, clock });
  return stableTokens(options, appid, appSecret ?? secret(""));
}

function commandRefused(renewed: boolean): TokenRefused {
  return renewed ? "token-refused-again" : "token-command-repeats";
}
