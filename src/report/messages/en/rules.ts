import type { fieldProblems } from "../../../model/problems/fields.ts";
import { yuan } from "../amounts.ts";
import { number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, field, list, money } from "./phrases.ts";

/** Rules across the fields of one document. */
export const rules = {
  title: "Rules across fields",
  when: "Found offline. What the platform documents as without effect, rather than refused, is a warning.",
  words: {
    "member-does-not-apply": {
      about:
        "A member of an object that is sent whole means nothing beside another one: the days of a validity that is a range, for instance. It is neither compared nor sent. Where it would be all that changes, that is an error.",
      message: (args) => `${field(args)} means nothing beside ${list(args.beside)}`,
      hint: () =>
        "take it out, or change the other one; where the file says that one and drift is kept, let the file win with --allow drift",
    },
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
      message: (args) => `${list(args.modes)} are given together; only ${text(args.effective)} has effect`,
      hint: (args) => `keep ${text(args.effective)}, or take it out for the other`,
    },
    "stores-twice": {
      about: "A card for all stores also lists stores. The list then means nothing.",
      message: (args) =>
        `the list of ${count(number(args.count), "store")} has no effect beside use_all_locations: true`,
      hint: () => "remove the list, or write `use_all_locations: false`",
    },
    "too-many-info-items": {
      about:
        "Points, balance and the custom fields share three places on the card; a custom field counts even when its texts are empty. The platform refuses more with 40124.",
      message: (args) =>
        `${list(args.items)} take ${count(itemsOf(args.items), "place")}; a card has ${number(args.limit)}`,
      hint: (args) =>
        `take out ${count(Math.max(1, itemsOf(args.items) - number(args.limit)), "of them", "of them")}; an empty custom field counts too`,
    },
    "image-host-refused": {
      about:
        "The platform takes pictures only from its own image hosts and answers 40141 to all others, even to addresses it once gave on another host. Upload the picture to Weixin and use the address that comes back.",
      message: (args) => `${field(args)} is on ${text(args.host)}, from which the platform takes no pictures (40141)`,
      hint: (args) => `upload the picture to Weixin and use the address it gives, on ${list(args.allowed, "or")}`,
    },
    "ends-before-it-begins": {
      about:
        "A validity, or the time of a rule, ends before it begins. A bare date means 00:00:00 for the beginning and 23:59:59 for the end, in the project's time zone.",
      message: (args) => {
        const end = text(args.field, "the end");
        return `${end} lies before ${/(\b|_)end_/.test(end) ? end.replace(/(\b|_)end_/, "$1begin_") : "the beginning"}`;
      },
      hint: () => "exchange the two, or correct the year",
    },
    "validity-member-foreign": {
      about:
        "`date_info` holds a member that does not go with its type: a permanent card has neither dates nor days, a fixed term has no beginning, a fixed range has no days.",
      message: (args) => `${text(args.key)} does not go with ${text(args.type)}`,
      hint: () => "remove it, or correct the type",
    },
    "instant-past": {
      about:
        "An end lies in the past. The platform may refuse it, or take it and show an expired card; for a rule that is over nothing is sent any more.",
      message: (args) => `${field(args)} lies in the past`,
      hint: () => "move it into the future, unless the past is meant",
    },
    "cards-void-beside-link": {
      about:
        "A message links somewhere and also lists cards to give. The link wins and the list means nothing, though the platform's own sample gives both.",
      message: (args) => `card_id_list has no effect beside ${text(args.link)}`,
      hint: (args) => `keep one: the list, or ${text(args.link)}`,
    },
    "cards-above-five": {
      about:
        "A message lists more than five cards to give. One page of the platform allows ten; its return code 72019 says that five are the most.",
      message: (args) =>
        `card_id_list has ${count(number(args.count), "card")}; the platform may refuse more than 5 (72019)`,
      hint: (args) => `take out ${Math.max(1, number(args.count) - 5)} if it does`,
    },
    "least-above-most": {
      about:
        "The least amount of a rule is above its largest one, so no payment would fit. Amounts are in fen: 100 is ¥1.00; one of the two may have been written in yuan.",
      message: (args) =>
        `${field(args)} ${money(args.least)} is above the largest amount, ${money(args.most)}: no payment fits`,
      hint: (args) => {
        const [least, most] = [number(args.least), number(args.most)];
        const meant =
          most > 0 && most * 100 >= least ? `; or write ${most * 100} as the largest if ¥${most} is meant` : "";
        return `exchange the two${meant}`;
      },
    },
    "amount-below-yuan": {
      about:
        "An amount is below one yuan. Amounts are in fen, so 2 is ¥0.02 and ¥2 is 200; the platform's own sample looks as if yuan were meant.",
      message: (args) => `${field(args)}: ${fenOf(args)} fen is ${yuan(fenOf(args))}, and amounts are in fen`,
      hint: (args) =>
        `write ${fenOf(args) * 100} if ¥${fenOf(args)} is meant; leave it if ${yuan(fenOf(args))} is meant`,
    },
    "two-ways-to-claim": {
      about:
        "A rule names a web page and a mini program for claiming the card. Nothing documents which of the two the platform takes.",
      message: () => "jump_url and a mini program are both given, and it is not documented which one opens the card",
      hint: () => "keep one: jump_url, or app_brand_id with app_brand_pass",
    },
    "rule-id-in-spec": {
      about:
        "`rule_id` stands in `spec`. The platform gives it when a rule is added, and a document names rules that exist by `id:`, beside `name:`; a new rule has none.",
      message: () => "rule_id is no part of spec: rules that exist are named by `id:`, beside `name:`",
      hint: () => "move it there, in quotes; for a new rule take it out",
    },
    "rule-status-in-spec": {
      about:
        "`status` stands in `spec`. It is the platform's own word for the state of a rule, is read and is never sent.",
      message: () => "status is the platform's own and is never sent",
      hint: () => "take it out; to take a rule down write `state: absent` and a `reason:` beside `name:`",
    },
    "character-unproven": {
      about:
        "A text holds an emoji or another rare character. Nobody has reported how the platform takes them in card texts, and each counts four bytes or more.",
      message: (args) =>
        `${field(args)} holds ${text(args.character)}, and it is not known whether the platform takes such characters`,
      hint: () => "leave it out, or look at the card in Weixin after applying",
    },
  } satisfies WordsOf<keyof typeof fieldProblems>,
} satisfies Theme;

function fenOf(args: { readonly fen: number }): number {
  return number(args.fen);
}

function itemsOf(items: readonly string[]): number {
  return items.length;
}
