import { asText, type Json } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import type { creatingProblems } from "../../../model/problems/creating.ts";
import type { AnswerArgs, planProblems } from "../../../model/problems/plan.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { answerText, callName, has, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { creatingWords } from "./creating.ts";
import { a, consolePage, count, declaredText, field, idNames, instant, list, liveText, shown } from "./phrases.ts";

const live = "the platform has";

/** What comparing with the platform shows. */
export const plan = {
  title: "Documents against the platform",
  when: "Found while planning, when live state has been read. What can never be carried out is an error when the file asks for it, and a warning when only the platform moved.",
  words: {
    "resource-missing": {
      about:
        "The platform knows no resource of this id in this account. A new one is never made in its place: the id is wrong, or it belongs to another account. Of several objects that were there once, such as rules, the items (merchant ids) can be added anew with `--allow replace=ADDRESS`.",
      message: (args) => `${resource(args)} does not exist in this account${answer(args.answer)}`,
      hint: (args) =>
        args.sandbox === true
          ? args.declared === true
            ? "the embedded platform does not have it yet: `wxcards sandbox --fill` puts it there"
            : "the embedded platform does not have it, and its state does: `rm -rf .wxcards` begins anew"
          : "compare the id and the account; an id is known only to the account that made it",
    },
    "resource-deleted": {
      about: "The resource was deleted on the platform and cannot be brought back. Remove its document.",
      message: (args) => `${resource(args)} was deleted on the platform (${text(args.state, "deleted")})`,
      hint: (args) =>
        `remove the document; for a new one in its place write \`state: absent\`, a \`reason:\` and \`id: ${text(args.id)}\` instead of \`spec:\`, apply, and put the document back without its id`,
    },
    "card-off-shelf": {
      about:
        "The platform has taken the card off its shelf. What becomes of a change to it is not documented, so none is sent. The reason stands in mp.weixin.qq.com; a card that is moved to WeChat Pay's own membership cards is changed there.",
      message: (args) => `the card was taken off by the platform (${text(args.state)}), so nothing is sent to it`,
      hint: () =>
        "read the reason in mp.weixin.qq.com (卡券功能) and settle it there, then plan again; or take the change back",
    },
    "card-expired": {
      about:
        "The platform calls the card expired. Whether a change to it takes effect is not documented; a later end of its validity is what people try.",
      message: (args) => `the platform calls the card expired (${text(args.state)}); the change may have no effect`,
      hint: () =>
        "after the apply, look whether the card can be taken again; a card that cannot needs a new one in its place",
    },
    "resource-of-other-type": {
      about:
        "The id belongs to something of another type than documents of this kind describe: to a coupon in place of a member card, for instance, or to a rule that does not offer one.",
      message: (args) => `${resource(args)} is not ${managed(args)[0]} (${text(args.state, "another type")})`,
      hint: (args) => `give the id of ${managed(args)[1]}`,
    },
    "field-cannot-change": {
      about:
        "A field that only creation can set differs from what is live. Write the live value, or leave the key out. For brand_name there is a way through the console: rename the account, save the card there with a small edit, and apply again.",
      message: (args) =>
        `${field(args)} of a live ${args.words.object[0]} cannot be changed over the API: ${live} ${liveText(args)}, the file says ${declaredText(args)}`,
      hint: (args) =>
        args.field === "base_info.brand_name"
          ? renaming
          : `${keeping(args, `write ${liveText(args)}, or take the key out`)}; another value needs a new ${args.words.object[0]}`,
    },
    "moves-only-false-to-true": {
      about:
        "A switch that can be turned on but never off again, such as supply_bonus. Write true, or leave the key out.",
      message: (args) =>
        `${field(args)} can be switched on but never off again: ${live} ${liveText(args)}, the file says ${declaredText(args)}`,
      hint: ({ words }) => `write true, or take the key out; only a new ${words.object[0]} can be without it`,
    },
    "moves-only-later": {
      about:
        "An end of validity that may only become later; the platform answers 40100 to anything else. Write the live end or a later one.",
      message: (args) => moved(args, "later"),
      hint: (args) => `write ${text(instant(args.live, args.timezone))} or later, or take the key out`,
    },
    "moves-only-earlier": {
      about:
        "A beginning of validity that may only become earlier; the platform answers 40100 to anything else. Write the live beginning or an earlier one.",
      message: (args) => moved(args, "earlier"),
      hint: (args) => `write ${text(instant(args.live, args.timezone))} or earlier, or take the key out`,
    },
    "colour-without-name": {
      about:
        "Colours are sent by name, and this hex value has none. It can stand in a document only as long as it is the live colour; otherwise choose one of the named ones.",
      message: (args) =>
        `${field(args)}: ${shown(args.value ?? args.declared)} has no name, and colours are sent by name`,
      hint: (args) => `use ${texts(args.choices).join(", ")}`,
    },
    "consent-expired": {
      about: "A consent in the document ended, so it counts no more. Take it out, or write a later `until:`.",
      message: (args) => `the consent to ${consentName(args)} ended with ${text(args.until)}`,
      hint: () => "take it out, or write a later `until:`",
    },
    "consent-unused": {
      about:
        "A consent in the document is needed by nothing. Left in place it would one day let through what nobody looked at.",
      message: (args) =>
        args.what === "occupied"
          ? `nothing needs the consent to ${consentName(args)}: they are live, or not declared`
          : `nothing needs the consent to ${consentName(args)}`,
      hint: () => "take it out of the document",
    },
    "drift-refused": {
      about:
        "A field was changed on the platform while its file stayed, and the project refuses to go on in that case (`guards.drift: refuse`). Take the live value over into the file, or let the file win.",
      message: (args) =>
        `${field(args)} was changed on the platform: ${itemsMoved(args) ?? `${live} ${liveText(args)}, the file says ${declaredText(args)}`}`,
      hint: (args) =>
        `${keeping(args, itemsMoved(args) === undefined ? `write ${liveText(args)}` : "change the list in the file in the same way")} to keep it, or send the file's value with --allow drift (guards.drift: overwrite does so always)`,
    },
    "review-refused": {
      about: "The platform's review refused this value. It is not handed in again until the file says something else.",
      message: (args) =>
        `${field(args)} was refused by the review: ${declaredText(args)}, handed in ${text(args.since, "earlier")}`,
      hint: ({ words }) => `${reading(words)}change the value; to hand the same one in again: --allow resubmit`,
    },
    "review-passed-without-value": {
      about:
        "The review has ended, yet the platform does not show the value that was handed in. It may have been changed in the console during the review.",
      message: (args) =>
        `${field(args)} is out of review without the value: ${live} ${liveText(args)}, the file says ${declaredText(args)}`,
      hint: ({ words }) => `${looking(words)}; change the value in the file to hand it in again, or write the live one`,
    },
    "too-many-info-items-live": {
      about:
        "What is live and what would be sent together take more than the three places for points, balance and custom fields (40124). A custom field that is live cannot be removed.",
      message: (args) =>
        `${list(args.items)} would take ${count(texts(args.items).length, "place")}; a card has ${number(args.limit)}`,
      hint: (args) => `live already: ${list(args.live)}; take a new one out of the document`,
    },
    "validity-not-changeable": {
      about:
        "Only a fixed range of dates can be changed on a live card, and only into a wider one; a fixed term or a permanent validity stays as it is (40100).",
      message: (args) =>
        `the validity of this card cannot be changed: its type is ${text(args.type)}, and only DATE_TYPE_FIX_TIME_RANGE can`,
      hint: () => "take date_info out of the document; another validity needs a new card",
    },
    "activation-modes-live": {
      about:
        "A way of activation that is live and not in the document stands beside the one that would be sent. Only one has effect: auto_activate before activate_url before wx_activate.",
      message: (args) =>
        `${list(args.live)} is live already, and of ${list(args.modes)} only ${text(args.effective)} has effect`,
      hint: () => "declare every way: false for the switches you do not want, null for activate_url",
    },
    "stores-all-live": {
      about:
        "The live card is valid in all stores, so a list of stores has no effect on it. Declare `use_all_locations: false` beside the list.",
      message: () => "location_id_list has no effect: the live card is valid in all stores",
      hint: () => "write `use_all_locations: false` beside it, or take the list out",
    },
    "stock-total-unknown": {
      about:
        "The platform does not show the total stock of this card as a whole number that can be, at least zero and no less than what is left. What is left falls as users take cards. A target for the total cannot be reached safely then.",
      message: () =>
        "the platform does not show the total stock of this card, so its stock cannot be brought to a total",
      hint: () => "take `sku` out of the document, and change the stock in mp.weixin.qq.com",
    },
    "sent-and-not-shown": {
      about:
        "The change was sent before and accepted, and the platform does not show it. The call must not be repeated, since it counts each time: look at the resource first.",
      message: (args) =>
        `${field(args)} was sent already and accepted, but the platform shows ${liveText(args)}, not ${declaredText(args)}; it is not sent again`,
      hint: ({ words }) => `${looking(words)}; write what is shown there, or another value to send that`,
    },
    "stock-below-claimed": {
      about:
        "The stock is a total: cards given out and cards left. It cannot be smaller than what users have taken already.",
      message: (args) =>
        `total_quantity cannot be ${grouped(number(args.wanted))}: users have taken ${count(number(args.claimed), "card")} already`,
      hint: (args) => `write ${number(args.claimed)} or more; ${number(args.claimed)} leaves none`,
    },
    "stock-above-limit": {
      about: "The stock would be larger than the platform holds for one card.",
      message: (args) =>
        `total_quantity cannot be ${grouped(number(args.wanted))}: a card has at most ${grouped(number(args.limit))}`,
      hint: (args) => `write ${number(args.limit)} or less`,
    },
    ...creatingWords,
  } satisfies WordsOf<keyof typeof planProblems | keyof typeof creatingProblems>,
} satisfies Theme;

const renaming = [
  "rename the account, then save the card in mp.weixin.qq.com (卡券功能) with a small edit of points or discount, which takes the new name over",
  "(系统繁忙 there often means that the edit has invalid content); then write the new name here and take the small edit back",
].join("\n");

function resource({ id, words }: { readonly id: string; readonly words: KindWords }): string {
  return idNames(id, "the resource", words);
}

/** What a document can describe, in full and where that was said. */
function managed({ words: { managed, object } }: { readonly words: KindWords }): readonly [string, string] {
  return managed ?? [`${a(object[0])} that is managed here`, "one that is"];
}

/** `read the reason in mp.weixin.qq.com (卡券功能), then `; nothing where no place is known. */
function reading(words: KindWords): string {
  const page = consolePage(words);
  return page === undefined ? "" : `read the reason in ${page}, then `;
}

/** `look at the card in mp.weixin.qq.com`. */
function looking({ object, site }: KindWords): string {
  return `look at the ${object[0]} ${site === undefined ? "on the platform" : `in ${site.host}`}`;
}

/** What a document agrees to, as a sentence goes on with it. */
function consentName({ what, words }: { readonly what: string; readonly words: KindWords }): string {
  return what === "occupied" ? `occupied ${words.item[1]}` : text(what);
}

/** What a list gained and lost on the platform, for lists too long to be shown twice. */
function itemsMoved({ declared, live: there }: ArgsOf<"drift-refused">): string | undefined {
  if (!Array.isArray(declared) || !Array.isArray(there)) return undefined;
  const [gained, lost] = [onlyIn(there, declared), onlyIn(declared, there)];
  const parts = [
    ...(gained.length === 0 ? [] : [`${list(gained)} besides`]),
    ...(lost.length === 0 ? [] : [`no ${list(lost, "or")}`]),
  ];
  return parts.length === 0 ? undefined : `${live} ${parts.join(" and ")}`;
}

/** Items of a list that another does not have. */
function onlyIn(items: readonly Json[], others: readonly Json[]): Json[] {
  const known = new Set(others.map((item) => JSON.stringify(item)));
  return items.filter((item) => !known.has(JSON.stringify(item)));
}

/** What the platform answered to the read, in its own words. */
function answer(args: AnswerArgs | undefined): string {
  if (args === undefined) return "";
  const { call, errcode, errmsg, rid, code, message, status, requestId } = args;
  if (has(code))
    return ` (${callName(asText(call))} answered HTTP ${text(status, "unknown")} ${text(code)}: ${answerText(message, "no text")}, Request-ID ${text(requestId, "none")})`;
  const mark = has(rid) ? `, rid ${text(rid)}` : "";
  return ` (${callName(asText(call))} answered errcode ${text(errcode, "unknown")}: ${answerText(errmsg, "no text")}${mark})`;
}

function moved(args: ArgsInContext<ArgsOf<"moves-only-later">>, way: string): string {
  const { timezone } = args;
  return `${field(args)} may only become ${way}: ${live} ${instant(args.live, timezone)}, the file says ${instant(args.declared, timezone)}`;
}

/** How the live value is kept: by writing it, or, where no document may hold it, by saying nothing of the field. */
function keeping(args: { readonly unwritable?: boolean | undefined }, writing: string): string {
  return args.unwritable === true ? "take the key out, since no document can hold the live value," : writing;
}
