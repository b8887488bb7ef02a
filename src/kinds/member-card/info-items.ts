import { isEmpty, type Json, type JsonObject } from "../../model/json.ts";
import { type Pointer, valueAt } from "../../model/pointer.ts";

/** What takes one of the three places for member information on the card. */
export const infoItems: readonly Pointer[] = [
  "/supply_bonus",
  "/supply_balance",
  "/custom_field1",
  "/custom_field2",
  "/custom_field3",
];

/**
 * The platform shows at most so many, and counts what is live together with what is sent (40124). Source: community
 * reports 2018–2024.
 */
export const infoItemLimit = 3;

/** The info items of a card. An object of empty texts still counts: 40124 was answered for one. */
export function takenInfoItems(spec: JsonObject): Pointer[] {
  return infoItems.filter((pointer) => {
    const value = valueAt(spec, pointer);
    return pointer.startsWith("/custom_field") ? value !== undefined && value !== null : value === true;
  });
}

/**
 * The ways of activating a card that a spec asks for; more than one is accepted, and all but one stay without effect.
 */
export function activationModes(spec: JsonObject): Pointer[] {
  const on = (value: Json | undefined) => value === true || (typeof value === "string" && !isEmpty(value));
  return ["/auto_activate", "/activate_url", "/wx_activate"].filter((pointer) => on(valueAt(spec, pointer)));
}
