import { number, text } from "../args.ts";
import type { Theme } from "../language.ts";
import { count, field, list } from "./phrases.ts";

/** Rules across the fields of one document. */
export const rules: Theme = {
  title: "Rules across fields",
  when: "Found offline. What the platform documents as without effect, rather than refused, is a warning.",
  words: {
    "stock-quantity": {
      about:
        "`sku.quantity` is what the platform takes while a card is made; on a live card it is what is left. Declare the stock as a target with `sku.total_quantity`: given out and left together.",
      message: () => "sku.quantity is not declared: it moves with every card a user takes",
      hint: () => "write `total_quantity:` instead, the cards given out and left together",
    },
    "custom-cell3": {
      about:
        "Some SDKs know a third custom entry, `custom_cell3`; the platform refuses it with 47001. A card has two custom entries.",
      message: () => "custom_cell3 is refused by the platform (47001): a card has two custom entries",
      hint: () => "use custom_cell1 or custom_cell2",
    },
    "activation-modes": {
      about:
        "A document asks for several ways of activating a card. The platform takes them all, and only one has effect: auto_activate before activate_url before wx_activate.",
      message: (args) =>
        `${list(args["modes"])} are given together; only ${text(args["effective"], "the first")} has effect`,
      hint: (args) => `keep ${text(args["effective"], "the first")}, or take it out for the other`,
    },
    "stores-twice": {
      about: "A card for all stores also lists stores. The list then means nothing.",
      message: (args) =>
        `the list of ${count(number(args["count"]), "store")} has no effect beside use_all_locations: true`,
      hint: () => "remove the list, or write `use_all_locations: false`",
    },
    "too-many-info-items": {
      about:
        "Points, balance and the custom fields share three places on the card; a custom field counts even when its texts are empty. The platform refuses more with 40124.",
      message: (args) =>
        `${list(args["items"])} take ${count(itemsOf(args["items"]), "place")}; a card has ${number(args["limit"])}`,
      hint: (args) =>
        `take out ${count(Math.max(1, itemsOf(args["items"]) - number(args["limit"])), "of them", "of them")}; an empty custom field counts too`,
    },
    "image-host-refused": {
      about:
        "The platform takes pictures only from its own image hosts and answers 40141 to all others, even to addresses it once gave on another host. Upload the picture to Weixin and use the address that comes back.",
      message: (args) =>
        `${field(args)} is on ${text(args["host"], "another host")}, from which the platform takes no pictures (40141)`,
      hint: (args) => `upload the picture to Weixin and use the address it gives, on ${list(args["allowed"], "or")}`,
    },
    "ends-before-it-begins": {
      about:
        "A validity ends before it begins. A bare date means 00:00:00 for the beginning and 23:59:59 for the end, in the project's time zone.",
      message: () => "end_timestamp lies before begin_timestamp",
      hint: () => "exchange the two, or correct the year",
    },
    "validity-member-foreign": {
      about:
        "`date_info` holds a member that does not go with its type: a permanent card has neither dates nor days, a fixed term has no beginning, a fixed range has no days.",
      message: (args) => `${text(args["key"], "this member")} does not go with ${text(args["type"], "this type")}`,
      hint: () => "remove it, or correct the type",
    },
    "instant-past": {
      about: "An end lies in the past. The platform may refuse it, or take it and show an expired card.",
      message: (args) => `${field(args)} lies in the past`,
      hint: () => "move it into the future, unless the past is meant",
    },
    "cards-void-beside-link": {
      about:
        "A message links somewhere and also lists cards to give. The link wins and the list means nothing, though the platform's own sample gives both.",
      message: (args) => `card_id_list has no effect beside ${text(args["link"], "a link")}`,
      hint: (args) => `keep one: the list, or ${text(args["link"], "the link")}`,
    },
    "cards-above-five": {
      about:
        "A message lists more than five cards to give. One page of the platform allows ten; its return code 72019 says that five are the most.",
      message: (args) =>
        `card_id_list has ${count(number(args["count"]), "card")}; the platform may refuse more than 5 (72019)`,
      hint: (args) => `take out ${Math.max(1, number(args["count"]) - 5)} if it does`,
    },
    "character-unproven": {
      about:
        "A text holds an emoji or another rare character. Nobody has reported how the platform takes them in card texts, and each counts four bytes or more.",
      message: (args) =>
        `${field(args)} holds ${text(args["character"], "a rare character")}, and it is not known whether the platform takes such characters`,
      hint: () => "leave it out, or look at the card in Weixin after applying",
    },
  },
};

function itemsOf(items: unknown): number {
  return Array.isArray(items) ? items.length : 0;
}
