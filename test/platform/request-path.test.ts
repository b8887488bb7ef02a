import { expect, test } from "vitest";
import { misleadingPath } from "../../src/platform/request-path.ts";
import { brandId, brandWorld, liveBrandCard } from "../helpers/brand.ts";

const request = (path: string) => ({ method: "GET", path, body: {} }) as const;

test.each(["/card/get", "/v3/a/pId_-1?brand_id=1004&offset=0", "/v3/a/p..x", "/v3/a/%E4%BA%91", "/v3/a?b=../c"])(
  "%s goes out",
  (path) => {
    expect(misleadingPath(request(path))).toBeUndefined();
  },
);

test.each([
  "/v3/cards/..",
  "/v3/cards/../x",
  "/v3/cards/.",
  "/v3/cards/%2e%2e",
  "/v3/cards/.%2E/invalidate",
  "/v3/cards/\\..",
  "/v3/cards/a#b",
  "/v3/cards//x",
  "//evil.example/x",
  "/v3/cards/a\tb",
  "/v3/cards/a?b\nc",
  "v3/cards",
])("%s is not sent", (path) => {
  expect(misleadingPath(request(path))).toMatchObject({ status: "refused", code: "request-misled", stops: false });
});

const cards = "/v3/brand/partner/card-member/cards";
test.each<[string, readonly string[], string]>([
  ["..", [], "request-misled"],
  [".", [], "request-misled"],
  ["../../certificates", [`${cards}/..%2F..%2Fcertificates`], "resource-missing"],
  ["a/../../b", [`${cards}/a%2F..%2F..%2Fb`], "resource-missing"],
  ["x?y=1", [`${cards}/x%3Fy%3D1`], "resource-missing"],
  ["x#y", [`${cards}/x%23y`], "resource-missing"],
])("an id %s of a state leads to no other call", async (id, paths, code) => {
  const made = await brandWorld(liveBrandCard.replace(/^id: .*\n/m, ""));
  const entry = `BrandCard/black:\n  id: ${JSON.stringify(id)}\n  settled:\n    /card_title: 0123456789abcdef\n`;
  made.write({
    "wxcards.state/tea/state.yaml": `format: wxcards.state/1\nidentity: "${brandId}"\n${entry}`,
    "wxcards.state/tea/lease.yaml": `format: wxcards.lease/1\nidentity: "${brandId}"\n`,
  });
  const plan = await made.cli("plan --verbose");
  expect(made.paths()).toEqual(paths);
  expect(plan.code).not.toBe(0);
  // That nothing is found of all that is known is told of the account.
  expect(plan.all.includes(code) || plan.all.includes("credential-of-another-account")).toBe(true);
});
