import type { Language } from "../messages/language.ts";
import type { Renderer } from "../renderer.ts";

/**
 * Every format, loaded when it is asked for, and then bound to a language. A new one is a file of this folder and a line
 * here.
 */
const loaders = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  markdown: async () => (await import("./markdown.ts")).markdown,
} satisfies Readonly<Record<string, () => Promise<(language: Language) => Renderer>>>;

/** The name of a format, as `--format` takes it. */
export type Format = keyof typeof loaders;

/** The names of all formats, in the order of the help. */
export const formats = Object.keys(loaders) as readonly Format[];

/** The renderer of a format in a language. */
export async function rendererOf(format: Format, language: Language): Promise<Renderer> {
  return (await loaders[format]())(language);
}
