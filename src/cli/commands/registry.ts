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

/** Every command, in the order of the help. A new one is a file of this folder and a line here. */
export const commands: readonly CommandDefinition[] = [
  validate,
  plan,
  apply,
  verify,
  importLive,
  status,
  init,
  sandbox,
  explain,
  completion,
  complete,
];
