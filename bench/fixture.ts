import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const appid = "wx0123456789abcdef";

const gold = readFileSync(join(import.meta.dirname, "../cards/gold.yaml"), "utf8");

/** The id of one card of many. */
export function cardId(index: number): string {
  return `p${String(index).padStart(27, "0")}`;
}

/** One card of many: the gold card of the examples (67 lines) with its own name, id, title, addresses and telephone number. */
export function cardText(index: number): string {
  return gold
    .replace(/^name: .*$/m, `name: gold-${index}`)
    .replace(/^id: .*$/m, `id: ${cardId(index)}`)
    .replace("title: 云杉咖啡金卡", `title: 云杉金卡 ${index}`)
    .replace("4008203366", `400${String(index).padStart(7, "0")}`)
    .replaceAll("yunshancoffee.example/", `yunshancoffee.example/${index}/`);
}

/** A project of so many cards in a folder of its own. */
export function projectOf(cards: number): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "wxcards-bench-"));
  mkdirSync(join(folder, "cards"));
  const project = `accounts:\n  coffee:\n    platform: weixin\n    appid: ${appid}\nstate: { folder: wxcards.state }\n`;
  writeFileSync(join(folder, "wxcards.yaml"), project);
  for (let index = 0; index < cards; index += 1) {
    writeFileSync(join(folder, "cards", `gold-${String(index).padStart(5, "0")}.yaml`), cardText(index));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Merchant ids of one rule on the platform. */
const perRule = 10;

/** The id of one rule of many. */
export function ruleId(index: number): string {
  return String(9_000_001 + index);
}

/** The merchant ids of one rule of many. */
export function merchantsOf(rule: number): string[] {
  return Array.from({ length: perRule }, (_, index) => String(1_900_000_000 + rule * perRule + index));
}

/** A rule of the platform as the document of `ruleProject` declares it. */
export const ruleTerms = {
  begin_time: 1_793_462_400,
  end_time: 1_830_268_799,
  member_rule: { card_id: cardId(0), least_cost: 100, max_cost: 100_000 },
};

/** A project of one card and one document for so many rules, each of ten merchant ids. */
export function ruleProject(rules: number): { folder: string; remove(): void } {
  const project = projectOf(1);
  const list = (all: readonly string[]) => `[${all.map((one) => `"${one}"`).join(", ")}]`;
  const indexes = Array.from({ length: rules }, (_, index) => index);
  const text = `kind: PayGiftRule
name: chain
id: ${list(indexes.map(ruleId))}
spec:
  base_info:
    mchid_list: ${list(indexes.flatMap(merchantsOf))}
    begin_time: ${ruleTerms.begin_time}
    end_time: ${ruleTerms.end_time}
  member_rule: { card_id: MemberCard/gold-0, least_cost: 100, max_cost: 100000 }
`;
  writeFileSync(join(project.folder, "cards", "chain.yaml"), text);
  return project;
}
