import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";

/**
 * May a field of an existing resource change: by an update, by replacing the resource, only while creating, or never
 * (the platform's own).
 */
export type ChangePolicy = "update" | "replace" | "create" | "never";

/** The only way a one-way field may move. */
export type Move = "false-to-true" | "later" | "earlier";

/** What the order of an array means. */
export type ListOrder = "ordered" | "set" | { readonly key: string };

/** How `null` is sent to the platform. */
export type Clear = "empty-string" | "empty-list" | "empty-members" | "impossible";

/** What a read shows of a field after a write. */
export type Readback = "exact" | "after-review" | "when-shown" | "none";

/** How members read a text: as a title, which stands alone on a card, or as one text among others. */
export type Wording = "title" | "text";

/**
 * All the engine knows of one field: derived from the schema's `x-` keywords at build time, inherited members already
 * resolved.
 *
 * One entry per leaf (a scalar, an array or an object as one value) and one per atomic object.
 */
export interface FieldPolicy {
  readonly pointer: Pointer;
  /** JSON types the field takes, without null. */
  readonly types: readonly string[];
  readonly change: ChangePolicy;
  /** Name of the operation that carries the field; the kind's `update` when none is stated. */
  readonly via: string;
  /** The field in whose call this one goes where that one is sent. */
  readonly joins?: Pointer;
  readonly move?: Move;
  readonly review: boolean;
  readonly money: boolean;
  /** The atomic object this field is compared in and sent with, when there is one. */
  readonly atom?: Pointer;
  /** True for the atomic object itself. */
  readonly atomic: boolean;
  readonly list?: ListOrder;
  readonly readback: Readback;
  readonly clear: Clear;
  readonly required?: "create";
  /** Canonical form by which two spellings are compared; exact when absent. */
  readonly same?: string;
  /** Kind whose address may stand here instead of an id. */
  readonly ref?: string;
  readonly unit?: string;
  /** How members read it; absent for what they do not read. The rules of wording are for these texts. */
  readonly wording?: Wording;
  /** The most items of this list that one object of the platform holds: more are divided among several. */
  readonly itemsPerObject?: number;
  /** Of a list of objects: the members that an item may have. What answers show besides is the platform's own. */
  readonly members?: readonly string[];
  /**
   * Of an object that is one value: what may stand in it, by pointers below it, with `-` for the place of an item. What
   * of it is wrong is told by the schema; nothing in it is a field of its own.
   */
  readonly inside?: readonly Pointer[];
  /** Values of members of the same object beside which alone this one means something. */
  readonly appliesWhen?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of a list whose items each name a person: the last word of the variable that may hold it in place of a document.
   */
  readonly personal?: string;
  /** True for a list whose items may be declared once in the whole project. */
  readonly unique?: true;
  readonly enum?: readonly string[];
  readonly bytes?: number;
  readonly bytesWarn?: number;
  /** The instant, in ISO 8601, that the value must lie before. */
  readonly before?: string;
  /** Which id of a mini program or account the text is. */
  readonly holds?: "app-id" | "original-id";
  /** Name of the member of the same object that says whose page this is. */
  readonly pageOf?: string;
}

/** A field with who says so: for reference pages, never needed to plan. */
export interface DocumentedField extends FieldPolicy {
  readonly source: string;
}

/** The words for people of one field, in one language: what it is called, what it means, and who says so. */
export interface FieldWords {
  /** As the platform's own console and documents call it: `会员卡标题`. */
  readonly title: string;
  readonly description: string;
  readonly source: string;
  /** What values it takes; absent for objects, whose fields say it. */
  readonly shape?: ValueShape;
}

/** What values a field takes, as people read it; validating is the business of the compiled validators. */
export interface ValueShape {
  /** JSON types, without null. */
  readonly types: readonly string[];
  readonly values?: readonly Json[];
  /** Most bytes of UTF-8: more is an error. */
  readonly bytes?: number;
  /** Most bytes of UTF-8: more is a warning. */
  readonly bytesWarn?: number;
  readonly leastCharacters?: number;
  readonly mostCharacters?: number;
  readonly least?: number;
  readonly most?: number;
  /** The instant that the value must lie before. */
  readonly before?: string;
  readonly leastItems?: number;
  readonly mostItems?: number;
  /** No item may stand in a list twice. */
  readonly distinct?: boolean;
  /** A regular expression the text fits. */
  readonly pattern?: string;
  readonly examples?: readonly Json[];
  /** Of a list. */
  readonly item?: ValueShape & { readonly description: string };
  /** Of an object that is an item of a list. */
  readonly members?: readonly (ValueShape & {
    readonly key: string;
    readonly required: boolean;
    readonly description: string;
  })[];
}

/** The fields of one kind by pointer, in the order of the schema. */
export type PolicyTable = ReadonlyMap<Pointer, FieldPolicy>;
