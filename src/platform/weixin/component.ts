import type { Reply, WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { CredentialArg } from "../../model/problem.ts";
import { passedOn } from "../../model/problem.ts";
import type { Secret } from "../../model/secret.ts";
import { openPause } from "../pause.ts";
import { type Caller, callWith } from "./call.ts";
import type { CallerOptions } from "./caller-options.ts";
import { fetchedTokens, givenToken, type TokenSource } from "./token.ts";
import { callWithoutToken, fetchedBy } from "./token-calls.ts";

/** How a third-party platform proves itself: by a token of its own, or by what one is had with. */
export type ComponentCredential =
  | { readonly accessToken: Secret }
  | { readonly appSecret: Secret; readonly verifyTicket: Secret };

/** What a third-party platform is called with. */
export interface ComponentOptions extends CallerOptions {
  readonly appid: string;
  readonly credential: ComponentCredential;
  /** Whose variables the words for a problem of its own calls name. */
  readonly owner: CredentialArg;
}

/**
 * A third-party platform, as all the accounts of a run that have authorised it share it: one token, one pause.
 *
 * `call` makes one of its own calls (`cgi-bin/component/…`), its AppID put into the body. The token goes into the query
 * as `access_token`, as the present pages of these calls have it; older ones say `component_access_token`, and both are
 * in use.
 */
export interface Component {
  readonly appid: string;
  call(path: string, body: JsonObject): Promise<Reply>;
}

const tokenCall = "/cgi-bin/component/api_component_token";

/** Opens a third-party platform; nothing is called before an account needs it. */
export function component(given: ComponentOptions): Component {
  const { appid, budget, owner } = given;
  const options: Caller = { ...given, pause: openPause(given.clock, given.onWait) };
  const tokens = tokensOf(options, given);
  return {
    appid,
    call: async (path, body) => {
      const request: WireRequest = { method: "POST", path, body: { component_appid: appid, ...body } };
      const reply = await callWith(options, tokens, request, { intent: "read", signal: budget.signal });
      return reply.status === "ok" ? reply : { ...reply, problem: passedOn(reply.problem, { credential: owner }) };
    },
  };
}

function tokensOf(options: Caller, { appid, credential }: ComponentOptions): TokenSource {
  if ("accessToken" in credential) return givenToken(credential.accessToken, "component-token-refused");
  const { appSecret, verifyTicket } = credential;
  const request = (): WireRequest => ({
    method: "POST",
    path: tokenCall,
    body: {
      component_appid: appid,
      component_appsecret: appSecret.reveal(),
      component_verify_ticket: verifyTicket.reveal(),
    },
  });
  return fetchedTokens({
    fetch: async () => fetchedBy(await callWithoutToken(options, request()), "component_access_token", tokenCall),
    onToken: options.onToken ?? (() => {}),
    clock: options.clock,
    refusedAs: () => "component-token-refused",
  });
}
