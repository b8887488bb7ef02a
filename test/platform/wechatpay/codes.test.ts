import { describe, expect, test } from "vitest";
import {
  type CodeClass,
  exitFor,
  problemCode,
  wechatpayCode,
  wechatpayCodes,
} from "../../../src/platform/wechatpay/codes.ts";
import { english } from "../../../src/report/messages/en/english.ts";

/** The codes these calls can answer, and how one reacts. */
const expected: Readonly<Record<CodeClass, readonly string[]>> = {
  busy: ["SYSTEM_ERROR", "SERVICE_UNAVAILABLE"],
  rate: ["RATELIMIT_EXCEEDED", "FREQUENCY_LIMITED"],
  environment: ["SIGN_ERROR", "NO_AUTH"],
  permanent: ["PARAM_ERROR", "INVALID_REQUEST", "ALREADY_EXISTS", "RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST"],
};
const rows = [...wechatpayCodes.values()];

test("the catalogue holds what the calls can answer, and nothing else", () => {
  const held = (Object.keys(expected) as CodeClass[]).map((name) => [
    name,
    rows
      .filter((row) => row.class === name)
      .map(({ code }) => code)
      .sort(),
  ]);
  expect(Object.fromEntries(held)).toEqual(
    Object.fromEntries(Object.entries(expected).map(([name, codes]) => [name, [...codes].sort()])),
  );
});

describe("every row of the catalogue", () => {
  test.each(rows)("$code explains itself, gives a way out and names its source", (row) => {
    const { meaning, todo } = english.codes.wechatpay(row.code);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
    expect(row.source.trim()).not.toBe("");
    expect(row.statuses.length).toBeGreaterThan(0);
    expect(wechatpayCode(row.code)).toBe(row);
  });
});

describe("where a merchant needs more than the words of the platform", () => {
  test.each([
    { code: "INVALID_REQUEST", says: "Http头缺少Accept或User-Agent" },
    { code: "INVALID_REQUEST", says: "Wechatpay-Serial" },
    { code: "SIGN_ERROR", says: "clock" },
    { code: "SIGN_ERROR", says: "SERIAL_NO" },
    { code: "SIGN_ERROR", says: "PRIVATE_KEY" },
    { code: "SIGN_ERROR", says: "mchid" },
    { code: "SIGN_ERROR", says: "relay" },
    { code: "NO_AUTH", says: "authorise the service provider" },
    { code: "RESOURCE_NOT_EXISTS", says: "PUBLIC_KEY_ID" },
    { code: "ALREADY_EXISTS", says: "out_request_no" },
    { code: "RATELIMIT_EXCEEDED", says: "all its brands together" },
    { code: "SYSTEM_ERROR", says: "may have been carried out" },
  ])("$code speaks of $says", ({ code, says }) => {
    const { meaning, todo } = english.codes.wechatpay(code);
    expect(`${meaning} ${todo}`).toContain(says);
  });
});

test.each(["RULE_LIMIT", "", "constructor", "__proto__", "参数"])(
  "the unknown code %j is permanent and says that it is unknown",
  (code) => {
    const unknown = wechatpayCode(code);
    expect(unknown).toMatchObject({ code, class: "permanent", source: "not catalogued" });
    expect(english.codes.wechatpay(code).meaning).toContain("not in the catalogue");
  },
);

test.each([
  ["PARAM_ERROR", "wechatpay-param-error"],
  ["SIGN_ERROR", "wechatpay-sign-error"],
  ["ORDERNOTEXIST", "wechatpay-ordernotexist"],
  ["a\nb::error::", "wechatpay-a-b-error"],
  ["参数", "wechatpay-unnamed"],
  ["__proto__", "wechatpay-proto"],
  [`${"A".repeat(59)}_B`, `wechatpay-${"a".repeat(59)}`],
])("%j is the problem %s", (code, problem) => {
  expect(problemCode(code)).toBe(problem);
});

test.each([
  ["environment", 77],
  ["busy", 1],
  ["rate", 1],
  ["permanent", 1],
] as const)("%s leads to exit %i", (codeClass, exit) => {
  expect(exitFor(codeClass)).toBe(exit);
});
