import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../../scripts/pages.ts";
import { goldId, smallCard } from "../helpers/documents.ts";
import { newWorld } from "../helpers/world.ts";
import { printed, type Story } from "./world.ts";

/** The project file and the command as the page has them. */
export const thirdParty: Story = async (speak) => {
  const page = blocksOf(readFileSync(join(import.meta.dirname, "../../docs/third-party.md"), "utf8"));
  const [project] = page.filter(({ word }) => word === "yaml");
  const [, name = "", command = ""] =
    page.map(({ body }) => /^export (\S+_TOKEN_COMMAND)='(.*)'$/m.exec(body)).find((found) => found !== null) ?? [];
  const made = speak(
    await newWorld({
      files: { "wxcards.yaml": project?.body ?? "", "cards/gold.yaml": smallCard("gold", goldId, "shop-01") },
      env: { [name]: command },
    }),
  );
  return await printed(made, "accounts");
};
