/** The languages that wxcards speaks, by the names that `--lang` and `language:` take; the first one stands in for none. */
export const languageNames = ["en", "zh-CN"] as const;

/** The name of one of them. */
export type LanguageName = (typeof languageNames)[number];
