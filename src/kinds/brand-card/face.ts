import type { Pointer } from "../../model/pointer.ts";

/** What members see of a card: its face, what it is worth, what it costs, and how long it is valid. */
export const face: readonly Pointer[] = [
  "/card_title",
  "/card_color",
  "/card_picture_url",
  "/benefits",
  "/purchase_information",
  "/valid_date_information",
];
