import type { WireRequest } from "./client.ts";
import { numberOf } from "./exact-number.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Pointer } from "./pointer.ts";

/** One of the objects of the platform that a document stands for. */
export interface LiveObject {
  /** What the platform calls it; `?` and one of its items while no answer has shown its id. */
  readonly id: string;
  /** In the nesting of the document's `spec`, its own items included. */
  readonly spec: JsonObject;
  /** The platform's own word for its state. */
  readonly state: string;
  readonly items: readonly string[];
  /**
   * True when the platform calls it expired and does not show it any more: its items are remembered, its shared fields
   * are not known.
   */
  readonly expired?: true;
  /** As of a resource. */
  readonly unseen?: ReadonlySet<Pointer>;
  /** The id it was remembered by, when the platform has shown another one since. */
  readonly asked?: string;
}

/** An item that the platform would not take. */
export interface RefusedItem {
  readonly item: string;
  readonly errcode: number;
  readonly errmsg: string;
  /** Who has it: an object of the platform, and the account that object belongs to. */
  readonly occupant?: { readonly id?: string; readonly identity?: string };
}

/** Who has an item, as another call tells it: an account, and what it gives for the item. */
export interface ItemHolder {
  readonly identity?: string;
  readonly gives?: string;
}

/** What the answer to adding an object says, whether it was refused or not. */
export interface Added {
  /** Of the new object; absent when the answer names none. */
  readonly id?: string;
  readonly taken: readonly string[];
  readonly refused: readonly RefusedItem[];
}

/**
 * How a document that stands for several objects of the platform is carried out.
 *
 * Each object holds some of the items of one list (the field with `x-items-per-object`) and the same shared fields (all
 * other fields). No object can be changed: it is added, or taken down and added anew. An item is in one object only, so
 * an object is known by any of its items.
 */
export interface MultiObject {
  /** The operations that add an object, find out the id of one by adding what it holds, and take one down. */
  readonly add: string;
  readonly find: string;
  readonly remove: string;
  /** Where the answers of `add` and `find` hold an id, for references in plans. */
  readonly idAt: Pointer;
  /** Understands the answer of `add`. */
  added(reply: JsonObject): Added;
  /**
   * Codes of refusals that are about single items, also when they name none: such a request is sent again in halves.
   */
  readonly itemCodes: readonly string[];
  /** The code that says that somebody has an item already. */
  readonly occupiedCode: string;
  /**
   * Asks who has an item that a refusal calls occupied, where no object of the account has it; absent where the platform
   * tells that nowhere. A read.
   */
  readonly holder?: { request(item: string): WireRequest; read(reply: JsonObject): ItemHolder };
  /** Codes of a refused removal that mean that there is nothing to take down. */
  readonly goneCodes: readonly string[];
  /** Codes of refused reads that mean that an object has expired and cannot be shown any more. */
  readonly expiredCodes: readonly string[];
  /** The field after whose instant an object does nothing any more. */
  readonly end: Pointer;
}

/** The ids that one id stands for: those of the objects a resource is made of, joined by commas. */
export function idsIn(id: string | undefined): string[] {
  return id === undefined || id === "" ? [] : id.split(",");
}

/** The id of several objects together. */
export function joinedIds(ids: readonly string[]): string {
  return ids.join(",");
}

/**
 * What an object is called while the platform has not shown its id: one of its items names it, since no other object
 * has that.
 */
export function unnamedId(items: readonly string[]): string {
  return `?${[...items].sort()[0] ?? ""}`;
}

/** True for an object whose id nobody knows. */
export function isUnnamed(id: string): boolean {
  return id.startsWith("?");
}

/**
 * A number of the platform from its digits; one that JavaScript would round keeps them, and goes out as a bare number
 * all the same.
 */
export function wireNumber(digits: string): Json {
  return numberOf(digits);
}
