import type { CommandDefinition } from "./definition.ts";
import { always } from "./exits.ts";

export const init: CommandDefinition<[]> = {
  name: "init",
  summary: "write a starter project: project file, one card on the embedded platform, a CI workflow",
  about:
    "writes a [starter project](going-live.md#a-project-to-begin-with-wxcards-init) into the working directory; never writes over a file",
  network: "none",
  arguments: [],
  flags: [],
  examples: [{ line: "wxcards init", about: "in an empty folder, or in the root of your repository" }],
  exits: always,
  run: async ({ effects }) => (await import("../init.ts")).initCommand(effects),
};
