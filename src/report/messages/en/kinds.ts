import type { Kind } from "../../../model/kind.ts";
import type { KindWords } from "../../../model/kind-words.ts";

/** For what a kind has no words for, and where no kind is known. */
const plain: KindWords = { object: ["object", "objects"], item: ["item", "items"] };

/** What people call the resources of a kind: English is the language in which kinds say it themselves. */
export function wordsOfKind(kind: Pick<Kind, "words"> | undefined): KindWords {
  return { ...plain, ...kind?.words };
}
