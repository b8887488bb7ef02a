import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../../scripts/pages.ts";
import { liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World, type WorldOptions } from "../helpers/world.ts";
import { signedAs } from "./brands.ts";
import { rulesDrift } from "./rules.ts";
import { printed, type Speak, type Story } from "./world.ts";

const goldId = "pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg";
const gold = "cards/gold.yaml";

/** The document of the pages about cards, with some lines of its `spec`. */
function goldWith(...lines: readonly string[]): string {
  return ["kind: MemberCard", "name: gold", `id: ${goldId}`, "spec:", ...lines, ""].join("\n");
}

const usualGold = goldWith(
  "  base_info:",
  "    title: 云杉咖啡金卡",
  "    color: Color060",
  "    notice: 结账时请出示会员码",
  "  prerogative: 全场饮品九折。",
);

async function goldWorld(speak: Speak, options: WorldOptions = {}): Promise<World> {
  const made = speak(await newWorld({ ...options, files: { [gold]: usualGold, ...options.files } }));
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return made;
}

export const firstSteps: Story = async (speak) => {
  const made = speak(await newWorld({ isNew: true }));
  made.remove("wxcards.yaml");
  await printed(made, "init", "apply --yes");
  made.edit("cards/first.yaml", "title: 小店会员卡", "title: 小店金卡");
  return await printed(made, "plan", "apply --yes", "status");
};

export const documents: Story = async (speak) => {
  const made = speak(
    await newWorld({ files: { [gold]: goldWith("  base_info:", "    title: 黑金尊享会员俱乐部卡") } }),
  );
  return await printed(made, "validate", "explain MemberCard.base_info.title");
};

export const members: Story = async (speak) => {
  const made = await goldWorld(speak);
  await printed(made, "sandbox --fill");
  return await printed(made, "member 900000000001 --card MemberCard/gold --sandbox");
};

export const reviews: Story = async (speak) => {
  const review = { seconds: 60, verdict: "refuse", shows: "after-review" } as const;
  const made = await goldWorld(speak, { behaviours: { review } });
  const before = await printed(made, "apply --yes");
  made.edit(gold, "title: 云杉咖啡金卡", "title: 云杉咖啡黑金卡");
  const inReview = await printed(made, "apply --yes", "plan", "status");
  made.clock.advance(61);
  const refused = await printed(made, "plan");
  made.edit(gold, "title: 云杉咖啡黑金卡", "title: 云杉最佳卡");
  return [...before, ...inReview, ...refused, ...(await printed(made, "validate"))];
};

/** The document of the page itself, before the first apply, refused, and once more. */
export const activation: Story = async (speak) => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/activation.md"), "utf8");
  const document = blocksOf(page).find(({ word }) => word === "yaml")?.body ?? "";
  const made = speak(await newWorld({ files: { [gold]: document } }));
  made.sandbox.addCard(coffee.appid, { ...liveGold, wx_activate: true }, { card_id: goldId });
  const plan = await printed(made, "plan");
  made.sandbox.fail({ path: "/card/membercard/activateuserform/set", errcode: 45030 });
  return [...plan, ...(await printed(made, "apply --yes"))];
};

export const drift: Story = async (speak) => {
  const made = await goldWorld(speak);
  const project = made.read("wxcards.yaml");
  const guarded = async (value: string) => {
    made.write({ "wxcards.yaml": `${project}guards:\n  drift: ${value}\n` });
    return await printed(made, "plan");
  };
  await printed(made, "apply --yes");
  made.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "周末双倍积分" } });
  const one = [...(await guarded("overwrite")), ...(await guarded("refuse")), ...(await guarded("keep"))];
  made.sandbox.editInConsole(coffee.appid, goldId, {
    base_info: { notice: "结账时请出示会员码" },
    prerogative: "控制台又改的",
  });
  made.edit(gold, "prerogative: 全场饮品九折。", "prerogative: 文件改的");
  return [...one, ...(await printed(made, "plan")), ...(await rulesDrift(speak))];
};

async function notListed(speak: Speak): Promise<string[]> {
  const made = await goldWorld(speak);
  made.sandbox.behaviours.ipWhitelist = { refuse: true, code: 40164, ip: "203.0.113.7", scope: "every-call" };
  const refused = await printed(made, "apply --yes");
  return refused.map((text) => text.replace("http://HOST", "https://wx-relay.example.com"));
}

export const credentials: Story = async (speak) => [...(await signedAs(speak)), ...(await notListed(speak))];

export const whitelist: Story = notListed;
