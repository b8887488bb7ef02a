import type { Renderer } from "../renderer.ts";

/** Every format, loaded when it is asked for. A new one is a file of this folder and a line here. */
const loaders = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  markdown: async () => (await import("./markdown.ts")).markdown,
} satisfies Readonly<Record<string, () => Promise<Renderer>>>;

/** The name of a format, as `--format` takes it. */
export type Format = keyof typeof loaders;

/** The names of all formats, in the order of the help. */
export const formats = Object.keys(loaders) as readonly Format[];

/** The renderer of a format. */
export function rendererOf(format: Format): Promise<Renderer> {
  return loaders[format]();
}
