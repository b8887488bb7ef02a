import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { usualHabits } from "../../src/sandbox/habits.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/sandbox.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe("docs/sandbox.md", () => {
  const { payGift, wechatpay, codes, ...habits } = usualHabits();
  it.each(Object.keys({ ...habits, ...payGift, ...wechatpay, ...codes }))("names the switch %s", (name) => {
    // Alone, behind the name of what it belongs to, or behind a dot where several stand together.
    expect(page).toMatch(new RegExp(`\`(?:[a-zA-Z]*\\.)?${name}[\`.]`));
  });

  it.each(["co-wechat-api", "node-easywechat", "wechatpay-axios-plugin", "wechatpay-node-v3"])(
    "names the version of %s",
    (name) => {
      expect(page).toContain(`| ${name} ${manifest.devDependencies[name]} |`);
    },
  );
});
