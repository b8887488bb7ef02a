import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type Document as YamlDocument } from "yaml";
import { isCredentialWord } from "../model/credential-words.ts";
import { defined } from "../model/defined.ts";
import type { Locate, Part, Source } from "../model/document.ts";
import { childPointer, segments } from "../model/pointer.ts";
import type { Place } from "../model/problem.ts";
import { isCatalogueKey } from "../schema/catalogue-keys.ts";
import { barePlaceAt, placeAt, type Range } from "./place.ts";
import type { PlainDocument, PlainPlaces } from "./plain-document.ts";
import { readPlainYaml, unixLines } from "./plain-yaml.ts";
import { parseYaml } from "./yaml-parse.ts";

/** Where a pointer leads in a document. */
interface Found {
  readonly key?: Range;
  readonly value?: Range;
  /**
   * The value where it has no members, and what it stands for where it is an alias of such a value: messages may quote
   * these.
   */
  readonly scalars: readonly Range[];
  /** False when only something above the pointer was found. */
  readonly whole: boolean;
}

/** A file that was read again for its places. */
interface PlacedFile {
  readonly of: Source["text"];
  readonly text: string;
  find(index: number, pointer: string): Found;
}

/** Files that are remembered: a document and the ones it is held against. */
const mostFiles = 4;

/**
 * Finds places by reading the file again: places are wanted for the few values that are wrong or changed, and keeping
 * the place of every value of every file costs more memory than all the values. The last files are remembered.
 */
export function locator(read = placedFile): { locate: Locate; written: (source: Source, pointer: string) => string } {
  const known: PlacedFile[] = [];
  const fileOf = ({ text }: Source): PlacedFile => {
    const found = known.find(({ of }) => of === text) ?? read(text);
    if (known[0] === found) return found;
    if (known.includes(found)) known.splice(known.indexOf(found), 1);
    known.unshift(found);
    known.length = Math.min(known.length, mostFiles);
    return found;
  };

  const locate: Locate = (source, pointer, part, within) => {
    const file = fileOf(source);
    const { key, value, scalars } = findIn(file, source, pointer);
    const isBlank = value === undefined || value[0] === value[1];
    const whole = (part === "key" || isBlank ? (key ?? value) : value) ?? [0, 0];
    const [start, end] = within === undefined ? whole : partOf(file.text, whole, within);
    // A value may be quoted wherever it stands: all its lines, behind an alias too. One that has members is not.
    const marked: Range = [start, start === value?.[0] ? start : end];
    if (part === "bare") return barePlaceAt(source.file, file.text, start);
    const place = placeAt(source.file, file.text, start, end - start, [marked, ...scalars]);
    return segments(pointer).some(isSecretKey) ? hiddenPlace(place) : place;
  };
  const written = (source: Source, pointer: string): string => {
    const file = fileOf(source);
    return file.text.slice(...(findIn(file, source, pointer).value ?? [0, 0]));
  };
  return { locate, written };
}

/** Where a part of a text stands in what is written of it; the whole where it is written otherwise. */
function partOf(text: string, [start, end]: Range, { text: part, nth }: Part): Range {
  let at = start;
  for (let left = nth; ; left -= 1) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return [start, end];
    if (left === 0) return [found, found + part.length];
    at = found + part.length;
  }
}

/** A key may be written in escapes, so that only its meaning tells what it is. */
function isSecretKey(key: string): boolean {
  return isCredentialWord(key) && !isCatalogueKey(key);
}

function hiddenPlace({ text: _line, ...place }: Place): Place {
  return { ...place, hidden: true };
}

function placedFile(of: Source["text"]): PlacedFile {
  const text = of();
  return plainFile(of, text) ?? anyFile(of, text);
}

/** The places of a plain file, which is read fourteen times faster; undefined for any other. */
function plainFile(of: Source["text"], text: string): PlacedFile | undefined {
  const places: PlainPlaces = new WeakMap();
  const plain = readPlainYaml(text, { places });
  if (plain === undefined) return undefined;
  return { of, text: unixLines(text), find: (index, pointer) => findPlain(plain[index], places, pointer) };
}

/** The places of any file, by `yaml` alone. */
export function anyFile(of: Source["text"], text = of()): PlacedFile {
  const parsed = parseYaml(text);
  const documents = "documents" in parsed ? parsed.documents : [];
  const targets = new Map<number, ReadonlyMap<Node, Node>>();
  const targetsOf = (index: number) => {
    const found = targets.get(index) ?? aliasTargets(documents[index]?.contents ?? null);
    targets.set(index, found);
    return found;
  };
  return { of, text, find: (index, pointer) => find(documents[index], pointer, () => targetsOf(index)) };
}

/** A value of one account's document: in the account's overlay when it stands there, else in what all share. */
function findIn(file: PlacedFile, source: Source, pointer: string): Found {
  if (source.overlay !== undefined && pointer !== "") {
    const over = file.find(source.index, `${childPointer("/accounts", source.overlay)}${pointer}`);
    if (over.whole) return over;
  }
  return file.find(source.index, pointer);
}

function findPlain(document: PlainDocument | undefined, places: PlainPlaces, pointer: string): Found {
  let found: Found = {
    ...defined({ value: document === undefined ? undefined : document.range }),
    scalars: [],
    whole: true,
  };
  let holder: unknown = document?.value;
  for (const segment of segments(pointer)) {
    const name = Array.isArray(holder) ? Number(segment) : segment;
    const place = typeof holder === "object" && holder !== null ? places.get(holder)?.get(name) : undefined;
    if (place === undefined) return { ...found, whole: false };
    holder = (holder as Record<string | number, unknown>)[name];
    const isScalarValue = typeof holder !== "object" || holder === null;
    found = { ...place, scalars: isScalarValue && place.value ? [place.value] : [], whole: true };
  }
  return found;
}

/** What each alias of a document stands for; the library looks through the whole document for each. */
function aliasTargets(root: Node | null): ReadonlyMap<Node, Node> {
  const targets = new Map<Node, Node>();
  const anchors = new Map<string, Node>();
  const walk = (node: Node | null): void => {
    if (node === null) return;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
      return;
    }
    const { anchor } = node as Scalar;
    if (anchor !== undefined) anchors.set(anchor, node);
    for (const child of childrenOf(node)) walk(child);
  };
  walk(root);
  return targets;
}

/** What stands directly in a list or a map, keys among it, in the order of the text. */
function childrenOf(node: Node): readonly (Node | null)[] {
  if (isSeq(node)) return node.items as (Node | null)[];
  if (!isMap(node)) return [];
  return (node.items as { key: Node | null; value: Node | null }[]).flatMap(({ key, value }) => [key, value]);
}

function find(
  document: YamlDocument.Parsed | undefined,
  pointer: string,
  targets: () => ReadonlyMap<Node, Node>,
): Found {
  let key: Node | null = null;
  let value: Node | null = document?.contents ?? null;
  const found = (whole: boolean): Found => {
    const target = value !== null && isAlias(value) ? targets().get(value) : undefined;
    const scalars = [value, target].flatMap((node): Range[] =>
      isScalar(node) && node.range ? [[node.range[0], node.range[1]]] : [],
    );
    return { ...rangeOf("key", key), ...rangeOf("value", value), scalars, whole };
  };
  for (const segment of segments(pointer)) {
    if (value !== null && isAlias(value)) value = targets().get(value) ?? null;
    const child = childAt(value, segment);
    if (child === undefined) return found(false);
    [key, value] = child;
  }
  return found(true);
}

/** The key and the value of a member, or an item as both of them; undefined where there is none. */
function childAt(parent: Node | null, segment: string): readonly [key: Node, value: Node | null] | undefined {
  if (isMap(parent)) {
    const pairs = parent.items as { key: Node; value: Node | null }[];
    const pair = pairs.find(({ key }) => isScalar(key) && key.value === segment);
    return pair && [pair.key, pair.value];
  }
  const item = isSeq(parent) ? (parent.items[Number(segment)] as Node | undefined) : undefined;
  return item && [item, item];
}

function rangeOf(part: "key" | "value", node: Node | null): Partial<Record<typeof part, Range>> {
  if (node === null) return {};
  const [start, end] = node.range ?? [0, 0];
  return { [part]: [start, end] };
}
