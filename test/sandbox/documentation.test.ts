import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/sandbox.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe("docs/sandbox.md", () => {
  const { payGift, thirdParty, wechatpay, codes, ...behaviours } = usualBehaviours();
  it.each(Object.keys({ ...behaviours, ...payGift, ...thirdParty, ...wechatpay, ...codes }))(
    "names the switch %s",
    (name) => {
      // Alone, behind the name of what it belongs to, or behind a dot where several stand together.
      expect(page).toMatch(new RegExp(`\`(?:[a-zA-Z]*\\.)?${name}[\`.]`));
    },
  );

  it.each(["co-wechat-api", "node-easywechat", "wechatpay-axios-plugin", "wechatpay-node-v3"])(
    "names the version of %s",
    (name) => {
      expect(page).toContain(`| ${name} ${manifest.devDependencies[name]} |`);
    },
  );
});

describe("the tables of refusals in docs/sandbox.md", () => {
  const folder = join(import.meta.dirname, "../../src/sandbox");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    // Words stand there for codes that tests force, too.
    .filter((file) => file.endsWith(".ts") && !file.startsWith("wechatpay") && file !== join("weixin", "refusal.ts"));
  const code = sources.map((file) => withoutComments(readFileSync(join(folder, file), "utf8"))).join("\n");
  const answered = new Set([...code.matchAll(/\b(?:4\d{4}|61\d{3}|72\d{3})\b/g)].map(([errcode]) => errcode));
  const tables = page.match(/^\| refused with \|.*\n(?:\|.*\n)+/gm) ?? [];
  const rows = tables.flatMap((table) => table.split("\n")).map((row) => row.split("|")[1] ?? "");
  const listed = new Set(rows.flatMap((codes) => codes.match(/\b\d{5}\b/g) ?? []));

  it("list every code that the sandbox answers, and no other", () => {
    expect(answered.size).toBeGreaterThan(45);
    expect([...listed].sort()).toEqual([...answered].sort());
  });

  it("name the refusal without a code", () => {
    expect(rows.some((row) => row.includes("412"))).toBe(true);
  });
});

/** Comments name codes that others answer. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}
