import type { SandboxFlags } from "../sandbox.ts";
import type { CommandDefinition } from "./definition.ts";
import { offline } from "./exits.ts";
import { common, wholeNumber } from "./flags.ts";

export const sandbox: CommandDefinition<[], SandboxFlags> = {
  name: "sandbox",
  summary: "serve the embedded platform on loopback and print the environment to use it",
  about: "serves the [embedded platform](sandbox.md) on loopback and prints the environment to use it",
  network: "serves on loopback",
  arguments: [],
  flags: [
    ...common,
    {
      spelling: "--port <number>",
      summary: "port to listen on; a free one when 0",
      parse: wholeNumber(0, 65_535),
      default: 0,
    },
    {
      spelling: "--fill",
      summary: "put the cards there that the documents name by id, and end",
      about: "put the cards and rules there that the documents name by `id:`, and end",
    },
  ],
  examples: [
    { line: "wxcards sandbox --fill", about: "makes the project's cards on the embedded platform" },
    { line: "wxcards sandbox --port 8080", about: "serves it until Ctrl-C" },
  ],
  exits: offline,
  run: async ({ effects, flags }) => (await import("../sandbox.ts")).sandboxCommand(effects, flags),
};
