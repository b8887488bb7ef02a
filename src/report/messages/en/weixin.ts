import type { WeixinArgs } from "../../../model/problems/platform.ts";
import { weixinCode } from "../../../platform/weixin/codes.ts";
import { callName, has, text, withVariables } from "../args.ts";
import type { ArgsInContext, CodeWords, Words } from "../language.ts";
import { a, clause } from "./phrases.ts";
import { raw } from "./platform.ts";
import { weixinCodeWords } from "./weixin-codes/weixin-codes.ts";

/** For every `weixin-<errcode>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const weixin: Words<ArgsInContext<WeixinArgs>> = {
  about:
    "The platform refused a call. The number is its `errcode`; [Codes of Weixin](weixin-codes.md) says what each means here and what to do.",
  message: (args) => {
    const known = wordsOf(args);
    const isBusy = weixinCode(errcodeOf(args)).class === "busy";
    const call = callName(args.call, "a call");
    const account = has(args.account) ? ` for account ${text(args.account)}` : "";
    // Busy is no refusal: a write may have been carried out all the same.
    const outcome = isBusy ? "got no clear answer" : "was refused";
    if (!has(args.item))
      return `${call}${account} ${outcome}: ${clause(withVariables(known.meaning, args))}${raw(args)}`;
    const whose = isBusy ? "from" : "by";
    return `${args.words.item[0]} ${text(args.item)} ${outcome} ${whose} ${call}${account}: ${reason(args)}${raw(args)}`;
  },
  hint: (args) => {
    const first = specific(args) ?? wayOut(args);
    // What is known of 72004 in general is how to find out what the answer has named.
    const general =
      first !== undefined && errcodeOf(args) === 72004 ? undefined : clause(withVariables(wordsOf(args).todo, args));
    return [first, general].filter((line) => line !== undefined).join("\n");
  },
};

/** Why one item was refused: an object that holds it says more than the words of any code. */
function reason(args: ArgsInContext<WeixinArgs>): string {
  const held = holder(args);
  const meaning = clause(withVariables(wordsOf(args).meaning, args));
  if (held === undefined) return meaning;
  return errcodeOf(args) === 72004 ? `it is in ${held}` : `${meaning}; the ${args.words.item[0]} is in ${held}`;
}

/** The object that has the item already, as far as the answer names it. */
function holder(args: ArgsInContext<WeixinArgs>): string | undefined {
  const [object] = args.words.object;
  const named = has(args.occupantId) ? `${object} ${text(args.occupantId)}` : undefined;
  const gives = has(args.occupantGives) ? `, which gives ${text(args.occupantGives)}` : "";
  if (args.own === true) return `${named ?? a(object)} of this account${gives}`;
  if (has(args.occupant)) return `${named ?? a(object)} of AppID ${text(args.occupant)}${gives}`;
  return named;
}

/** What to do about the object that has the item already, when the answer names that object or its account. */
function wayOut(args: ArgsInContext<WeixinArgs>): string | undefined {
  const held = has(args.item) ? holder(args) : undefined;
  if (held === undefined) return undefined;
  const {
    object: [object],
    item: [item],
  } = args.words;
  const named = has(args.occupantId) ? `${object} ${text(args.occupantId)}` : `that ${object}`;
  if (has(args.manager))
    return `${text(args.manager)} of this project has it: take the ${item} out of one of the two documents, and apply again`;
  if (args.own === true && has(args.occupantGives))
    return `the ${item} is held by an older protocol of the platform, of which there is no import: have it taken off where it was set, then apply again`;
  if (args.own === true)
    return `take ${named} over with \`wxcards import\` and keep the ${item} in one document only, or take it out of ${named}`;
  const out = `; else take the ${item} out of this document, or name it in \`allow\` with \`what: occupied\``;
  if (has(args.occupant)) return `let AppID ${text(args.occupant)} take ${named} down, then apply again${out}`;
  return `find out whose ${named} is: another AppID has to take it down, one of this account can be imported${out}`;
}

/** What is known of the code, for the call that was answered with it. */
function wordsOf(args: ArgsInContext<WeixinArgs>): CodeWords {
  return weixinCodeWords(errcodeOf(args), text(args.call, ""));
}

function errcodeOf(args: ArgsInContext<WeixinArgs>): number {
  return Number(args.errcode);
}

/** What this one answer adds to what is known of its code. */
function specific(args: ArgsInContext<WeixinArgs>): string | undefined {
  const address = text(args.address, "");
  if (/[x*]/i.test(address))
    return `the platform shows only a part of the address, ${address}: do not paste it, but look up the full one`;
  if (address !== "") return `the address to add: ${address}`;
  const key = text(args.field, text(args.key, ""));
  return errcodeOf(args) === 47001 && key !== "" ? `the platform's reader stopped at ${key}` : undefined;
}
