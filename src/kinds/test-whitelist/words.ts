import type { KindWords } from "../../model/kind-words.ts";

/** What people call the list and who is on it in English. */
export const words: Partial<KindWords> = {
  object: ["test whitelist", "test whitelists"],
  item: ["person", "people"],
};
