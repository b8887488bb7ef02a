import type { CommandName } from "../../report/messages/command-line.ts";
import { apply } from "./apply.ts";
import { complete } from "./complete.ts";
import { completion } from "./completion.ts";
import type { CommandDefinition } from "./definition.ts";
import { explain } from "./explain.ts";
import { importLive } from "./import.ts";
import { init } from "./init.ts";
import { plan } from "./plan.ts";
import { sandbox } from "./sandbox.ts";
import { status } from "./status.ts";
import { validate } from "./validate.ts";
import { verify } from "./verify.ts";

/** The commands of the help, in its order. Words without a command do not compile here. */
const shown = {
  validate,
  plan,
  apply,
  verify,
  import: importLive,
  status,
  init,
  sandbox,
  explain,
  completion,
} satisfies { readonly [Name in CommandName]: CommandDefinition };

/** Every command. A new one is a file of this folder, a line here, and its words in each language. */
export const commands: readonly CommandDefinition[] = [...Object.values<CommandDefinition>(shown), complete];
