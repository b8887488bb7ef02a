import type { Documentation } from "../model/explanation.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Labels } from "../model/labels.ts";
import type { LanguageName } from "../model/language.ts";

/** What fields are called, by language: loaded by what names fields. */
const labelsOf = {
  en: async () => (await import("../generated/labels/en.ts")).labels,
  "zh-CN": async () => (await import("../generated/labels/zh-CN.ts")).labels,
};

/** Everything people read of fields: loaded by what explains them. */
const fieldsOf = {
  en: () => import("../generated/fields/en.ts"),
  "zh-CN": () => import("../generated/fields/zh-CN.ts"),
};

/** What every field and kind is called in a language. */
export function labelsIn(name: LanguageName): Promise<Labels> {
  return labelsOf[name]();
}

/**
 * The kinds with what their fields are called in a language, for what shows plans and their ends. A kind is still made
 * only when it is looked at.
 */
export async function labelledKinds(kinds: Kinds, name: LanguageName): Promise<Kinds> {
  const labels = await labelsIn(name);
  return new Map(
    [...kinds].map(([kind, entry]): [string, KindEntry] => {
      const own = { ...Object.getOwnPropertyDescriptors(entry), ...labelsProperty(labels[kind]) };
      return [kind, Object.defineProperties({} as KindEntry, own)];
    }),
  );
}

function labelsProperty(labels: KindEntry["labels"]): PropertyDescriptorMap {
  return labels === undefined ? {} : { labels: { value: labels, enumerable: true } };
}

/** What every field and kind means, in a language. */
export async function documentationIn(name: LanguageName): Promise<Documentation> {
  const { fields, kindDescriptions } = await fieldsOf[name]();
  return { kinds: kindDescriptions, fields };
}
