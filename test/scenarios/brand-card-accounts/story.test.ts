import { createPrivateKey } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { starterFiles } from "../../../src/cli/starter.ts";
import { formats } from "../../../src/report/formats/registry.ts";
import {
  apiV3Key,
  brandCard,
  brandId,
  brandSpec,
  brandWorld,
  changes,
  liveBrandWorld,
  mchid,
  otherBrandId,
  ownBrandId,
  templates,
} from "../../helpers/brand.ts";
import { goldCard, goldId, liveGold } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { coffee } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const schemes = { partner: "WECHATPAY2-SHA256-RSA2048 ", brand: "WECHATPAY-BRAND-SHA256-RSA2048 " } as const;

/** How a store of key and certificate begins. */
const p12 = "308209c10201033082098706092a864886f70d010701a0820978";

/** Service providers and brands, several at once, and beside Weixin. */
describe("brand-card-accounts", () => {
  describe("the account of a brand", () => {
    test("has addresses of its own, its own scheme, and always says by whose key answers are checked", async () => {
      const made = await brandWorld(brandCard({ account: "solo" }));
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      const [request] = changes(made);
      const { brand_id: _, ...withoutBrand } = { brand_id: "", ...brandSpec };
      expect(request).toMatchObject({ method: "POST", path: "/brand/card-member/cards", body: withoutBrand });
      expect(request?.body).not.toHaveProperty("brand_id");
      const [id = ""] = Object.keys(templates(made, ownBrandId));
      made.edit("cards/black.yaml", "云杉黑金", "云杉白金");
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(changes(made)[1]).toEqual({
        method: "PATCH",
        path: `/brand/card-member/cards/${id}`,
        body: { card_title: "云杉白金" },
      });
      made.write({
        "cards/black.yaml": "kind: BrandCard\nname: black\naccount: solo\nstate: absent\nreason: 停用\n",
      });
      expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
      expect(changes(made)[2]).toMatchObject({ path: `/brand/card-member/cards/${id}/invalidate` });
      for (const { headers } of made.sandbox.requests) {
        expect(String(headers["authorization"]).startsWith(schemes.brand)).toBe(true);
        expect(headers["wechatpay-serial"]).toBe(made.sandbox.wechatpay.publicKeyId);
        expect(headers["user-agent"]).toMatch(/^wxcards\//);
        expect(headers["accept"]).toBe("application/json");
      }
    });
  });

  test("two brands of a service provider share its limit: never more than five in any 0.9 s", async () => {
    const made = await brandWorld(brandCard({ name: "t0", spec: { card_title: "茶0" } }), {
      pay: { limitPerSecond: 5 },
    });
    const files: Record<string, string> = {};
    for (let index = 1; index < 12; index++)
      files[`cards/t${index}.yaml`] = brandCard({ name: `t${index}`, spec: { card_title: `茶${index}` } });
    for (let index = 0; index < 12; index++)
      files[`cards/c${index}.yaml`] = brandCard({
        name: `c${index}`,
        account: "cake",
        spec: { card_title: `糕${index}` },
      });
    made.write(files);
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect([brandId, otherBrandId].map((id) => Object.keys(templates(made, id)).length)).toEqual([12, 12]);
    // The limit is used, and not passed.
    expect(made.sandbox.wechatpay.peak()[mchid]).toBe(5);
    expect(made.sandbox.requests.some(({ status }) => status === 429)).toBe(false);
    made.clock.advance(1);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(made.sandbox.wechatpay.peak()[mchid]).toBe(5);
  });

  test("the built-in account takes cards of both platforms, and neither a key nor the network", async () => {
    const made = await brandWorld(brandCard({ account: "sandbox" }), {
      files: { "cards/first.yaml": starterFiles("en")["cards/first.yaml"] ?? "" },
    });
    for (const name of Object.keys(made.env)) made.env[name] = undefined;
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("sandbox (embedded)\n\n+ BrandCard/black");
    expect(plan.stdout).toContain("+ MemberCard/first");
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(await made.cli("plan --detailed-exitcode")).toMatchObject({
      code: 0,
      stdout: "On the embedded platform (sandbox): nothing here reaches Weixin.\n\nNo changes. 2 unchanged.\n",
    });
    const memory = made.read(".wxcards/sandbox/state/sandbox/state.yaml");
    expect(memory).toContain("BrandCard/black");
    expect(made.exists("wxcards.state/sandbox")).toBe(false);
    expect(Object.keys(JSON.parse(made.read(".wxcards/sandbox/sandbox.wechatpay.json")).cards)).toHaveLength(1);
    expect(made.sandbox.requests).toEqual([]);
  });

  test("a service provider of earlier days verifies with platform certificates, downloaded once a run", async () => {
    const made = await brandWorld(brandCard(), {
      pay: { platformKeys: "certificate" },
      files: { "cards/cake.yaml": brandCard({ account: "cake" }) },
    });
    for (const name of ["TEA", "CAKE"]) {
      made.env[`WXCARDS_${name}_PUBLIC_KEY`] = undefined;
      made.env[`WXCARDS_${name}_PUBLIC_KEY_ID`] = undefined;
      made.env[`WXCARDS_${name}_APIV3_KEY`] = apiV3Key;
    }
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(made.sandbox.requests.filter(({ path }) => path === "/v3/certificates")).toHaveLength(1);
    made.forget();
    made.env["WXCARDS_TEA_APIV3_KEY"] = "another-key-of-thirty-two-bytes!";
    const wrong = await made.cli("plan --account tea --verbose");
    expect([wrong.code, wrong.all.includes("apiv3-key-wrong")]).toEqual([77, true]);
    expect(made.sandbox.requests.map(({ path }) => path)).toEqual(["/v3/certificates"]);
    expect(wrong.all).not.toContain("another-key-of-thirty-two-bytes!");
  });

  test("one apply spans both platforms; without the credential of one the other goes on", async () => {
    const made = await brandWorld(brandCard(), {
      files: { "cards/gold.yaml": goldCard },
    });
    made.sandbox.addCard(coffee.appid, { ...liveGold }, { card_id: goldId });
    const applied = await made.cli("apply --yes");
    expect(applied).toMatchObject({ code: 0 });
    expect(Object.keys(templates(made))).toHaveLength(1);
    made.edit("cards/black.yaml", "云杉黑金", "云杉白金");
    made.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    const half = await made.cli("apply --yes");
    // Accounts do not wait for each other: something was written for one, and another could not be.
    expect(half.code).toBe(5);
    expect(half.all).toContain("WXCARDS_COFFEE_APPSECRET");
    expect(Object.values(templates(made)).map(({ content }) => content["card_title"])).toEqual(["云杉白金"]);
    const left = await made.cli("apply --yes");
    expect([left.code, left.all.includes("WXCARDS_COFFEE_APPSECRET")]).toEqual([77, true]);
    expect((await made.cli("apply --yes --account tea")).code).toBe(0);
  });

  describe("a key that is wrong is told before anything is sent", () => {
    const wrong: readonly [string, (pem: string, publicPem: string) => string, string][] = [
      ["no key at all", () => "hello", "PRIVATE_KEY"],
      ["a public key in its place", (_, publicPem) => publicPem, "public"],
      ["a key cut short", (pem) => pem.slice(0, 200), "PRIVATE_KEY"],
    ];
    test.each(wrong)("%s", async (_, make, says) => {
      const made = await brandWorld(input);
      const pem = made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "";
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = make(pem, made.sandbox.wechatpay.publicKey);
      const plan = await made.cli("plan");
      expect(plan.code).toBe(77);
      expect(plan.all).toContain(says);
      expect(made.sandbox.requests).toEqual([]);
    });

    test("one line with escaped newlines, or bare base64, is taken", async () => {
      for (const make of [
        (pem: string) => pem.replaceAll("\n", "\\n"),
        (pem: string) => pem.replace(/-----[^-]+-----/g, "").replaceAll("\n", ""),
      ]) {
        const made = await brandWorld(input);
        made.env["WXCARDS_TEA_PRIVATE_KEY"] = make(made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "");
        expect((await made.cli("plan")).code).toBe(0);
      }
    });

    test("a key file is read, in every form such files have", async () => {
      const made = await brandWorld(input);
      const pem = made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "";
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = undefined;
      made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = "keys/apiclient_key.pem";
      const missing = await made.cli("plan");
      expect([missing.code, missing.all.includes("key-file-missing")]).toEqual([77, true]);
      const der = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
      const pkcs1 = createPrivateKey(pem).export({ type: "pkcs1", format: "der" });
      for (const content of [Buffer.from(pem), der, pkcs1, Buffer.from(`\ufeff${pem}`, "utf16le")]) {
        made.write({ "keys/apiclient_key.pem": "" });
        writeFileSync(join(made.root, "keys/apiclient_key.pem"), content);
        const plan = await made.cli("plan --verbose");
        expect(plan).toMatchObject({ code: 0 });
        expect(plan.all).not.toContain(pem.slice(40, 100));
      }
      // The store of key and certificate that comes with the same download.
      writeFileSync(join(made.root, "keys/apiclient_key.pem"), Buffer.from(p12, "hex"));
      expect((await made.cli("plan")).all).toContain("key-is-p12");
    });

    test.each([
      ["as PEM", (pem: string) => pem],
      ["with escaped line ends", (pem: string) => pem.replaceAll("\n", "\\n")],
      ["as base64", (pem: string) => pem.replace(/-----[^-]+-----/g, "").replaceAll("\n", "")],
      ["as base64 of PEM", (pem: string) => Buffer.from(pem).toString("base64")],
      ["in one line with blanks", (pem: string) => pem.replaceAll("\n", " ")],
      ["as quoted base64", (pem: string) => `"${Buffer.from(pem).toString("base64")}"`],
      ["as base64 with a name", (pem: string) => `base64:${Buffer.from(pem).toString("base64")}`],
      ["as part of an address", (pem: string) => encodeURIComponent(pem.replace(/-----[^-]+-----/g, ""))],
      ["with tabs and commas", (pem: string) => pem.replace(/-----[^-]+-----/g, "").replaceAll("\n", ",\t")],
    ])("the key itself %s, where the path of its file belongs, is never shown", async (_, form) => {
      const made = await brandWorld(input);
      const key = form(made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "");
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = undefined;
      made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = key;
      for (const format of formats) {
        const plan = await made.cli(`plan --verbose --format ${format}`);
        expect([plan.code, plan.all.includes("key-in-place-of-file")]).toEqual([77, true]);
        for (let at = 0; at + 40 < key.length; at += 40) expect(plan.all).not.toContain(key.slice(at, at + 40));
      }
    });

    test("no part of a key is shown where it is taken for a path", async () => {
      const made = await brandWorld(input);
      const [, line = ""] = (made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "").split("\n");
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = undefined;
      for (const value of [line, `keys/${line}`, `${line}/apiclient_key.pem`]) {
        made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = value;
        const plan = await made.cli("plan --verbose --format json");
        expect([plan.code, plan.all.includes("key-file-missing")]).toEqual([77, true]);
        expect(plan.all).not.toContain(line.slice(8, 32));
      }
      made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = "C:\\keys\\new\\apiclient_key.pem";
      expect((await made.cli("plan")).all).toContain("names apiclient_key.pem, and there is no such file");
    });

    test("a folder in place of a key file is told as one that cannot be read", async () => {
      const made = await brandWorld(input);
      made.write({ "keys/apiclient_key.pem/x": "" });
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = undefined;
      made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = "keys/apiclient_key.pem";
      const plan = await made.cli("plan");
      expect([plan.code, plan.all.includes("key-file-unreadable")]).toEqual([77, true]);
    });

    test.each(["HTTPS_PROXY", "WXCARDS_WECHATPAY_BASE_URL"])(
      "%s that is none: nothing is read, said as such",
      async (name) => {
        const made = await liveBrandWorld();
        made.env[name] = "socks5://127.0.0.1:9";
        const plan = await made.cli("plan --format json");
        expect([plan.code, JSON.parse(plan.stdout).complete]).toEqual([64, false]);
        expect((await made.cli("plan")).stdout).toContain("No plan was made: nothing could be read.");
        for (const command of ["status", "status --format json", "apply --yes"]) {
          const run = await made.cli(command);
          expect([run.code, /proxy-unusable|base-url-insecure/.test(run.all)]).toEqual([64, true]);
        }
      },
    );

    test("a key file may lie in a folder of any name", async () => {
      const made = await brandWorld(input);
      const path = "----- keys\\new/apiclient_key.pem";
      made.write({ [path]: made.env["WXCARDS_TEA_PRIVATE_KEY"] ?? "" });
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = undefined;
      made.env["WXCARDS_TEA_PRIVATE_KEY_FILE"] = path;
      expect((await made.cli("plan")).code).toBe(0);
    });

    test("everything that is missing is told at once", async () => {
      const made = await brandWorld(input);
      const [key, id] = [made.env["WXCARDS_TEA_PUBLIC_KEY"], made.env["WXCARDS_TEA_PUBLIC_KEY_ID"]];
      for (const name of Object.keys(made.env)) if (name.startsWith("WXCARDS_TEA_")) made.env[name] = undefined;
      const all = await made.cli("plan");
      expect(all.code).toBe(77);
      expect(all.all).toContain(
        "account tea has no private key, no serial number of the API certificate, no public key of WeChat Pay, no id of that public key",
      );
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = "x";
      made.env["WXCARDS_TEA_SERIAL_NO"] = "x";
      made.env["WXCARDS_TEA_PUBLIC_KEY_ID"] = id;
      expect((await made.cli("plan")).all).toContain("account tea has no public key of WeChat Pay in the environment");
      made.env["WXCARDS_TEA_PUBLIC_KEY"] = key;
      made.env["WXCARDS_TEA_PUBLIC_KEY_ID"] = undefined;
      made.env["WXCARDS_TEA_PRIVATE_KEY"] = made.env["WXCARDS_SOLO_PRIVATE_KEY"];
      made.env["WXCARDS_TEA_SERIAL_NO"] = made.env["WXCARDS_SOLO_SERIAL_NO"];
      expect((await made.cli("plan")).all).toContain("public-key-id-missing");
    });
  });
});
