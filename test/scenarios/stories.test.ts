import { readdirSync } from "node:fs";
import { describe } from "vitest";

/* Every folder beside this file is a story: what somebody does to files and cards, and what the command says and sends. */
const here = new URL(".", import.meta.url);
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

for (const folder of folders) {
  const { story } = (await import(new URL(`${folder}/story.ts`, here).pathname)) as { story: () => void };
  describe(folder, story);
}
