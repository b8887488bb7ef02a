import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { problem } from "../../src/model/problem.ts";
import { secret } from "../../src/model/secret.ts";
import { type Authorizer, authorizerTokens } from "../../src/platform/weixin/authorizer.ts";
import { fakeClock } from "../helpers/clock.ts";

const own = "wx0123456789abcdef";
const others = Array.from({ length: 7 }, (_, index) => ({
  authorizer_appid: `wxother${index}`,
  refresh_token: "other",
}));
const listed = { authorizer_appid: own, refresh_token: "listed" };
const invalid = problem("weixin-61023", { call: "x", errcode: 61023, errmsg: "refresh_token is invalid" });

/** A platform that answers as a test says: with refresh tokens that are in force, and with pages of a list. */
function played(
  given: Partial<Authorizer> & { readonly good?: readonly string[]; readonly next?: string },
  page: (offset: number) => JsonObject,
) {
  const asked: JsonObject[] = [];
  const told: string[] = [];
  const kept: string[] = [];
  const { good = ["listed"], next } = given;
  const tokens = authorizerTokens({
    appid: own,
    clock: fakeClock(),
    keep: async (token) => void kept.push(token.reveal()),
    ...given,
    onToken: (token) => void told.push(token.reveal()),
    component: {
      appid: "wx3456789012abcdef",
      call: async (_path, body) => {
        asked.push(body);
        const { offset, authorizer_refresh_token: token } = body;
        if (typeof offset === "number") return { status: "ok", body: page(offset) };
        if (!good.includes(String(token)))
          return { status: "refused", code: "weixin-61023", problem: invalid, stops: true };
        const answer = {
          authorizer_access_token: "token",
          expires_in: 7200,
          authorizer_refresh_token: next ?? String(token),
        };
        return { status: "ok", body: answer };
      },
    },
  });
  return { tokens, asked, told, kept };
}

/** What a source of tokens gives: the token, or the code of why there is none. */
async function given({ tokens }: ReturnType<typeof played>): Promise<string> {
  const answer = await tokens.current();
  return "token" in answer ? answer.token.reveal() : answer.reply.problem.code;
}

const offsets = ({ asked }: ReturnType<typeof played>) =>
  asked.flatMap(({ offset }) => (typeof offset === "number" ? [offset] : []));

describe("the list of accounts that have authorised a platform", () => {
  const all = [...others, listed];

  test("holds fewer on a page than were asked for: the next page begins behind those", async () => {
    const run = played({}, (offset) => ({ total_count: 8, list: all.slice(offset, offset + 3) }));
    expect([await given(run), offsets(run)]).toEqual(["token", [0, 3, 6]]);
  });

  test.each<[string, (offset: number) => JsonObject, string, readonly number[]]>([
    [
      "ends with an empty page where no total is said",
      (at) => ({ list: others.slice(at, at + 4) }),
      "authorizer-not-listed",
      [0, 4, 7],
    ],
    [
      "ends with its total",
      (at) => ({ total_count: 7, list: others.slice(at, at + 4) }),
      "authorizer-not-listed",
      [0, 4],
    ],
    ["is no list", () => ({ total_count: 8 }), "answer-unusable", [0]],
    ["has entries that are none", () => ({ total_count: 9, list: [null, 1, [], listed] }), "token", [0]],
    [
      "names it without a token",
      () => ({ total_count: 1, list: [{ ...listed, refresh_token: "" }] }),
      "authorizer-not-listed",
      [0],
    ],
  ])("%s", async (_name, page, says, asked) => {
    const run = played({}, page);
    expect([await given(run), offsets(run)]).toEqual([says, asked]);
  });
});

describe("a refresh token", () => {
  const page = () => ({ total_count: 1, list: [listed] });

  test("that is none any more, and that the list has all the same: refused as it was, and nothing is kept", async () => {
    const run = played({ refreshToken: secret("listed"), good: [] }, page);
    expect([await given(run), run.kept]).toEqual(["weixin-61023", []]);
    expect(run.asked.map(({ authorizer_refresh_token: token }) => token ?? "list")).toEqual(["listed", "list"]);
  });

  test("that comes back, and one that is looked up, are kept out of all output", async () => {
    const run = played({ next: "changed" }, page);
    expect([await given(run), run.told]).toEqual(["token", ["listed", "changed", "token"]]);
  });
});
