import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** Makes the folders that typical runs are run in. */
export function typicalProjects(folder: string): void {
  oneCard(join(folder, "live"));
  oneCard(join(folder, "new"), (text) => text.replace(/^id: .*\n/m, ""));
  oneCard(join(folder, "wrong"));
  writeFileSync(join(folder, "wrong/cards/wrong.yaml"), wrongCard);
}

/** Makes a project of one card in a folder: `cards/gold.yaml`. */
export function oneCard(folder: string, edited = (text: string): string => text): void {
  mkdirSync(join(folder, "cards"), { recursive: true });
  writeFileSync(join(folder, "cards/gold.yaml"), edited(readFileSync(join(root, "cards/gold.yaml"), "utf8")));
  writeFileSync(join(folder, "wxcards.yaml"), projectFile);
}

const projectFile =
  "accounts:\n  coffee:\n    platform: weixin\n    appid: wx0123456789abcdef\nstate: { folder: wxcards.state }\n";

const wrongCard = "kind: MemberCard\nname: wrong\nspec:\n  base_info: { titel: 金卡 }\n";
