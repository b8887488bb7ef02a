import type { Reply, WireRequest } from "../../model/client.ts";
import type { Secret } from "../../model/secret.ts";
import { type Caller, exchangeAt, final, heldBack, waited } from "./call.ts";
import { type FetchedToken, fetchedTokens, type TokenSource, tokenIn } from "./token.ts";

/** Makes a call that needs no token, since it asks for one; with all its tries. */
export async function callWithoutToken(options: Caller, request: WireRequest): Promise<Reply> {
  const { signal } = options.budget;
  for (let attempt = 1, slowed = 0; ; attempt += 1) {
    const held = await heldBack(options, request, signal);
    if (held !== undefined) return held;
    const exchange = await exchangeAt(options, request, `${options.baseUrl}${request.path}`);
    if (exchange.status === "ok") return exchange.reply;
    if (exchange.status === "slow-down") slowed += 1;
    if (!(await waited(options, exchange, "read", { attempt, slowed }, signal))) return final(exchange, "read");
  }
}

/** The token that a call gives under a name, or what the call came to. */
export function fetchedBy(reply: Reply, name: string, call: string): FetchedToken {
  return reply.status === "ok" ? tokenIn(reply.body, name, call) : { reply };
}

const stable = "/cgi-bin/stable_token";

/**
 * Tokens by `cgi-bin/stable_token` with `force_refresh:false`: the call gives every caller the same token while it is
 * valid and puts no other system's token out of force, unlike `cgi-bin/token`, which the tool never calls. Source:
 * official pages of both calls.
 *
 * Nothing is kept on disk, and nothing is renewed before it is refused: one call a run.
 */
export function stableTokens(options: Caller, appid: string, appSecret: Secret): TokenSource {
  return stableToken(options.onToken ?? (() => {}), () =>
    callWithoutToken(options, {
      method: "POST",
      path: stable,
      body: { grant_type: "client_credential", appid, secret: appSecret.reveal(), force_refresh: false },
    }),
  );
}

/** The same with `fetchToken`, which makes the one call. */
export function stableToken(onToken: (token: Secret) => void, fetchToken: () => Promise<Reply>): TokenSource {
  return fetchedTokens({
    fetch: async () => fetchedBy(await fetchToken(), "access_token", stable),
    onToken,
    refusedAs: (renewed) => (renewed ? "token-refused-again" : "token-not-renewed"),
  });
}
