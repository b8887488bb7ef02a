import { describe, expect, test } from "vitest";
import { redactor } from "../../src/cli/redact.ts";
import { secret } from "../../src/model/secret.ts";
import { harmless } from "../../src/report/harmless.ts";
import { jsonText } from "../../src/report/json-text.ts";
import { tries } from "../documents/support.ts";
import { canaries, pemKey } from "../helpers/canaries.ts";
import { costOf } from "../helpers/effort.ts";
import { leaksOf, spellingsOf } from "../helpers/spellings.ts";

// Proves G23.

const samples = canaries(tries(10, 400).numRuns, 3);
const nets = new Map(samples.map((value) => [value, netOf(value)]));
const ways = Object.keys(spellingsOf("any text"));

function netOf(...values: readonly string[]) {
  const net = redactor({});
  for (const value of values) net.learn(secret(value));
  return net;
}

describe("a secret in any spelling", () => {
  test.each(ways)("%s", (way) => {
    const leaks = samples.flatMap((value) => {
      const spelled = spellingsOf(value)[way] ?? "";
      const text = `{"errmsg": "not good: ${spelled}", "code": 1}\n    at there`;
      const cleaned = nets.get(value)?.clean(text) ?? text;
      expect(cleaned).toContain("(secret)");
      const leak = leaksOf(value, cleaned);
      return leak === undefined ? [] : [{ value, leak, cleaned }];
    });
    expect(leaks).toEqual([]);
  });

  test("the search for leaks finds what the net is to find", () => {
    for (const value of samples.slice(0, 9))
      for (const way of ways.filter((name) => !["bytes", "base64 twice", "hex in pairs"].includes(name)))
        expect([way, leaksOf(value, `x ${spellingsOf(value)[way]} y`)]).not.toEqual([way, undefined]);
  });

  test.each([
    ["a colour", "\u001b[31m"],
    ["a mark of a colour", "\ufdd0"],
    ["a character of no width", "\u2060"],
    ["a change of direction", "\u202e"],
    ["a tag", "\u{e0041}"],
    ["a filler", "\u3164"],
  ])("with %s in it, or put between its characters, once lines are harmless", (_about, mark) => {
    const plain = "s3cr3t-V4lue!0-Xk9";
    const split = `s3cr${mark}3t-V4lue${mark}!0-Xk9`;
    for (const [value, shown] of [
      [plain, split],
      [split, split],
      [split, plain],
    ] as const) {
      const net = netOf(value);
      expect(net.clean(harmless(`x ${shown} y`))).toBe("x (secret) y");
      expect(net.clean(jsonText({ a: shown }))).toBe('{\n  "a": "(secret)"\n}\n');
    }
    expect(netOf(split).clean(`x=${encodeURIComponent(split)}`)).toBe("x=(secret)");
  });

  test("JSON stays JSON where values and keys next to each other are the secret", () => {
    const value = "s3cr3t-V4lue!0";
    const cleaned = netOf(value).clean(jsonText({ a: value, [value]: 1, list: [value, value], b: { [value]: value } }));
    const hidden = "(secret)";
    expect(JSON.parse(cleaned)).toEqual({ a: hidden, [hidden]: 1, list: [hidden, hidden], b: { [hidden]: hidden } });
  });

  test("what stands around it stays", () => {
    const net = netOf("s3cr3t-V4lue!0");
    expect(net.clean("a s3cr3t-V4lue!0 b")).toBe("a (secret) b");
    expect(net.clean('{"a":"s3cr3t-V4lue!0","b":1}')).toBe('{"a":"(secret)","b":1}');
    expect(net.clean(`Basic ${Buffer.from("s3cr3t-V4lue!0").toString("base64")}`)).toBe("Basic (secret)");
    expect(net.clean("nothing of it")).toBe("nothing of it");
  });
});

describe("pieces", () => {
  const key = pemKey();
  const lines = key.split("\n");

  test("each line of a key", () => {
    const net = netOf(key);
    for (const line of lines.slice(1, -2)) expect(net.clean(`<${line}>`)).toBe("<(secret)>");
  });

  test("any twelve characters of a key behind its header, and of a token", () => {
    const token = canaries(2)[1] ?? "";
    let missed = 0;
    let tried = 0;
    // Keys are new in every run: what chance does to a single one, it does not do to six together.
    for (const pem of [key, pemKey(), pemKey(), pemKey(), pemKey(), pemKey()]) {
      const net = netOf(pem, token);
      for (const text of [pem.split("\n").slice(1, -1).join("").slice(70), token])
        for (let at = 0; at + 12 <= text.length; at += 1, tried += 1)
          if (!net.clean(`x ${text.slice(at, at + 12)} y`).includes("(secret)")) missed += 1;
    }
    // A row of twelve that chance made look like a word is left, and only that.
    expect(missed / tried).toBeLessThan(0.03);
  });

  test.each(["…", "...", "\\u2026"])("the beginning of a password before %s", (mark) => {
    const net = netOf("correct horse battery staple");
    expect(net.clean(`is "correct horse b${mark}"`)).toBe(`is "(secret)${mark}"`);
    expect(net.clean("is correct horse b, and no more")).toContain("correct horse b");
  });

  test("the header of a key, which all keys have, is no secret", () => {
    const net = netOf(key);
    const other = pemKey();
    expect(net.clean(other)).toBe(other);
    expect(net.clean("-----BEGIN PRIVATE KEY-----")).toBe("-----BEGIN PRIVATE KEY-----");
  });
});

describe("signatures of requests", () => {
  const own = pemKey().split("\n").slice(2, 7).join("").slice(0, 342);
  const header = `WECHATPAY2-SHA256-RSA2048 mchid="1900007291",signature="${own}==",timestamp="1"`;
  test.each(["raw", "json", "json with slashes", "json twice", "percent", "percent in lower case"])("%s", (way) => {
    const cleaned = netOf().clean(spellingsOf(header)[way] ?? "");
    expect(leaksOf(own, cleaned)).toBeUndefined();
    expect(cleaned).toContain("(secret)");
    expect(cleaned).toContain("timestamp");
  });
});

describe("several secrets", () => {
  test("the beginning of another, in either order", () => {
    for (const values of [
      ["aB3$xY9!kQ2z", "aB3$xY9!kQ2z&end"],
      ["aB3$xY9!kQ2z&end", "aB3$xY9!kQ2z"],
    ])
      expect(netOf(...values).clean("is aB3$xY9!kQ2z&end.")).toBe("is (secret).");
  });

  test("overlapping", () => {
    expect(netOf("abcDEF123$xyz", "123$xyzQRS789").clean("<abcDEF123$xyzQRS789>")).toBe("<(secret)>");
  });

  test("one that holds the word for it", () => {
    expect(netOf("(secret)(secret)-1A").clean("x (secret)(secret)-1A y")).toBe("x (secret) y");
  });
});

describe("what is not hidden", () => {
  test.each(["wxcards", "MemberCard", "Color010", "password1", "aaaaaaaaaaaa", "abababababab", "short"])(
    "%s",
    (value) => {
      const text = `wxcards MemberCard Color010 password1 aaaaaaaaaaaa abababababab short`;
      expect(netOf(value).clean(text)).toBe(text);
    },
  );

  test("the AppSecret of the embedded platform, which opens nothing else", () => {
    const text = "export X='embedded-platform-0000000000000'";
    expect(redactor({ WXCARDS_COFFEE_APPSECRET: "embedded-platform-0000000000000" }).clean(text)).toBe(text);
  });

  test("an id that begins like a password of the alphabet", () => {
    expect(netOf("coffee-secret-0123456789abcdef00").clean("wx0123456789abcdef")).toBe("wx0123456789abcdef");
  });
});

describe("the environment", () => {
  const hidden: readonly (readonly [string, string, string])[] = [
    ["WXCARDS_COFFEE_APPSECRET", "qwzxkvbnmlkj", "qwzxkvbnmlkj"],
    ["WECHATPAY_APIV3_KEY", "0123456789abcdef0123456789abcdeF", "0123456789abcdef0123456789abcdeF"],
    ["NPM_TOKEN", "npm_a8Fk29dLs0PqW3zX", "npm_a8Fk29dLs0PqW3zX"],
    ["AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
    ["DB_PASSWORD", "p@ssw0rd!", "p@ssw0rd!"],
    ["HTTPS_PROXY", "http://bob:Sup3rSecr3t@proxy:3128", "Sup3rSecr3t"],
    ["HTTPS_PROXY", "http://bob:hunter@proxy:3128", "bob:hunter"],
    ["https_proxy", "bob:100%25%20%40right@proxy:3128", "100% @right"],
    ["WXCARDS_WEIXIN_BASE_URL", "https://me:r3lay-p4ss@relay", "r3lay-p4ss"],
    ["DATABASE_URL", "postgres://app:pG-9xk2Lq@db/x", "pG-9xk2Lq"],
    ["GIT_CREDENTIALS", "one line\nof a longer credential\nand another one", "of a longer credential"],
    ["X_AUTHORIZATION_TOKEN", "Bearer eyJhbGciOi.J9x8y7", "eyJhbGciOi.J9x8y7"],
  ];
  test.each(hidden)("%s=%s", (name, value, part) => {
    expect(redactor({ [name]: value }).clean(`x ${part} y`)).not.toContain(part);
    expect(redactor({ [name]: value }).shownIn(`x ${part} y`)).toEqual([name]);
  });

  const shown: readonly (readonly [string, string])[] = [
    ["PWD", "/home/runner/checkout/cards"],
    ["SSH_AUTH_SOCK", "/run/user/1000/ssh-XXXXq1w2e3/agent.1234"],
    ["GIT_AUTHOR_NAME", "Zhang Wei 99 $x"],
    ["WECHAT_APP_KEY", "wx0123456789abcdef"],
    ["CARD_KEY", "ph_gmt7cUVrlRk8swPwx7aDyF-pg"],
    ["TOKEN_TYPE", "a1B2c3D4e5F6"],
    ["BUILD_KEY", "production"],
    ["API_KEY", "1900007291"],
    ["TOKEN_URL", "https://auth.example.com/v1/token"],
    ["WXCARDS_COFFEE_PAY_PUBLIC_KEY_ID", "PUB_KEY_ID_0112345678901234567890"],
    ["PATH", "/usr/bin:/a1B2c3D4e5F6g7H8i9J0"],
    ["KEYBOARD", "a1B2c3D4e5F6"],
    ["PWD", "/home/me/member-cards-2026-q3"],
    ["OLDPWD", "/builds/x8Yt3kLm/0/acme/spring-cards-2026-q3"],
  ];
  test.each(shown)("%s=%s is none", (name, value) => {
    expect(redactor({ [name]: value }).clean(`x ${value} y`)).toBe(`x ${value} y`);
  });
});

describe("what stands before an @ and is no credential", () => {
  test.each([
    ["SUPPORT", "mailto:member-card@shop.example", "member-card"],
    ["CI_JOB_IMAGE", "node:20-bookworm-slim@sha256:9f86d081884c7d65", "20-bookworm-slim"],
    ["CONTACT", '{"mail":"gold-card@shop.example"}', "gold-card"],
    ["CI_COMMIT_MESSAGE", "see http://a:bonus_rule.cost@b", "bonus_rule.cost"],
    ["BUILD_SOURCEVERSIONMESSAGE", "x://a:sku.total_quantity@b", "sku.total_quantity"],
    ["CI_COMMIT_AUTHOR", "x://a:base_info.get_limit@b <a@b.c>", "base_info.get_limit"],
    ["DRONE_PULL_REQUEST_TITLE", "x://a:base_info.get_limit@b", "base_info.get_limit"],
  ])("%s=%s", (name, value, part) => {
    expect(redactor({ [name]: value }).clean(`x ${part} y`)).toBe(`x ${part} y`);
  });
});

describe("bounds", () => {
  const crowded = netOf(...canaries(10), `${"ab$d".repeat(9)}X`);

  test("5 MB with 40 secrets", () => {
    const net = netOf(...canaries(40));
    const line = '{"title":"云杉咖啡金卡","code":"plan \\n x","url":"https://a.b/c?d=%E4%BA"} apply 0123456789abcdef\n';
    const text = line.repeat(Math.ceil(5_000_000 / line.length));
    net.clean(line);
    expect(costOf(() => expect(net.clean(text)).toBe(text))).toBeLessThan(3000);
  });

  test.each([
    "\\",
    "%25",
    "&amp;",
    "\\u",
    "%",
    "\u001b[",
    "a",
    "\\u005c",
    "://a@",
    "ab$d",
    "signature=",
    "signature%3d22",
  ])("a megabyte of %j", (part) => {
    expect(costOf(() => crowded.clean(part.repeat(1_000_000 / part.length)))).toBeLessThan(3000);
  });

  test("a variable of a megabyte", () => {
    const value = canaries(9)
      .filter((text) => !text.includes("-----"))
      .join("")
      .repeat(2000);
    expect(
      costOf(() => redactor({ A_SECRET: value.slice(0, 300_000), B: `${"a".repeat(1_000_000)}://@` })),
    ).toBeLessThan(6000);
  });
});
