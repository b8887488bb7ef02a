import { describe, expect, test } from "vitest";
import { credentialLines } from "../../src/model/credential-lines.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { costOf } from "../helpers/effort.ts";
import { memoryFiles, problemsOf, runIn } from "./support.ts";

/*
 * Which lines of a file are quoted when something is wrong on them, in frames and in messages: each row goes through `validate` in every format.
 */
const canary = "hunter2canary";
/** 40 and more characters of base64 and of hex; put together here, so that no scanner takes them for real. */
const base64 = "aGVsbG8gd29ybGQh".repeat(3);
const hex = "0123456789abcdef".repeat(4);
const pem = (word: string) => `-----${word} PRIVATE KEY-----`;

async function validated(text: string): Promise<{ readonly shown: string; readonly codes: readonly string[] }> {
  const files = memoryFiles({ "wxcards.yaml": "accounts: {}\n", "cards/a.yaml": text });
  const runs = [];
  for (const format of formats) runs.push(await runIn(files, ["validate", "--format", format]));
  const [, json] = runs;
  return {
    shown: runs.map(({ stdout, stderr }) => stdout + stderr).join("\n"),
    codes: json === undefined ? [] : problemsOf(json).map(({ code }) => code),
  };
}

/** A document in which a snippet stands where no key of it is known. */
const inDocument = (snippet: string) => `kind: MemberCard\nname: gold\naccount: sandbox\n${snippet}\nspec: {}\n`;

const yamlRows: readonly (readonly [string, string])[] = [
  ["a plain key", "secret: CANARY"],
  ["part of a key", "mySecretValue: CANARY"],
  ["capitals", "APP_TOKEN: CANARY"],
  ["no blank, in one text", "passwd:CANARY"],
  ["an equals sign", "pwd=CANARY"],
  ["an equals sign with blanks", "x: pwd = CANARY"],
  ["a full-width colon", "密码：CANARY"],
  ["a full-width colon behind a Latin word", "password：CANARY"],
  ["a full-width equals sign", "key＝CANARY"],
  ["full-width letters", "ｐａｓｓｗｏｒｄ: CANARY"],
  ["Chinese words", "商户密钥: CANARY"],
  ["a Chinese word and more", "密钥文件内容: CANARY"],
  ["another Chinese word", "支付口令: CANARY"],
  ["a Chinese word, misspelt", "商户秘钥: CANARY"],
  ["a Chinese word in traditional characters", "密碼：CANARY"],
  ["another in traditional characters", "API密鑰: CANARY"],
  ["a token in Chinese", "访问令牌: CANARY"],
  ["a sign of ratio", "密码∶CANARY: 1"],
  ["a colon of letters", "password꞉CANARY: 1"],
  ["emphasis around the word", "x: [ **password**: CANARY"],
  ["a question", "password?: CANARY"],
  ["a picture behind the word", "密码🔑：CANARY: 1"],
  ["a selector in the word", "pass\ufe0fword: CANARY"],
  ["a filler in the word", "pass\u3164word: CANARY"],
  ["a joiner in the word", "pass\u034fword: CANARY"],
  ["brackets behind the word", "x: 口令（测试）：CANARY"],
  ["a quoted key", '"api key": CANARY'],
  ["single quotes", "'apikey' : CANARY"],
  ["escapes in the key", '"pass\\x77ord": CANARY'],
  ["escapes in the key, of JSON", '"\\u0070assword": CANARY'],
  ["a flow mapping", "x: { auth: CANARY }"],
  ["JSON", 'x: {"bearer":"CANARY"}'],
  ["JSON in a text", `x: '{\\"token\\":\\"CANARY\\"}'`],
  ["a comment above", "# basic: CANARY\n# basic: CANARY : [\nx: ["],
  ["a comment behind", "x: 1 # credential: CANARY"],
  ["credentials, in the plural", "credentials: CANARY"],
  ["the value on the next line", "password:\n  CANARY"],
  ["the value on the next line, broken", "password:\n  CANARY: ["],
  ["the value on the next line, no further in", "password:\nCANARY: 1"],
  ["a blank line between", "password:\n\n  CANARY: 1"],
  ["a block", "key: |\n  x: 1\n  CANARY: 1\n  y: [CANARY"],
  ["a folded block", "key: >-\n  x\n\n  CANARY\n"],
  ["a block with an indicator", "token: |2-\n    x\n  CANARY: {"],
  ["a list", "tokens:\n- a\n- CANARY\n- CANARY: ["],
  ["a mapping", "auth:\n  user: CANARY\n  more:\n    CANARY: 1"],
  ["a plain text of several lines", "password: a\n  b\n  CANARY: [ x"],
  ["a quoted text of several lines", 'password: "a\n  b: 1\n  CANARY: 2'],
  ["a quoted text of several lines, no further in", "password: 'a\nb: 1\nCANARY: 2"],
  ["a flow mapping of several lines", "auth: { a: 1,\n  b: 2,\nCANARY: 3, CANARY: 4"],
  ["a flow list of several lines", "x: { token: [\n  a,\n  CANARY, CANARY: {"],
  ["an explicit key", "? password\n: CANARY"],
  ["an explicit key and a block", "? password\n: |\n  x\n  CANARY"],
  ["an anchor and its alias", "password: &p CANARY\nname: *p"],
  ["a duplicate key", "password: { CANARY: 1, CANARY: 2 }"],
  ["a key that is no text", "? [password: CANARY]\n: 1"],
  ["a tag", "password: !CANARY x"],
  ["a list of mappings", "x:\n  - token: CANARY\n    y: CANARY"],
  ["an unresolved alias", "password: *CANARY"],
  ["a tab before it", "\tpassword: CANARY"],
  ["an address with a password", "x: https://user:CANARY@example.com/x"],
  ["an address of a database", "x: [ redis://:CANARY@example.com:6379"],
  ["a password with a slash", "x: [ amqp://user:p/CANARY@example.com"],
  ["a token as the user", "x: [ https://CANARYCANARY@example.com/x.git"],
  ["base64", `x: [ ${base64}`],
  ["base64 for addresses", `x: [ ${base64.replaceAll("g", "_")}`],
  ["hex", `? [ ${hex} ]\n: 1`],
  ["base64 in a comment behind a field", `title: x # ${base64}\ntitle: [`],
  ["base64 as a key", `${base64}: 1`],
  ["base64 in a block", `code_type: |\n  ${base64}`],
  ["PEM", `x: |\n  ${pem("BEGIN")}\n  CANARY\n  ${pem("END")}\ny: [`],
  ["PEM that is no YAML", `${pem("BEGIN")}\nCANARY: 1\nCANARY: 2\n${pem("END")}`],
  ["PEM without its beginning", `CANARY\nCANARY==\n${pem("END")}\n: [`],
  ["PEM on one line", `x: [ "${pem("BEGIN")}\\nCANARY\\n${pem("END")}"`],
  ["a JSON web token", "x: [ eyJhbGciOiJ.CANARY.CANARY"],
  ["a flag of a command", "run: [ curl --token CANARY"],
  ["a bearer", "x: [ Authorization Bearer CANARY"],
];

const fileRows: readonly (readonly [string, string])[] = [
  [".npmrc", "registry=https://registry.example/\n//registry.example/:_authToken=CANARY\nalways-auth=true\n"],
  [".npmrc, the older form", "_auth = CANARY\nemail = x@example.com\n"],
  [".netrc", "machine example.com\n  login user\n  password CANARY\n"],
  [".netrc on one line", "machine example.com login user password CANARY\n"],
  [".netrc, the word alone", "machine example.com\nlogin user\npassword\nCANARY\n"],
  [".git/config", '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic CANARY\n'],
  [".git/config with the password", "[remote]\n\turl = https://x-access-token:CANARY@github.com/a/b\n"],
  ["AWS", "[default]\naws_access_key_id = CANARY\naws_secret_access_key = CANARY\n"],
  [
    "docker",
    '{\n  "auths": {\n    "https://index.docker.io/v1/": {\n      "auth": "CANARY",\n      "x": 1, "x": 2\n    }\n  }\n}\n',
  ],
  [
    "kubeconfig",
    "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    client-key-data: CANARY\n    token: CANARY\n",
  ],
  ["kubeconfig, certificates", `kind: Config\nclusters:\n- cluster:\n    certificate-authority-data: ${base64}\n`],
  [".pgpass", "db.example.com:5432:shop:admin:CANARY\n"],
  [".pgpass in YAML", "x: [ *:*:shop:admin:CANARY\n"],
  [".env", "WECHAT_APPSECRET=CANARY\n"],
  ["PHP", "<?php\n$config = ['password' => 'CANARY'];\n"],
  ["properties", "spring.datasource.password=CANARY\n"],
  ["properties that go on", "db.password = \\\n  CANARY\n"],
  ["pip", "[global]\nindex-url = https://user:CANARY@pypi.example/simple\n"],
  ["Terraform", 'provider "x" {\n  api_key = "CANARY"\n}\n'],
  ["TOML", 'title = "x"\n[auth]\ntoken = """\nCANARY\n"""\n'],
  ["HTTP", "GET / HTTP/1.1\nAuthorization: Basic CANARY\n"],
];

describe("a line that looks like a credential is shown nowhere", () => {
  test("there are enough of them", () => expect(yamlRows.length + fileRows.length).toBeGreaterThanOrEqual(80));

  test.each([...yamlRows.map(([name, text]) => [name, inDocument(text)] as const), ...fileRows])(
    "%s",
    async (_name, text) => {
      const { shown, codes } = await validated(text.replaceAll("CANARY", canary));
      expect(codes.length).toBeGreaterThan(0);
      for (const secret of [canary, base64, base64.replaceAll("g", "_"), hex]) expect(shown).not.toContain(secret);
    },
  );

  test("and would be, were it called otherwise", async () => {
    const harmless = (text: string) =>
      text
        .replace(/secret|token|passwd|password|pwd|api ?key|key|auth\w*|bearer|basic|credential/gi, "sample")
        .replace(/密码|密钥|口令/g, "颜色")
        .replaceAll("CANARY", canary);
    const shown = [];
    for (const [, text] of [...yamlRows.map(([name, snippet]) => [name, inDocument(snippet)] as const), ...fileRows])
      shown.push((await validated(harmless(text))).shown.includes(canary));
    expect(shown.filter((one) => one).length).toBeGreaterThan(30);
  });

  test("what is wrong there is said without it", async () => {
    const { shown } = await validated(inDocument("token_x: CANARY"));
    expect(shown).toContain("something is wrong here (not shown: the line looks like a credential)");
    expect(shown).toContain("unknown-key");
    expect(shown).toContain("a key that is not known at this place");
  });
});

const ordinaryRows: readonly string[] = [
  "logo: https://mmbiz.qpic.cn/mmbiz_png/ibLpXXaGVsbG8gd29ybGQhaGVsbG8gd29ybGQhaGVsbG8/0?wx_fmt=png",
  "url: https://example.com/a?b=1&c=2#d",
  "url: https://mp.weixin.qq.com/s?__biz=MzA3MDQ4MzQzMg==&mid=2665690&sn=2d5e1f0a3b4c5d6e7f8091a2b3c4d5e6&chksm=8419e9f5b36e60e3aabbccddeeff00112233445566778899aabbccddeeff0011223344556677#rd",
  "url: http://localhost:8080/@shop",
  "url: https://example.com:8443/x?time=10:30",
  "card: pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg",
  "cards: [ph_gmt7cUVrlRk8swPwx7aDyF-pg, pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg]",
  `digest: ${hex}`,
  `image: sha256:${hex}`,
  `lock: "sha512-${base64}"`,
  "seen: 0f1e2d3c4b5a6978",
  `# of commit: ${hex.slice(0, 40)}\n# of commit [\nx: [`,
  `serial_no: ${hex.slice(0, 40)}`,
  "使用须知：结账时请出示会员码",
  "notice: 营业时间：10:00-22:00",
  "提示: 每人限领一张；最终解释权归小店所有",
  "author: 云杉咖啡",
  "authors: [a, b]",
  "keyword: 咖啡",
  "keywords: 会员, 积分",
  "monkey: 1",
  "turkey: 2",
  "keyboard: zh",
  "base_infos: { title: 金卡 }",
  "basically: yes",
  "secretary: 王",
  "x: 会员密码由顾客自己设置",
  "x: 比例 1∶2",
  "x: 'what a day! a coffee: free'",
  "x: the keys are at the counter",
  "x: no password needed",
  "page: pages/member/cardDetail/index/showAllOfTheBenefits",
  "schema: ../../node_modules/wxcards/schemas/member-card",
  "# --------------------------------------------------\nx: [",
  "time: 2026-12-31T23:59:59+08:00",
  "phone: 010-12345678",
  "mail: shop@example.com",
  "mac: 08:00:2b:01:02",
  "money: 100 # fen: 1 yuan",
  "colour: '#63b359'",
  "mchids: ['1900000109', '1900000110']",
  'unicode: "\\u91d1\\u5361"',
];

describe("an ordinary line is quoted", () => {
  test("there are enough of them", () => expect(ordinaryRows.length).toBeGreaterThanOrEqual(30));

  test.each(ordinaryRows)("%s", async (text) => {
    const line = text.split("\n").at(0) ?? "";
    // What is in a comment is quoted where the line itself is wrong: it stands behind a key for that.
    const snippet = line.startsWith("#") ? `x: 1 ${line}` : text;
    const { shown } = await validated(inDocument(snippet));
    expect(shown).toContain(snippet.split("\n").at(0)?.slice(0, 100));
    expect(shown).not.toContain("not shown");
  });

  test.each([
    ["a picture", "logo_url: https://mmbiz.qpic.cn/mmbiz_png/AbC/0 x"],
    ["a long value of a field", `title: ${"Gold2026Member".repeat(4)}`],
    ["a field that is called so", "js_oauth_uin_list: 1"],
  ])("a value of a field of the catalogue: %s", async (_name, line) => {
    const text = `kind: MemberCard\nname: gold\naccount: sandbox\nspec:\n  base_info:\n    ${line}\n    ${line}\n`;
    const { shown } = await validated(text);
    expect(shown).toContain(line.slice(0, 100));
    expect(shown).not.toContain("not shown");
  });
});

test.each([
  "a",
  "key",
  "-",
  " ",
  "'",
  "{",
  "x:1:",
  "://a:",
  "key (",
  "密码",
  "password: ",
  "key\n",
  "AUTH:'\n",
  "\t#",
  `title: ${"A".repeat(41)} `,
  `http://a ${"A".repeat(41)} `,
])("lines are judged in time in proportion to them: %j", (piece) => {
  const text = piece.repeat(Math.ceil(200_000 / piece.length));
  expect(costOf(() => credentialLines(text, () => false))).toBeLessThan(1_500);
});
