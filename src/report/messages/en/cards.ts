import type { Json } from "../../../model/json.ts";
import type { cardProblems } from "../../../model/problems/fields.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, list, shown, telling } from "./phrases.ts";

/** What cards and rules open, how cards are activated, and what new ones must not share. */
export const cards = {
  title: "Activation, entries and new cards",
  when: "Found offline; those about activation and needed fields also while planning. Warnings unless nothing would come of it.",
  words: {
    "activation-form-unset": {
      about:
        "A new card, or a live one that had no way of activation, is to be activated by one click. That has no effect until its form is set, and the document declares none. Nothing reads a form back, so it may have been set by the call that the message names.",
      message: (args) => `wx_activate has no effect until the form of the card is set by ${text(args.call)}`,
      hint: () =>
        "declare the form as `activateuserform:` below `settings:`, or make that call once after applying, with the card_id and the fields members fill in",
    },
    "activation-none": {
      about:
        "A new card has no way of activation: neither `auto_activate`, nor `activate_url`, nor `wx_activate`. Users can take it, and it stays inactive until the merchant's server activates each of them by a call.",
      message: () => "the new card has no way of activation: users take it, and it stays inactive",
      hint: () =>
        "add `auto_activate: true`, `wx_activate: true` or `activate_url:`; leave it if your server activates each card by a call",
    },
    "activation-switched": {
      about:
        "A live card changes its way of activation. Users report that such an update was answered without an error and had no effect; setting the form of one-click activation is then refused with 72026 or 45030 (community reports 2018–2024).",
      message: (args) =>
        `the live card is activated by ${text(args.from)} and would change to ${text(args.to, "none")}; users report that such an update has no effect`,
      hint: (args) =>
        has(args.call)
          ? `after applying, set the form by ${text(args.call)}: 72026 means that the card has not changed; then a new card is the way`
          : "look at the card in Weixin after applying; if nothing has changed there, a new card is the way",
    },
    "form-without-activation": {
      about:
        "A form of one-click activation is declared for a card that is not activated so: neither the document nor the live card has `wx_activate: true`. The platform refuses such a form with 45030 or 72026.",
      message: () => "the form needs a card that is activated by one click, and wx_activate is not true",
      hint: () => "add `wx_activate: true` below `spec:`, without auto_activate and activate_url, or take the form out",
    },
    "form-field-twice": {
      about:
        "A field stands among the required and among the optional ones of an activation form. No source says what the platform makes of that.",
      message: (args) => `${text(args.id)} is among the required fields and among the optional ones`,
      hint: () => "keep it in one of the two lists",
    },
    "form-personal": {
      about:
        "An activation form asks for data that people are careful with: the number of their identity card, where they live, what they earn. The merchant answers for it.",
      message: (args) => `${text(args.id)} asks every member for data that people are careful with`,
      hint: () => "ask for it only if the card cannot do without it; MOBILE is what most cards ask for",
    },
    "form-editable": {
      about:
        "Members may change later what they filled in to activate the card. The merchant hears of that by an event only, which a server has to take in.",
      message: () => "members may change later what they filled in, and only an event tells of it",
      hint: () => "write `can_modify: false` unless your server takes that event in",
    },
    "middle-taken-twice": {
      about:
        "The middle of the card shows one thing: the link of center_url, payment or self-service redemption. The platform refuses more than one with 45046.",
      message: (args) => `${list(args.fields)} take the same place on the card, and there is room for one`,
      hint: () => "keep one of them, and switch the others off with `is_open: false`, or take center_url out",
    },
    "page-without-program": {
      about: "A page of a mini program is named and not the mini program itself, so the page cannot be found.",
      message: (args) => `${field(args)} is a page of a mini program, and ${text(args.program)} does not say of which`,
      hint: (args) => `add \`${last(args.program)}:\` with the mini program, or take the page out`,
    },
    "app-id-expected": {
      about:
        "The original id of a mini program or account (gh_…) stands where its AppID (wx…) belongs. The console shows both on one page.",
      message: (args) => `${field(args)} is ${shown(args.value)}, an original id, and an AppID (wx…) belongs there`,
      hint: () => "write the AppID, which begins with wx and has 18 characters",
    },
    "original-id-expected": {
      about:
        "An AppID, or an original id without its ending, stands where the original id of a mini program belongs in the form gh_…@app. The console shows both on one page.",
      message: (args) =>
        `${field(args)} is ${shown(args.value)}, and the original id of a mini program (gh_…@app) belongs there`,
      hint: () => "write the original id, which begins with gh_, with @app behind it",
    },
    "cell-without-target": {
      about:
        "An entry or a recommendation has a text but opens nothing: it has no link, no mini program and, in a message, no coupons.",
      message: (args) => `${field(args)} has a text but opens nothing: ${list(args.targets, "or")} is missing`,
      hint: (args) => `add ${list(args.targets, "or")}, or take the words out`,
    },
    "cell-without-text": {
      about:
        "The recommendation below a message has a link, a mini program or an end, and no text. The text is what users see of it.",
      message: (args) => `${field(args)} has an effect only beside a text, and \`text\` is missing`,
      hint: () => "add `text:` with the words that users see, or take url_cell out",
    },
    "coupons-ended": {
      about:
        "A message gives coupons. Since 2021-04-01 no coupon can be made any more, neither over the API nor in the console; only older ones can stand here, and those are to be retired (notices of 2021-03).",
      message: () => "card_id_list gives coupons, and none can be made since 2021-04-01: only older ones still work",
      hint: () => "check that the coupons are still given out; a link or a mini program is what works for a new offer",
    },
    "instant-too-late": {
      about:
        "An instant of a card lies on 2038-01-19 or later. The platform counts seconds in 32 bits there, and its page on creating cards asks for instants before that day.",
      message: (args) => `${field(args)} must lie before ${text(args.before)}`,
      hint: ({ last, words: { object, endless } }) =>
        `write ${text(last)} or an earlier day${endless === undefined ? "" : `; a new ${object[0]} without an end is ${endless}`}`,
    },
    "new-lookalike": {
      about:
        "A new document describes a resource that nobody can tell from another one of the account, new or existing: a card of the same brand and title, or a brand card of the same title. Often one is a copy whose title was forgotten.",
      message: (args) =>
        `this new ${args.words.object[0]} matches ${text(args.other)} in ${text(args.file)}:${number(args.line)}: ${list(args.looks)}`,
      hint: (args) =>
        args.exists === true
          ? `${telling("it", args.words)}, or take the document out: applying it makes a second ${args.words.object[0]}`
          : `${telling("one of them", args.words)}; where one of them exists already, write its \`id:\``,
    },
  } satisfies WordsOf<keyof typeof cardProblems>,
} satisfies Theme;

function last(name: Json | undefined): string {
  return text(name, "app_brand_id").split(".").at(-1) ?? "app_brand_id";
}
