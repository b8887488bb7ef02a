import type { Reply } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Clock } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Secret, secret } from "../../model/secret.ts";

/** Why a call that a token is needed for is not made. */
export interface NoToken {
  readonly reply: Exclude<Reply, { status: "ok" }>;
  /** True where nothing may be called with a token from before, either. */
  readonly endsAll?: true;
}

/** A token, or why there is none. */
export type TokenAnswer = { readonly token: Secret } | NoToken;

/** A token that was just obtained, with its remaining life in seconds where whoever gave it says so. */
export type FetchedToken = { readonly token: Secret; readonly expiresInSeconds?: number } | NoToken;

/** How a refused token is told, once no other can be had. */
export type TokenRefused =
  | "token-given-refused"
  | "token-not-renewed"
  | "token-refused-again"
  | "token-command-repeats"
  | "component-token-refused";

/** Where tokens come from. */
export interface TokenSource {
  /** The current token; many callers share one fetch. */
  current(): Promise<TokenAnswer>;
  /** A token other than the refused one; many callers share one renewal. Undefined when there can be no other. */
  renew(refused: Secret): Promise<TokenAnswer | undefined>;
  /** What a call ends with whose token was refused: the first one, with no other to be had, or the renewed one too. */
  refusedAs(renewed: boolean): TokenRefused;
}

/** A token obtained elsewhere: it cannot be renewed here. */
export function givenToken(token: Secret, code: TokenRefused = "token-given-refused"): TokenSource {
  return { current: async () => ({ token }), renew: async () => undefined, refusedAs: () => code };
}

/**
 * What a token can be: room for 512 characters is asked for, and none was seen with a blank or beyond ASCII. Source:
 * official page of the call.
 */
const tokenShape = /^[\x21-\x7e]{1,2048}$/;

/** True for a text that can be a token. */
export function isToken(text: unknown): text is string {
  return typeof text === "string" && tokenShape.test(text);
}

/** The token that an answer of a token call holds under a name. */
export function tokenIn(body: JsonObject, name: string, call: string): FetchedToken {
  const { [name]: token, expires_in: seconds } = body;
  if (!isToken(token)) return { reply: { status: "unknown", problem: problem("token-missing", { call }) } };
  return { token: secret(token), ...(isLife(seconds) ? { expiresInSeconds: seconds } : {}) };
}

/** True for a remaining life in seconds. */
export function isLife(seconds: unknown): seconds is number {
  return typeof seconds === "number" && Number.isSafeInteger(seconds) && seconds > 0;
}

/** No token, and no call of the account would get one. */
export function withoutToken(why: Problem): NoToken {
  return { reply: { status: "refused", code: why.code, problem: why, stops: true } };
}

/** How tokens are obtained. */
export interface Fetching {
  readonly fetch: () => Promise<FetchedToken>;
  /** Told of every token. */
  readonly onToken: (token: Secret) => void;
  readonly refusedAs: TokenSource["refusedAs"];
  /** By which a token is renewed before its end, where one says its life; absent where it is used until it is refused. */
  readonly clock?: Pick<Clock, "now">;
}

/** In seconds: so long before its end a token is renewed; earlier of one whose whole life is shorter. */
const earlySeconds = 300;

/** In milliseconds from now: when a token of so many seconds is renewed. Never at once: many calls share one fetch. */
function renewedAfterMs(seconds: number): number {
  return Math.max(seconds - earlySeconds, seconds / 2, 30) * 1000;
}

/** Tokens that are obtained when they are needed, and again when one was refused or is about to end. */
export function fetchedTokens({ fetch, onToken, refusedAs, clock }: Fetching): TokenSource {
  let pending: Promise<TokenAnswer> | undefined;
  let renewAt: number | undefined;
  const fetched = async (): Promise<TokenAnswer> => {
    renewAt = undefined;
    const answer = await fetch();
    if (!("token" in answer)) return answer;
    onToken(answer.token);
    if (clock !== undefined && answer.expiresInSeconds !== undefined)
      renewAt = clock.now() + renewedAfterMs(answer.expiresInSeconds);
    return { token: answer.token };
  };
  const current = (): Promise<TokenAnswer> => {
    const before = pending;
    if (before === undefined) pending = fetched();
    // A token that could not be renewed early is good until it is refused.
    else if (clock !== undefined && renewAt !== undefined && clock.now() >= renewAt)
      pending = fetched().then((next) => ("token" in next || next.endsAll === true ? next : before));
    return pending as Promise<TokenAnswer>;
  };
  return {
    current,
    refusedAs,
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
