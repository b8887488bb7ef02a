import { kinds } from "../kinds/registry.ts";
import { expected } from "../model/problem.ts";
import { languageOf } from "../report/messages/languages.ts";
import { explanation } from "../schema/explain.ts";
import { documentationIn } from "./field-words.ts";
import { languageNameOf } from "./run-language.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { show } from "./show.ts";

export type ExplainFlags = Pick<CommonFlags, "format" | "color" | "lang" | "project">;

/**
 * `wxcards explain [KIND[.path]]`: everything the schema says of a field. Needs no project and no network. An unknown
 * word is a problem (exit 64).
 */
export async function explainCommand(
  effects: GuardedEffects,
  asked: string | undefined,
  flags: ExplainFlags,
): Promise<number> {
  const { io } = effects;
  const name = languageNameOf(effects, flags);
  // Words in JSON are English, whatever the language of the run.
  const found = explanation(kinds, await documentationIn(flags.format === "json" ? "en" : name), asked);
  if ("code" in found) throw expected(found);
  const language = () => languageOf(name);
  const showing = { format: flags.format, language, colour: () => flags.color && io.colour(), write: io.stdout };
  await show(showing, (renderer, paint) => renderer.explain(found, paint));
  return 0;
}
