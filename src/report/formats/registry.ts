import type { Language } from "../messages/language.ts";
import type { Renderer } from "../renderer.ts";

/** Makes what a format needs once its file is loaded. */
type Loaders = Readonly<Record<string, () => Promise<(language: Language) => Renderer>>>;

/**
 * The formats of stdout, loaded when they are asked for, and then bound to a language. A new one is a file of this
 * folder and a line here.
 */
const loaders = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  markdown: async () => (await import("./markdown.ts")).markdown,
} satisfies Loaders;

/** The formats of `--report`: those of stdout, and what only a file or a service takes. */
const reportLoaders = {
  ...loaders,
  html: async () => (await import("./html.ts")).html,
  github: async () => (await import("./github.ts")).github,
  gitlab: async () => (await import("./gitlab.ts")).gitlab,
  wecom: async () => (await import("./wecom.ts")).wecom,
  feishu: async () => (await import("./feishu.ts")).feishu,
  dingtalk: async () => (await import("./dingtalk.ts")).dingtalk,
} satisfies Loaders;

/** The name of a format, as `--format` takes it. */
export type Format = keyof typeof loaders;

/** The name of a format, as `--report` takes it. */
export type ReportFormat = keyof typeof reportLoaders;

/** The names of the formats of stdout, in the order of the help. */
export const formats = Object.keys(loaders) as readonly Format[];

/** The names of the formats of reports, in the order of the help. */
export const reportFormats = Object.keys(reportLoaders) as readonly ReportFormat[];

/** The renderer of a format in a language. */
export async function rendererOf(format: ReportFormat, language: Language): Promise<Renderer> {
  return (await reportLoaders[format]())(language);
}
