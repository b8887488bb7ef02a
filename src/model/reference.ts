import { isObject, type Json } from "./json.ts";

/** Stands in a value that is to be sent for the id of a resource that this plan makes. */
export interface AddressMark {
  readonly [key: string]: string;
  readonly $address: string;
}

/**
 * The whole address that a value of a field with `x-ref` names, such as `coffee/MemberCard/gold`; undefined for an id.
 */
export function addressIn(value: Json, account: string): string | undefined {
  if (typeof value !== "string" || !value.includes("/")) return undefined;
  return value.split("/").length === 2 ? `${account}/${value}` : value;
}

/** True for the mark of a resource whose id is not known yet. */
export function isAddressMark(value: Json | undefined): value is AddressMark {
  return isObject(value) && typeof value["$address"] === "string";
}
