import type { FlagWords } from "../../report/messages/command-words.ts";
import type { ArgumentDefinition, CommandExample, FlagDefinition } from "./definition.ts";

type FlagShape = Omit<FlagDefinition, "spelling" | keyof FlagWords>;
type ArgumentShape = Omit<ArgumentDefinition, "spelling" | "summary">;

/** A shape for every key of the words and for no other. Alone, a mapped type of no keys would take any. */
type ShapesFor<Words, Shape> = keyof Words extends never
  ? Readonly<Record<string, never>>
  : { readonly [Spelling in keyof Words]: Shape };

/**
 * Flags with their words, by their spelling. A flag without words does not compile, nor do words without a flag. In the
 * order of `shapes`.
 */
export function flagTable<Words extends Readonly<Record<string, FlagWords>>>(
  words: Words,
  shapes: ShapesFor<NoInfer<Words>, FlagShape>,
): { readonly [Spelling in keyof Words]: FlagDefinition } {
  const rows = Object.entries<FlagShape>(shapes).map(([spelling, shape]) => {
    const definition = { spelling, ...words[spelling], ...shape } as FlagDefinition;
    return [spelling, definition] as const;
  });
  return Object.fromEntries(rows) as { readonly [Spelling in keyof Words]: FlagDefinition };
}

/** The same as a list. */
export function flagsOf<Words extends Readonly<Record<string, FlagWords>>>(
  words: Words,
  shapes: ShapesFor<NoInfer<Words>, FlagShape>,
): readonly FlagDefinition[] {
  return Object.values(flagTable(words, shapes));
}

/** Arguments with their words, in the order of `shapes`; what has no counterpart does not compile. */
export function argumentsOf<Words extends Readonly<Record<string, string>>>(
  words: Words,
  shapes: ShapesFor<NoInfer<Words>, ArgumentShape>,
): readonly ArgumentDefinition[] {
  return Object.entries<ArgumentShape>(shapes).map(([spelling, shape]) => ({
    spelling,
    summary: words[spelling] ?? "",
    ...shape,
  }));
}

/** The examples of a command: its words have the command lines as keys. */
export function examplesOf(words: Readonly<Record<string, string>>): readonly CommandExample[] {
  return Object.entries(words).map(([line, about]) => ({ line, about }));
}
