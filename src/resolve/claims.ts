import type { Document } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { isBelow, type Pointer, valueAt } from "../model/pointer.ts";
import { addressIn } from "../model/reference.ts";

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

/** Texts of which a file holds all. */
export type SharedTexts = readonly (string | RegExp)[];

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
    return [...single.map((text) => [text]), ...(looks === undefined ? [] : [looks.map(inAnySpelling)])];
  });
}

/** Lines are folded at blanks, and quotes are doubled or have something before them. */
function inAnySpelling(text: string): RegExp {
  const parts = text.split(/[\s'"]+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(parts.join("[\\s'\"]+"));
}

/** True for the text of a file that may hold such a row; a backslash may stand for any of their characters. */
export function mayShare(text: string, shared: readonly SharedTexts[]): boolean {
  const holds = (one: string | RegExp) => (typeof one === "string" ? text.includes(one) : one.test(text));
  return text.includes("\\") || shared.some((row) => row.every(holds));
}
