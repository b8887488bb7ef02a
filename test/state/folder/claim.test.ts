import { expect, test } from "vitest";
import { claimText, readClaim } from "../../../src/state/folder/claim.ts";

const read = (text: string) => readClaim(Buffer.from(text));
const claim = {
  swap: "0123456789ab",
  accounts: [
    { account: "coffee", key: "0123456789abcdef" },
    { account: "tea", key: "new" },
  ],
};

test("a claim is read as it was written", () => {
  expect(read(claimText(claim))).toEqual(claim);
});

test("any part of a claim is none", () => {
  const text = claimText(claim).trimEnd();
  for (let length = 0; length < text.length; length += 1) expect(read(text.slice(0, length))).toBeUndefined();
});

test.each([
  ["no account", { ...claim, accounts: [] }],
  ["accounts in another order", { ...claim, accounts: [...claim.accounts].reverse() }],
  ["an account twice", { ...claim, accounts: [claim.accounts[0], claim.accounts[0]] }],
  ["a path", { ...claim, accounts: [{ account: "../tea", key: "new" }] }],
  ["a path in a key", { ...claim, accounts: [{ account: "tea", key: "../new" }] }],
  ["a path in a swap", { ...claim, swap: "../../x" }],
  ["no swap", { accounts: claim.accounts }],
])("a claim with %s is none", (_about, value) => {
  expect(read(JSON.stringify(value))).toBeUndefined();
});
