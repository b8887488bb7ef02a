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
  const project = `accounts:\n  coffee:\n    platform: weixin\n    appid: ${appid}\n`;
  writeFileSync(join(folder, "wxcards.yaml"), project);
  for (let index = 0; index < cards; index += 1) {
    writeFileSync(join(folder, "cards", `gold-${String(index).padStart(5, "0")}.yaml`), cardText(index));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
