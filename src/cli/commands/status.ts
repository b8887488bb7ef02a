import { duration } from "../duration.ts";
import type { StatusFlags } from "../status.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, report } from "./flags.ts";

export const status: CommandDefinition<[], StatusFlags> = {
  name: "status",
  summary: "live and review state of every managed resource; 0 settled, 2 in review, 5 a review refused",
  about:
    "live and review state of every managed card and rule, one line each. [Waiting for a review](reviews.md#waiting-for-it-wxcards-status)",
  network: "reads",
  arguments: [],
  flags: [
    ...common,
    report,
    {
      spelling: "--wait <duration>",
      summary: "wait so long for reviews to end, such as 2h",
      about: "wait so long for reviews to end: `90s`, `30m`, `2h`, `3d`",
      parse: duration,
    },
  ],
  examples: [
    { line: "wxcards status", about: "how the cards stand" },
    { line: "wxcards status --wait 2h", about: "until every review has ended, two hours at most" },
  ],
  exits: [...live, "changes", "partial"],
  run: async ({ effects, flags }) => (await import("../status.ts")).statusCommand(effects, flags),
};
