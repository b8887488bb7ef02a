import type { Reply } from "../../model/client.ts";
import { problem } from "../../model/problem.ts";
import { type Secret, secret } from "../../model/secret.ts";

/** A token, or why there is none. */
export type TokenAnswer = { readonly token: Secret } | { readonly reply: Exclude<Reply, { status: "ok" }> };

/** Where tokens come from. */
export interface TokenSource {
  /** The current token; many callers share one fetch. */
  current(): Promise<TokenAnswer>;
  /** A token other than the refused one; many callers share one renewal. Undefined when there can be no other. */
  renew(refused: Secret): Promise<TokenAnswer | undefined>;
}

/** A token obtained elsewhere: it cannot be renewed here. */
export function givenToken(token: Secret): TokenSource {
  return { current: async () => ({ token }), renew: async () => undefined };
}

/**
 * What a token can be: room for 512 characters is asked for, and none was seen with a blank or beyond ASCII. Source:
 * official page of the call.
 */
const tokenShape = /^[\x21-\x7e]{1,2048}$/;

/**
 * Tokens by `cgi-bin/stable_token` with `force_refresh:false`: the call gives every caller the same token while it is
 * valid and puts no other system's token out of force, unlike `cgi-bin/token`, which the tool never calls. Source:
 * official pages of both calls.
 *
 * Nothing is kept on disk. `fetchToken` makes the one call.
 */
export function stableToken(onToken: (token: Secret) => void, fetchToken: () => Promise<Reply>): TokenSource {
  let pending: Promise<TokenAnswer> | undefined;
  const fetched = async (): Promise<TokenAnswer> => {
    const reply = await fetchToken();
    if (reply.status !== "ok") return { reply };
    const token = reply.body["access_token"];
    if (typeof token === "string" && tokenShape.test(token)) {
      const obtained = secret(token);
      onToken(obtained);
      return { token: obtained };
    }
    const args = { call: "/cgi-bin/stable_token" };
    return {
      reply: { status: "unknown", problem: problem("token-missing", args) },
    };
  };
  const current = (): Promise<TokenAnswer> => {
    pending ??= fetched();
    return pending;
  };
  return {
    current,
    renew: async (refused) => {
      const asked = pending;
      const now = await current();
      // Whoever comes second finds a newer fetch under way and waits for that.
      if ("token" in now && now.token.reveal() === refused.reveal() && pending === asked) pending = fetched();
      const next = await current();
      return "token" in next && next.token.reveal() === refused.reveal() ? undefined : next;
    },
  };
}
