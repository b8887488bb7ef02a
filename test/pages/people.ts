import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../../scripts/pages.ts";
import { newWorld } from "../helpers/world.ts";
import { printed, type Story } from "./world.ts";

const file = "cards/testers.yaml";
const openids = [1, 2, 3].map((number) => `oTesterOfThePageTesterOfPag${number}`);

/** The document of the page, with the people of its variable. */
export const testWhitelist: Story = async (speak) => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/test-whitelist.md"), "utf8");
  const document = blocksOf(page).find(({ word }) => word === "yaml")?.body ?? "";
  const made = speak(await newWorld({ files: { [file]: document } }));
  const testers = (count: number) => {
    made.env["WXCARDS_COFFEE_TESTERS"] = openids.slice(0, count).join(", ");
  };
  testers(2);
  const first = await printed(made, "plan");
  await printed(made, "apply --yes --allow unverified");
  testers(3);
  const more = await printed(made, "plan", "apply --yes");
  testers(2);
  const less = await printed(made, "plan");
  made.sandbox.behaviours.testersLeftOut = openids.slice(0, 1);
  return [...first, ...more, ...less, ...(await printed(made, "apply --yes --allow replace"))];
};
