import type { Pointer } from "./pointer.ts";

/** May a field of an existing resource change: by an update, only while creating, or never (the platform's own). */
export type ChangePolicy = "update" | "create" | "never";

/** The only way a one-way field may move. */
export type Move = "false-to-true" | "later" | "earlier";

/** What the order of an array means. */
export type ListOrder = "ordered" | "set" | { readonly key: string };

/** How `null` is said to the platform. */
export type Clear = "empty-string" | "empty-list" | "empty-members" | "impossible";

/** What a read tells about a field after a write. */
export type Readback = "exact" | "after-review" | "when-shown" | "none";

/**
 * All the engine knows of one field: derived from the schema's `x-` keywords at build time, inherited members already resolved.
 *
 * One entry per leaf (a scalar, or an array as one value) and one per atomic object.
 */
export interface FieldPolicy {
  readonly pointer: Pointer;
  /** JSON types the field takes, without null. */
  readonly types: readonly string[];
  readonly change: ChangePolicy;
  /** Name of the operation that carries the field; the kind's `update` when none is stated. */
  readonly via: string;
  readonly move?: Move;
  readonly review: boolean;
  readonly irreversible: boolean;
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
  readonly enum?: readonly string[];
  readonly bytes?: number;
  readonly bytesWarn?: number;
}

/** A field with the words for people: for reference pages and editors, never needed to plan. */
export interface DocumentedField extends FieldPolicy {
  readonly description: string;
  readonly source: string;
}

/** The words for people of one field: its title, what it means (Chinese in brackets at the end), and who says so. */
export interface FieldWords {
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

/** The fields of one kind by pointer, in the order of the schema. */
export type PolicyTable = ReadonlyMap<Pointer, FieldPolicy>;
