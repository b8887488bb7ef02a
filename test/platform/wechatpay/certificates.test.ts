import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Aes } from "wechatpay-axios-plugin";
import type { Reply } from "../../../src/model/client.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { secret } from "../../../src/model/secret.ts";
import { open } from "../../../src/platform/wechatpay/aead.ts";
import { certificateStore } from "../../../src/platform/wechatpay/certificate-store.ts";
import { certifiedKeys, keysInForce, openCertificates } from "../../../src/platform/wechatpay/certificates.ts";
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

describe("what is bound to a certificate, and what stands around it", () => {
  /** A certificate of the download with other members inside what is encrypted, or beside it. */
  const sealedWith = (more: JsonObject, beside: JsonObject = {}): JsonObject => {
    const made = entry();
    return { ...made, ...beside, encrypt_certificate: { ...(made["encrypt_certificate"] as JsonObject), ...more } };
  };
  const pem = (more: Partial<Parameters<typeof certificatePem>[0]> = {}) =>
    certificatePem({
      serial: "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
      commonName: "Tenpay.com sign",
      from: new Date(startMs - day),
      to: new Date(startMs + day),
      publicKey: pair.publicKey,
      issuerKey: pair.privateKey,
      ...more,
    });
  /** The same, encrypted with another nonce or other associated data. */
  const encrypted = (nonce: string, associated: string) => ({
    algorithm: "AEAD_AES_256_GCM",
    nonce,
    associated_data: associated,
    ciphertext: Aes.AesGcm.encrypt(pem(), apiV3Key, nonce, associated),
  });
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "+00:00");
  const second = String((entry()["encrypt_certificate"] as JsonObject)["ciphertext"]);

  test("what another client has encrypted as a certificate is opened", () => {
    const item = { ...entry(), encrypt_certificate: encrypted("0123456789ab", "certificate") };
    expect(opened(item)).toMatchObject({ left: [] });
  });

  test.each<[string, JsonObject, string]>([
    ["no associated data", { ...entry(), encrypt_certificate: encrypted("0123456789ab", "") }, "associated"],
    [
      "that of a notification",
      { ...entry(), encrypt_certificate: encrypted("0123456789ab", "transaction") },
      "associated",
    ],
    [
      "the word in capitals",
      { ...entry(), encrypt_certificate: encrypted("0123456789ab", "CERTIFICATE") },
      "associated",
    ],
    [
      "the word said, and not encrypted with it",
      { ...entry(), encrypt_certificate: { ...encrypted("0123456789ab", ""), associated_data: "certificate" } },
      "sealed",
    ],
    ["the word left out", sealedWith({ associated_data: null }), "associated"],
    ["a nonce of 11 bytes", { ...entry(), encrypt_certificate: encrypted("0123456789a", "certificate") }, "sealed"],
    ["a nonce of 13 bytes", { ...entry(), encrypt_certificate: encrypted("0123456789abc", "certificate") }, "sealed"],
    [
      "a nonce of 16 bytes",
      { ...entry(), encrypt_certificate: encrypted("0123456789abcdef", "certificate") },
      "sealed",
    ],
    ["a nonce of 12 characters and more bytes", sealedWith({ nonce: "0123456789a密" }), "sealed"],
    ["base64 with a blank in it", sealedWith({ ciphertext: `${second.slice(0, 8)} ${second.slice(8)}` }), "sealed"],
    ["base64 for addresses", sealedWith({ ciphertext: second.replaceAll("+", "-").replaceAll("/", "_") }), "sealed"],
    ["a beginning that has not come", entry({ from: startMs + 1_000 }), "early"],
    [
      "a beginning that the answer says has not come",
      sealedWith({}, { effective_time: instant(startMs + 1_000) }),
      "early",
    ],
    ["an end that the answer says is over", sealedWith({}, { expire_time: instant(startMs) }), "expired"],
    ["a time that is none", sealedWith({}, { expire_time: "never" }), "unreadable"],
    ["a number for a time", sealedWith({}, { effective_time: 1 }), "unreadable"],
    ["another issuer", entry({ text: pem({ commonName: "Some other CA" }) }), "issuer"],
    [
      "a merchant's name",
      entry({ text: pem({ commonName: "1900007291", issuerName: "Tenpay.com Root CA" }) }),
      "issuer",
    ],
    ["a short key", entry({ text: pem({ publicKey: short.publicKey }) }), "unreadable"],
  ])("%s: left out", (_, item, why) => {
    expect(opened(item, entry({ serial: "6DEA10EF" }))).toMatchObject({ left: [why] });
  });

  test("times of the answer within those of the certificate are fine", () => {
    const times = { effective_time: instant(startMs - day), expire_time: "2026-11-22T00:00:00+08:00" };
    expect(opened({ ...entry(), ...times }).left).toEqual([]);
  });

  test("of one serial number twice the first counts", () => {
    const twice = [entry(), entry({ pair: keyPair() })];
    expect(
      opened(...twice)
        .keys.get("5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC")
        ?.equals(pair.publicKey),
    ).toBe(true);
  });

  test("a key checks nothing before its time and after it", () => {
    const { certified } = certifiedKeys(
      { data: [entry({ from: startMs - 1_000, to: startMs + 1_000 })] },
      secret(apiV3Key),
      startMs,
    );
    const at = (ms: number) => keysInForce(certified, startMs + ms).size;
    expect([-2_000, -1_000, 0, 999, 1_000].map(at)).toEqual([0, 1, 1, 1, 0]);
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
