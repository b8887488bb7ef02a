import { type Shell, shells } from "../completion/shells.ts";
import type { CommandDefinition } from "./definition.ts";
import { always } from "./exits.ts";

export const completion: CommandDefinition<[shell: Shell]> = {
  name: "completion",
  summary: "print the script that teaches a shell to complete",
  about: "prints the script that teaches `bash`, `zsh` or `fish` to [complete](completion.md)",
  network: "none",
  arguments: [{ spelling: "<shell>", summary: "the shell", choices: shells }],
  flags: [],
  examples: [{ line: "source <(wxcards completion bash)", about: "in ~/.bashrc" }],
  exits: always,
  run: async ({ effects, operands: [shell] }) =>
    (await import("../completion/script.ts")).completionCommand(effects, shell),
};
