import { describe, expect, test } from "vitest";
import { Aes } from "wechatpay-axios-plugin";
import type { Reply } from "../../../src/model/client.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { secret } from "../../../src/model/secret.ts";
import { open } from "../../../src/platform/wechatpay/aead.ts";
import { certificateStore } from "../../../src/platform/wechatpay/certificate-store.ts";
import { openCertificates } from "../../../src/platform/wechatpay/certificates.ts";
import { fakeClock, seededRandom, startMs } from "../../helpers/clock.ts";
import { certificatePem } from "./der.ts";
import { keyPair, seal } from "./support.ts";

const apiV3Key = "0123456789abcdefghijklmnopqrstuv";
const pair = keyPair();
const day = 86_400_000;

interface Entry {
  readonly serial?: string;
  readonly saysSerial?: string;
  readonly from?: number;
  readonly to?: number;
  readonly key?: string;
  readonly text?: string;
  readonly pair?: typeof pair;
}

/** One certificate as the download lists it. */
function entry({ serial = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC", ...plan }: Entry = {}): JsonObject {
  const { from = startMs - 10 * day, to = startMs + 300 * day, key = apiV3Key } = plan;
  const { publicKey, privateKey: issuerKey } = plan.pair ?? pair;
  const made = { serial, commonName: "Tenpay.com sign", from: new Date(from), to: new Date(to), publicKey, issuerKey };
  const encrypted = seal(plan.text ?? certificatePem(made), key);
  return { serial_no: plan.saysSerial ?? serial, encrypt_certificate: encrypted };
}

const opened = (...data: readonly Json[]) => openCertificates({ data }, secret(apiV3Key), startMs);

describe("decrypting", () => {
  test("100 texts that the other client has encrypted", () => {
    const random = seededRandom(3);
    for (let index = 0; index < 100; index += 1) {
      const text = `证书 ${index} ${"x".repeat(Math.floor(random.next() * 200))}`;
      const ciphertext = Aes.AesGcm.encrypt(text, apiV3Key, "0123456789ab", "certificate");
      const sealed = { nonce: "0123456789ab", associatedData: "certificate", ciphertext };
      expect(open(sealed, secret(apiV3Key))?.toString("utf8")).toBe(text);
    }
  });
});

describe("what a download holds", () => {
  test("the keys of all certificates that are in force: two overlap while they are exchanged", () => {
    const second = keyPair();
    const { keys, left } = opened(entry(), entry({ serial: "6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC", pair: second }));
    expect([...keys.keys()]).toEqual([
      "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
      "6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
    ]);
    expect(keys.get("6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC")?.equals(second.publicKey)).toBe(true);
    expect(left).toEqual([]);
  });

  test("a serial number with a zero in front is the same with and without it", () => {
    expect([...opened(entry({ serial: "0DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC" })).keys.keys()]).toEqual([
      "0DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
    ]);
    expect([...opened(entry({ serial: "0DEA10EF", saysSerial: "DEA10EF" })).keys.keys()]).toEqual(["DEA10EF"]);
  });

  test.each<[string, Json, string]>([
    ["over", entry({ to: startMs }), "expired"],
    [
      "of another serial number than the answer says",
      entry({ saysSerial: "6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC" }),
      "serial",
    ],
    ["encrypted for somebody else", entry({ key: "v".repeat(32) }), "sealed"],
    ["no certificate", entry({ text: "nothing" }), "unreadable"],
    [
      "a key without a certificate",
      entry({ text: pair.publicKey.export({ type: "spki", format: "pem" }).toString() }),
      "unreadable",
    ],
    [
      "of another algorithm",
      {
        ...entry(),
        encrypt_certificate: { ...(entry()["encrypt_certificate"] as JsonObject), algorithm: "AEAD_SM4_128_GCM" },
      },
      "unreadable",
    ],
    ["without a serial number", { encrypt_certificate: seal("x", apiV3Key) }, "unreadable"],
    ["without anything encrypted", { serial_no: "1" }, "unreadable"],
    [
      "with numbers for texts",
      { serial_no: "1", encrypt_certificate: { algorithm: "AEAD_AES_256_GCM", nonce: 1, ciphertext: 2 } },
      "unreadable",
    ],
    ["no object", "x", "unreadable"],
    ["null", null, "unreadable"],
  ])("a certificate that is %s is left out, and the others are not", (_, item, why) => {
    const { keys, left } = opened(item, entry({ serial: "6DEA10EF" }));
    expect(left).toEqual([why]);
    expect([...keys.keys()]).toEqual(["6DEA10EF"]);
  });

  test.each([[{}], [{ data: null }], [{ data: {} }], [{ data: [] }]])("%j holds none", (answer) => {
    expect(openCertificates(answer, secret(apiV3Key), startMs)).toEqual({ keys: new Map(), left: [] });
  });
});

describe("what is kept of it for a run", () => {
  const ok = (...data: readonly JsonObject[]): Reply => ({ status: "ok", body: { data } });
  const problem = { code: "no-answer", severity: "error", class: "failure", args: {} } as const;
  /** A store, and a download that gives these replies in order and counts. */
  function store(...replies: readonly Reply[]) {
    let asked = 0;
    const download = async () => replies[Math.min(asked++, replies.length - 1)] as Reply;
    return {
      store: certificateStore({ apiV3Key: secret(apiV3Key), clock: fakeClock() }),
      download,
      count: () => asked,
    };
  }
  const serials = (stored: Awaited<ReturnType<ReturnType<typeof certificateStore>["keys"]>>) =>
    "keys" in stored ? [...stored.keys.keys()] : stored.reply;

  test("one download for a hundred callers", async () => {
    const { store: kept, download, count } = store(ok(entry()));
    const all = await Promise.all(Array.from({ length: 100 }, () => kept.keys(download)));
    expect(new Set(all).size).toBe(1);
    expect(count()).toBe(1);
  });

  test("one more when a serial is unknown, for the whole run; what was known stays known", async () => {
    const {
      store: kept,
      download,
      count,
    } = store(ok(entry({ serial: "0AAA0001" })), ok(entry({ serial: "0AAA0002" })));
    expect(serials(await kept.keys(download))).toEqual(["0AAA0001"]);
    const again = await Promise.all(Array.from({ length: 50 }, () => kept.renewed(download)));
    for (const stored of again) expect(serials(stored)).toEqual(["0AAA0001", "0AAA0002"]);
    await kept.renewed(download);
    expect(serials(await kept.keys(download))).toEqual(["0AAA0001", "0AAA0002"]);
    expect(count()).toBe(2);
  });

  test("a second download that fails takes nothing away", async () => {
    const { store: kept, download } = store(ok(entry({ serial: "0AAA0001" })), { status: "unknown", problem });
    await kept.keys(download);
    expect(serials(await kept.renewed(download))).toEqual(["0AAA0001"]);
    expect(serials(await kept.keys(download))).toEqual(["0AAA0001"]);
  });

  test("a failure of the network is not remembered", async () => {
    const { store: kept, download } = store({ status: "unknown", problem }, ok(entry()));
    expect(await kept.keys(download)).toEqual({ reply: { status: "unknown", problem } });
    expect(serials(await kept.keys(download))).toHaveLength(1);
  });

  test("merchants without certificates are told so, once asked", async () => {
    const args = { call: "/v3/certificates", status: 404, code: "RESOURCE_NOT_EXISTS", message: "无可用的平台证书" };
    const code = "wechatpay-resource-not-exists";
    const refused: Reply = { status: "refused", code, stops: false, problem: { ...problem, code, args } };
    const { store: kept, download, count } = store(refused);
    const expected = {
      status: "refused",
      code: "platform-certificates-absent",
      stops: true,
      problem: { class: "not-allowed", args },
    };
    expect(serials(await kept.keys(download))).toMatchObject(expected);
    expect(serials(await kept.keys(download))).toMatchObject(expected);
    expect(count()).toBe(1);
  });

  test.each<[string, readonly JsonObject[], string]>([
    ["a key that opens nothing", [entry({ key: "v".repeat(32) })], "apiv3-key-wrong"],
    [
      "certificates that are all over",
      [entry({ to: startMs - day }), entry({ to: startMs - 1 })],
      "platform-certificates-unusable",
    ],
    ["no certificate at all", [], "platform-certificates-unusable"],
  ])("%s", async (_, data, code) => {
    const { store: kept, download } = store(ok(...data));
    const reply = serials(await kept.keys(download));
    expect(reply).toMatchObject({ status: "refused", code, stops: true, problem: { code, class: "not-allowed" } });
    expect(JSON.stringify(reply)).not.toContain(apiV3Key);
  });
});
