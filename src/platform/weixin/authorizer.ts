import type { Reply } from "../../model/client.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Clock } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Secret, secret } from "../../model/secret.ts";
import type { Component } from "./component.ts";
import { type FetchedToken, fetchedTokens, isToken, type NoToken, type TokenSource, withoutToken } from "./token.ts";
import { fetchedBy } from "./token-calls.ts";

/** How an account that has authorised a third-party platform gets its tokens. */
export interface Authorizer {
  readonly component: Component;
  /** Of the account. */
  readonly appid: string;
  /** As somebody keeps it; absent where the list of the platform is asked for it. */
  readonly refreshToken?: Secret;
  /**
   * Told of a refresh token that differs from the one that was used, before anything is done with the token that came
   * along; gives why the account must not be called then. `from` says where the used one came from: a list shows the new
   * one as well.
   */
  readonly keep: (token: Secret, from: "given" | "listed") => Promise<Problem | undefined>;
  readonly onToken: (token: Secret) => void;
  readonly clock: Clock;
}

const tokenCall = "/cgi-bin/component/api_authorizer_token";
const listCall = "/cgi-bin/component/api_get_authorizer_list";

/** Entries of one page. Source: documentation of the call, 500 at most. */
const pageSize = 500;

/** More pages than any platform has accounts for; an answer that never ends is none. */
const mostPages = 2_000;

/** The refresh token that is in use. */
interface Refreshing {
  readonly token: Secret;
  readonly from: "given" | "listed";
}

/**
 * Tokens by `api_authorizer_token`. Where no refresh token is given, or the given one is no longer one (61023), the list
 * of authorised accounts is looked through for it.
 *
 * Source: documentation of the calls: a refresh token that comes back is to be stored when it differs. Posts of the
 * community: it stays as it is as a rule, and the list shows it.
 */
export function authorizerTokens(authorizer: Authorizer): TokenSource {
  const { refreshToken, onToken, clock } = authorizer;
  let refreshing: Refreshing | undefined = refreshToken && { token: refreshToken, from: "given" };
  const fetch = async (): Promise<FetchedToken> => {
    const used = refreshing ?? (await listed(authorizer));
    if (!("token" in used)) return used;
    const answer = await answerTo(authorizer, used);
    if (!("reply" in answer)) return unkept(answer);
    const changed = changedIn(answer.reply, answer.used);
    if (changed !== undefined) {
      onToken(changed.token);
      const trouble = await authorizer.keep(changed.token, changed.from);
      if (trouble !== undefined) return unkept(trouble);
    }
    refreshing = changed ?? answer.used;
    return fetchedBy(answer.reply, "authorizer_access_token", tokenCall);
  };
  return fetchedTokens({
    fetch,
    onToken,
    clock,
    refusedAs: (renewed) => (renewed ? "token-refused-again" : "token-not-renewed"),
  });
}

/** A refresh token is lost: the account is not called any more, whatever other token there is. */
function unkept(trouble: Problem): NoToken {
  return { ...withoutToken(trouble), endsAll: true };
}

/** The answer to a refresh token; where a given one is none any more, to the one that the list has in its place. */
async function answerTo(
  authorizer: Authorizer,
  used: Refreshing,
): Promise<{ readonly reply: Reply; readonly used: Refreshing } | Problem> {
  const reply = await refreshed(authorizer, used.token);
  if (!isInvalid(reply) || used.from === "listed") return { reply, used };
  // The account was authorised anew since somebody kept it.
  const found = await listed(authorizer);
  if (!("token" in found) || found.token.reveal() === used.token.reveal()) return { reply, used };
  const trouble = await authorizer.keep(found.token, "given");
  return trouble ?? { reply: await refreshed(authorizer, found.token), used: found };
}

/** The refresh token of an answer, where it differs from the one that was used. */
function changedIn(reply: Reply, { token, from }: Refreshing): Refreshing | undefined {
  const next = reply.status === "ok" ? reply.body["authorizer_refresh_token"] : undefined;
  return isToken(next) && next !== token.reveal() ? { token: secret(next), from } : undefined;
}

function refreshed({ component, appid }: Authorizer, token: Secret): Promise<Reply> {
  return component.call(tokenCall, { authorizer_appid: appid, authorizer_refresh_token: token.reveal() });
}

/** True for a refusal that says that the refresh token is none. */
function isInvalid(reply: Reply): boolean {
  return reply.status === "refused" && reply.code === "weixin-61023";
}

/** Looks the account up among those that have authorised the platform, page by page. */
async function listed({ component, appid, onToken }: Authorizer): Promise<Refreshing | NoToken> {
  for (let page = 0, offset = 0; page < mostPages; page += 1) {
    const reply = await component.call(listCall, { offset, count: pageSize });
    if (reply.status !== "ok") return { reply };
    const { list, total_count: total } = reply.body;
    if (!Array.isArray(list)) return { reply: unusable() };
    const entries = (list as readonly Json[]).filter(isObject);
    const token = entries.find((entry) => entry["authorizer_appid"] === appid)?.["refresh_token"];
    if (isToken(token)) {
      onToken(secret(token));
      return { token: secret(token), from: "listed" };
    }
    // What a page holds counts, not what was asked for.
    offset += list.length;
    if (list.length === 0 || (typeof total === "number" && offset >= total)) break;
  }
  return withoutToken(problem("authorizer-not-listed", { identity: appid, component: component.appid }));
}

function unusable(): Exclude<Reply, { status: "ok" }> {
  return { status: "unknown", problem: problem("answer-unusable", { call: listCall }) };
}
