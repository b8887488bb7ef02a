import type { KindWords } from "../../../../model/kind-words.ts";
import type { Outcome } from "../../../../model/outcome.ts";

/** What is said of the objects that a resource is made of. The kind says what people call them. */
export const objectWords = {
  named: (id: string, { object: [object] }: KindWords): string => `${object} ${id}`,
  unnamed: (item: string, { object: [object] }: KindWords): string => `the ${object} of ${item}`,
  objects: (count: number, { object }: KindWords): string => counted(count, object),
  stay: (count: number, items: number, words: KindWords): string =>
    `${counted(count, words.object)} with ${counted(items, words.item)} ${count === 1 ? "stays as it is" : "stay as they are"}`,
  content: (count: number, items: string, { item }: KindWords): string => `${counted(count, item)}: ${items}`,
  occupied: (content: string): string => `known to be held elsewhere, tried by themselves: ${content}`,
  added: (content: string, { object: [object] }: KindWords): string => `new ${object} with ${content}`,
  takenDown: (name: string, content: string): string => `${name} is taken down, with ${content}`,
  replaced: (name: string, content: string): string => `${name} is taken down and added anew with ${content}`,
  idIsAsked: "; its id is asked for first, by an add that is expected to be refused",
  gap: ({ object: [object] }: KindWords): string => `no ${object} is live in between`,
  oneByOne: ({ object: [object] }: KindWords): string => `one ${object} after the other`,
  without: (members: string): string => `without ${members}, which the platform refused`,
  /** What became of the object that a step was to replace. */
  restored: (restored: NonNullable<Outcome["restored"]>, { object: [object], item }: KindWords): string => {
    switch (restored) {
      case "live":
        return `the former ${object} is live again`;
      case "not-live":
        return `NO ${object.toUpperCase()} IS LIVE for these ${item[1]}`;
      case "unknown":
        return `nobody knows whether a ${object} is live`;
    }
  },
};

function counted(number: number, [singular, plural]: readonly [string, string]): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
