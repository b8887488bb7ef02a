import { isAlias, isMap, isScalar, isSeq, type Node, type Document as YamlDocument } from "yaml";
import { isCredentialWord } from "../model/credential-words.ts";
import type { Locate, Source } from "../model/document.ts";
import { segments } from "../model/pointer.ts";
import type { Place } from "../model/problem.ts";
import { isCatalogueKey } from "../schema/catalogue-keys.ts";
import { placeAt, type Range } from "./place.ts";
import { parseYaml, sourceText } from "./yaml.ts";

/**
 * Finds places by parsing the file again: places are wanted for the few values that are wrong or changed, and keeping every node of every file costs
 * more memory than all the values. The last file is remembered.
 */
export function locator(): { locate: Locate; written: (source: Source, pointer: string) => string } {
  let last: { of: Source["text"]; text: string; documents: YamlDocument.Parsed[] } | undefined;
  const fileOf = (source: Source) => {
    if (last?.of === source.text) return last;
    const text = source.text();
    last = { of: source.text, text, documents: parseYaml(text) ?? [] };
    return last;
  };

  const locate: Locate = (source, pointer, part) => {
    const { text, documents } = fileOf(source);
    const { key, value } = findIn(documents[source.index], source, pointer);
    const node = part === "key" || value === null || isBlank(value) ? (key ?? value) : value;
    const [start, end] = node?.range ?? [0, 0];
    // A value may be quoted wherever it stands: all its lines, behind an alias too. One that has members is not.
    const scalars = [node, value, aliased(value, documents[source.index])].flatMap((one): Range[] =>
      isScalar(one) && one.range ? [[one.range[0], one.range[1]]] : [],
    );
    const place = placeAt(source.file, text, start, end - start, [[start, start], ...scalars]);
    return segments(pointer).some(isSecretKey) ? hiddenPlace(place) : place;
  };
  const written = (source: Source, pointer: string): string => {
    const { text, documents } = fileOf(source);
    const { value } = findIn(documents[source.index], source, pointer);
    return value === null ? "" : sourceText(text, value);
  };
  return { locate, written };
}

/** A key may be written in escapes, so that only its meaning tells what it is. */
function isSecretKey(key: string): boolean {
  return isCredentialWord(key) && !isCatalogueKey(key);
}

function hiddenPlace({ text: _line, ...place }: Place): Place {
  return { ...place, hidden: true };
}

function aliased(value: Node | null, document: YamlDocument.Parsed | undefined): Node | undefined {
  return value !== null && isAlias(value) && document !== undefined ? value.resolve(document) : undefined;
}

/** A null that nobody wrote: `color:` followed by nothing, or by a comment. */
function isBlank(node: Node): boolean {
  const [start = 0, end = 0] = node.range ?? [];
  return isScalar(node) && node.value === null && start === end;
}

interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
  /** False when only something above the pointer was found. */
  readonly whole: boolean;
}

/** A value of one account's document: in the account's overlay when it stands there, else in what all share. */
function findIn(document: YamlDocument.Parsed | undefined, source: Source, pointer: string): Found {
  if (source.overlay !== undefined && pointer !== "") {
    const over = find(document, `/accounts/${source.overlay}${pointer}`);
    if (over.whole) return over;
  }
  return find(document, pointer);
}

function find(document: YamlDocument.Parsed | undefined, pointer: string): Found {
  let key: Node | null = null;
  let value: Node | null = document?.contents ?? null;
  for (const segment of segments(pointer)) {
    if (value !== null && isAlias(value) && document !== undefined)
      value = (value.resolve(document) as Node | undefined) ?? null;
    if (isMap(value)) {
      const pair = (value.items as { key: Node; value: Node | null }[]).find(
        (item) => isScalar(item.key) && item.key.value === segment,
      );
      if (pair === undefined) return { key, value, whole: false };
      key = pair.key;
      value = pair.value;
    } else if (isSeq(value)) {
      const item = value.items[Number(segment)] as Node | undefined;
      if (item === undefined) return { key, value, whole: false };
      key = item;
      value = item;
    } else return { key, value, whole: false };
  }
  return { key, value, whole: true };
}
