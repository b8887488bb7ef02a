import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { secret } from "../../src/model/secret.ts";
import { privateKeyOf } from "../../src/platform/wechatpay/private-key.ts";

const value = "s3cr3t-V4lue!0";
const typed = secret(value);

/** Ways in which a value becomes text by accident. */
const ways: Readonly<Record<string, (wrapped: object) => string>> = {
  "a template": (wrapped) => `${wrapped}`,
  "a list": (wrapped) => ["", wrapped].join(""),
  JSON: (wrapped) => JSON.stringify({ wrapped, list: [wrapped] }),
  inspect: (wrapped) => inspect({ wrapped }, { depth: 9, showHidden: true, getters: true }),
  "inspect without its own words": (wrapped) => inspect(wrapped, { customInspect: false, showHidden: true, depth: 9 }),
  format: (wrapped) => format("%s %o %O %j", wrapped, wrapped, wrapped, wrapped),
  entries: (wrapped) =>
    JSON.stringify(Object.entries(wrapped)) + Object.keys(wrapped).join() + Object.values(wrapped).join(),
  "a copy": (wrapped) => inspect({ ...wrapped }) + JSON.stringify(Object.assign({}, wrapped)),
  "a structured clone": (wrapped) => inspect(structuredClone({ ...wrapped })),
  "its functions": (wrapped) =>
    Reflect.ownKeys(wrapped)
      .map((key) => String(Reflect.get(wrapped, key)))
      .join(),
  "an error": (wrapped) => inspect(new Error(`no good: ${wrapped}`, { cause: wrapped })),
};

test.each(Object.keys(ways))("a secret as %s shows nothing", (way) => {
  expect(ways[way]?.(typed)).not.toContain(value);
});

test("a private key shows nothing either", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = privateKey.export({ type: "pkcs8", format: "pem" }).toString().split("\n")[2] as string;
  for (const way of Object.values(ways)) expect(way(privateKeyOf(privateKey))).not.toContain(body);
});

test("only what was made for it gives it out", () => {
  expect(typed.reveal()).toBe(value);
  expect(`${typed}`).toBe("(secret)");
  expect(JSON.stringify({ typed })).toBe('{"typed":"(secret)"}');
  expect(inspect({ typed })).toBe("{ typed: (secret) }");
  expect(() => Object.assign(typed, { reveal: () => "" })).toThrow();
});

/** Where a secret is taken out of its wrapping, and what for. Whoever adds a line says where the text goes. */
const revealed: Readonly<Record<string, string>> = {
  "src/cli/connect-wechatpay.ts": "into the keys that sign and verify",
  "src/cli/connect.ts": "into the key by which an account knows what it wrote itself",
  "src/cli/credential-command.ts": "read as a command, and onto the stdin of one that keeps it",
  "src/cli/redact.ts": "into the net",
  "src/hosts/options.ts": "into the header of a request",
  "src/platform/weixin/call.ts": "into the address of a request",
  "src/platform/weixin/authorizer.ts": "into the body of a request, and compared with another token",
  "src/platform/weixin/component.ts": "into the body of a request",
  "src/platform/weixin/token-calls.ts": "into the body of a request",
  "src/platform/weixin/token.ts": "compared with another token",
  "src/platform/wechatpay/aead.ts": "into the key that decrypts",
  "src/platform/wechatpay/key-check.ts": "into a public key",
  "src/platform/wechatpay/signature.ts": "into a signature",
};

test("nothing else takes a secret out of its wrapping", () => {
  const root = join(import.meta.dirname, "../..");
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `src/${file.replaceAll("\\", "/")}`);
  const revealing = files.filter((file) => /\.reveal\(\)/.test(readFileSync(join(root, file), "utf8")));
  expect(revealing.sort()).toEqual(Object.keys(revealed).sort());
});
