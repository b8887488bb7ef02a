import { expect, test } from "vitest";
import { readExchange, type Sent } from "../../../src/platform/wechatpay/exchange.ts";
import { startMs } from "../../helpers/clock.ts";
import { read } from "./client-support.ts";
import { plainAnswer } from "./support.ts";

const sent: Sent = {
  request: read,
  atMs: startMs,
  signer: { role: "partner", identity: "1900007291", serialNo: "408B07E7" },
  signedBytes: 1,
};
const success = plainAnswer(200, { card_id: "p" });

test("a success that nobody has judged is not believed", () => {
  expect(readExchange(sent, success, undefined)).toMatchObject({ status: "unverified", reason: "unsigned" });
});

test("nor one that was judged and refused, whatever the reason", () => {
  for (const reason of ["unsigned", "signature-type", "probe", "clock", "serial-unknown", "signature"] as const)
    expect(readExchange(sent, success, { verdict: "refused", reason })).toMatchObject({
      status: "unverified",
      reason,
      problem: { code: `answer-${reason}` },
    });
});

test("one that was judged authentic is, and one that is believed for what it holds", () => {
  for (const verdict of [{ verdict: "authentic", serial: "x" }, "sealed"] as const)
    expect(readExchange(sent, success, verdict)).toEqual({
      status: "ok",
      reply: { status: "ok", body: { card_id: "p" } },
    });
});
