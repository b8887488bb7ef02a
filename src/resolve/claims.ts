import type { Document } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { isBelow, type Pointer, valueAt } from "../model/pointer.ts";
import { addressIn } from "../model/reference.ts";
import { utf8Text } from "../model/utf8.ts";

/**
 * What of a document is held against other documents. Its fields are not in it: of thousands of documents that are only
 * judged, this is all that has to be kept.
 */
export interface Claims {
  /** Its fields may have been put away. */
  readonly document: Document;
  /** What people tell it by among others of its kind; absent where it does not say all of it, or is to be gone. */
  readonly looks?: readonly string[];
  /** Items that the platform lets one object hold. */
  readonly items: readonly ClaimedItem[];
  readonly references: readonly ClaimedReference[];
  /** Of a kind of which every account has one. */
  readonly isOnlyOne: boolean;
}

/** An item of a list whose items may be declared once, and where it stands. */
export interface ClaimedItem {
  readonly item: string;
  readonly list: Pointer;
  readonly path: Pointer;
}

/** A field that names another document. */
export interface ClaimedReference {
  readonly path: Pointer;
  /** Of the kind that belongs there. */
  readonly kind: string;
  readonly address: string;
}

/** What a document claims; `kept` is what is kept of it. */
export function claimsOf(document: Document, entry: KindEntry, kept = document): Claims {
  const { absent, spec } = document;
  const looks = absent ? undefined : entry.kind.creation?.looksOf(spec);
  const { unique, referring } = claimingOf(entry);
  return {
    document: kept,
    ...(looks === undefined ? {} : { looks }),
    items: absent ? [] : unique.flatMap((list) => itemsAt(spec, list)),
    references: absent ? [] : referring.flatMap((field) => referenceAt(document, field)),
    isOnlyOne: entry.kind.unread !== undefined,
  };
}

interface Claiming {
  readonly unique: readonly Pointer[];
  readonly referring: readonly { readonly path: Pointer; readonly kind: string }[];
}

const known = new WeakMap<KindEntry, Claiming>();

/** The fields of a kind that claim something. Looked through once a kind: there may be thousands of documents. */
function claimingOf(entry: KindEntry): Claiming {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const policies = [...entry.policies.values()];
  const found = {
    unique: policies.flatMap(({ unique, pointer }) => (unique === true ? [pointer] : [])),
    referring: policies.flatMap(({ ref, pointer }) => (ref === undefined ? [] : [{ path: pointer, kind: ref }])),
  };
  known.set(entry, found);
  return found;
}

function itemsAt(spec: Document["spec"], list: Pointer): ClaimedItem[] {
  const value = valueAt(spec, list);
  const items = Array.isArray(value) ? (value as readonly Json[]) : [];
  // What is no text is reported as such, and is nobody's.
  return items.flatMap((item, index) => (typeof item === "string" ? [{ item, list, path: `${list}/${index}` }] : []));
}

function referenceAt(
  { spec, account, ignore }: Document,
  { path, kind }: Claiming["referring"][number],
): ClaimedReference[] {
  const value = valueAt(spec, path);
  const address = value === undefined ? undefined : addressIn(value, account);
  return address === undefined || isBelow(path, ignore) ? [] : [{ path, kind, address }];
}

/** What a file holds all of. */
export interface SharedTexts {
  /** As they stand in the file. */
  readonly parts: readonly Buffer[];
  /** The same with what stands between them, where a text may be written in several ways. */
  readonly spellings: readonly RegExp[];
}

/**
 * Texts that a file must hold to be about the same as some documents, all of some row: the name, an id or an item of
 * one of them, the name of what it refers to, or everything that it looks like.
 */
export function textsShared(claims: readonly Claims[]): readonly SharedTexts[] {
  return claims.flatMap(({ document, looks, items, references, isOnlyOne }) => {
    const single = [
      document.name,
      ...idsIn(document.id),
      ...items.map(({ item }) => item),
      ...references.map(({ address }) => address.slice(address.lastIndexOf("/") + 1)),
      ...(isOnlyOne ? [document.kind] : []),
    ];
    const rows = single.map((text): SharedTexts => ({ parts: [Buffer.from(text)], spellings: [] }));
    return looks === undefined ? rows : [...rows, inAnySpelling(looks)];
  });
}

/** Lines are folded at blanks, and quotes are doubled or have something before them. */
function inAnySpelling(looks: readonly string[]): SharedTexts {
  const parts = looks.map((text) => text.split(/[\s'"]+/));
  const pattern = (text: readonly string[]) =>
    text.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("[\\s'\"]+");
  return {
    parts: parts.flat().flatMap((part) => (part === "" ? [] : [Buffer.from(part)])),
    spellings: parts.map((text) => new RegExp(pattern(text))),
  };
}

const backslash = 92;

/**
 * True for a file that may hold such a row; a backslash may stand for any of their characters. Nearly no file does, so
 * bytes are compared first, and only where they are there is the text made of them.
 */
export function mayShare(bytes: Uint8Array, shared: readonly SharedTexts[]): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes(backslash)) return true;
  const rows = shared.filter(({ parts }) => parts.every((part) => file.includes(part)));
  if (rows.length === 0) return false;
  const text = utf8Text(bytes);
  return text !== undefined && rows.some(({ spellings }) => spellings.every((one) => one.test(text)));
}
