import type { LanguageName } from "../model/language.ts";

/** The schemas for editors; loaded by what writes one. */
const schemas = {
  en: async () => (await import("./editor-schemas/en.ts")).editorSchema,
  "zh-CN": async () => (await import("./editor-schemas/zh-CN.ts")).editorSchema,
};

/** The schema for editors in a language, byte for byte as the package holds it. */
export async function editorSchemaText(name: LanguageName): Promise<string> {
  return `${JSON.stringify(await schemas[name](), null, 2)}\n`;
}
