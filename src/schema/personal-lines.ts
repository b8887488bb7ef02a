import { policies } from "../generated/policies.ts";
import { judgedForm } from "../model/credential-words.ts";
import { segments } from "../model/pointer.ts";

/** What a document that names people is known by: its kind, or the key of a list of them. */
let words: { readonly kind: RegExp; readonly key: RegExp } | undefined;

/**
 * The lines of a text, counted from 0, that belong to YAML documents which name people: none of them is quoted. Reads no
 * YAML, since what is not valid is quoted most often; so a document counts that looks like one.
 */
export function personalLines(text: string): ReadonlySet<number> {
  words ??= wordsOf();
  const { kind, key } = words;
  const found = new Set<number>();
  if (!/\S/.test(text)) return found;
  const lines = text.split("\n");
  let begin = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    const isEnd = index === lines.length || /^---(?:\s|$)/.test(lines[index] ?? "");
    if (!isEnd) continue;
    const own = lines.slice(begin, index);
    const names = own.some((line) => {
      const judged = judgedForm(line);
      return kind.test(judged) || key.test(judged);
    });
    if (names) for (let line = begin; line < index; line += 1) found.add(line);
    begin = index;
  }
  return found;
}

/** So many letters of a kind tell that it is meant. */
const leastOfKind = 6;

function wordsOf() {
  const personal = Object.entries(policies).flatMap(([kind, table]) =>
    table.filter((policy) => policy.personal !== undefined).map(({ pointer }) => ({ kind, pointer })),
  );
  const any = (all: readonly string[]) => [...new Set(all)].join("|") || "(?!)";
  // The beginning of a kind is enough: the rest may be misspelt.
  const kinds = any(personal.map(({ kind }) => kind.slice(0, leastOfKind)));
  const keys = any(personal.map(({ pointer }) => `${segments(pointer).at(-1) ?? ""}s?`));
  return {
    kind: new RegExp(`(?:^|[\\s{,"'])kind["']?\\s*:\\s*["']?(?:${kinds})`, "i"),
    key: new RegExp(`(?:^|[\\s{,"'?-])(?:${keys})["']?\\s*(?::|$)`, "i"),
  };
}
