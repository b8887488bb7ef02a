import type { Json, JsonObject } from "./json.ts";
import type { Consent } from "./plan.ts";
import type { Pointer } from "./pointer.ts";
import type { Place } from "./problem.ts";
import type { UnclearPart } from "./unclear.ts";

/** One YAML document of a file: enough to find any value of it again. */
export interface Source {
  /** Path relative to the project's root, with `/`. */
  readonly file: string;
  /**
   * The text of the whole file, read when asked for: few places are ever wanted, and all texts together are larger than
   * all values.
   */
  readonly text: () => string;
  /** Which document of the file, from 0. */
  readonly index: number;
  /** The account whose overlay is looked at first when a value is searched. */
  readonly overlay?: string;
}

/** Agreement that stands in a document, reviewed with the change. */
export interface DocumentConsent {
  readonly what: Consent["what"] | "occupied" | "wording";
  /** Of `occupied`: the items that are known to be in an object of somebody else. */
  readonly ids?: readonly string[];
  readonly because: string;
  /** As written. */
  readonly until?: Json;
}

/** What a document says beside its resource. */
export interface Envelope {
  readonly id?: string;
  /** The name before a rename. */
  readonly was?: string;
  /** Fields that are sent while creating and then left alone. */
  readonly ignore: readonly Pointer[];
  readonly allow: readonly DocumentConsent[];
  /** Refuses every plan that would delete it. */
  readonly protect: boolean;
  /** Why it is to be deleted. */
  readonly reason?: string;
  /** `state: absent`: the document asks for its deletion. */
  readonly absent: boolean;
}

/** A document as it was read: its shape may be wrong, and then the problems beside it say so. */
export interface RawDocument extends Envelope {
  readonly kind: string;
  /** Missing only when the document is not valid. */
  readonly name?: string;
  readonly account?: string;
  /** True when it names an id, also one of the wrong shape. */
  readonly namesId: boolean;
  /** Where its shape is wrong; absent where nothing is. */
  readonly unclear?: readonly UnclearPart[];
  /** Every character of its texts is one that everybody sees, or a line break; absent where nobody has looked. */
  readonly isAllVisible?: true;
  readonly spec: JsonObject;
  readonly source: Source;
  readonly line: number;
}

/** One declared resource, as the user wrote it, its envelope checked. */
export interface Document extends Envelope {
  /** `coffee/MemberCard/gold`. */
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  readonly spec: JsonObject;
  readonly source: Source;
  /** The line the document begins on. */
  readonly line: number;
}

/**
 * Finds the place of a value in a document: of its key, or of the value itself.
 *
 * The pointer starts at the document, so a field of `spec` begins with `/spec`. A missing value gives the nearest place
 * above it. `bare` is the value without what a message would quote: finding out what may be quoted takes a look at every
 * line of the file, and a plan wants the number of one line.
 */
export type Locate = (source: Source, pointer: Pointer, part: "key" | "value" | "bare", within?: Part) => Place;

/** A part of a text, by what it says and which of its occurrences it is, from 0. Written in escapes it is not found. */
export interface Part {
  readonly text: string;
  readonly nth: number;
}

/** The address of a resource: account, kind and name. */
export function addressOf(account: string, kind: string, name: string): string {
  return `${account}/${kind}/${name}`;
}

/** An address without its account, as states write it: `MemberCard/gold`. */
export function localAddress(address: string): string {
  return address.slice(address.indexOf("/") + 1);
}
