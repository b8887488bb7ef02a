import type { wordingProblems } from "../../../model/problems/wording.ts";
import { grouped } from "../amounts.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, shown } from "./phrases.ts";

const keep = "to keep the words, write `allow: [{ what: wording, because: … }]` into the document";

/** Words that reviews refuse, or that members should not read. */
export const wording = {
  title: "Words that members read",
  when: "Found offline, by `validate` and before a plan. Warnings: nobody but the review decides.",
  words: {
    "wording-superlative": {
      about:
        "A text holds a superlative of the kind that article 9 (3) of the Advertising Law forbids: 国家级, 最高级, 最佳, and what its supervision put beside them. Names of your own that hold such a word, and the exceptions of the guide on enforcement, are for you to judge.",
      message: (args) =>
        `${field(args)} says ${shown(args.found)}, a superlative of the kind that the Advertising Law forbids`,
      hint: () => `say what members get instead\n${keep}`,
    },
    "wording-test": {
      about:
        "The title of a card looks like a trial. Coupons of WeChat Pay were refused for 测试 in their names, by reports; of member cards no source says it, but members would read it.",
      message: (args) => `${field(args)} says ${shown(args.found)}, which looks like a trial`,
      hint: () => `write the name that members are to see\n${keep}`,
    },
    "wording-placeholder": {
      about:
        "A text holds what stands in the place of words that are still missing. Members would read it as it stands.",
      message: (args) => `${field(args)} says ${shown(args.found)}, which looks like a placeholder`,
      hint: () => `write what belongs there\n${keep}`,
    },
    "wording-contact": {
      about:
        "The title of a card holds a telephone number or an address of a page. A card has fields of its own for these, which members can tap. That a review refuses it no source says.",
      message: (args) => `${field(args)} holds ${shown(args.found)}, which nobody can tap in a title`,
      hint: () =>
        `put a number into the field for the service phone, and an address into the link of an entry\n${keep}`,
    },
    "wording-platform-mark": {
      about:
        "The title of a card holds a mark of Tencent. The naming rules of verified Official Accounts forbid names that are not Tencent's and hold 微信 or 腾讯, and coupons were refused for it by reports; of member cards no source says it.",
      message: (args) => `${field(args)} holds ${shown(args.found)}, a mark of Tencent`,
      hint: () => `take it out; where something is used is no part of its name\n${keep}`,
    },
    "wording-date-over": {
      about:
        "A text promises something up to a date that is over. Only `validate` says so: no clock enters a plan. The validity of a card is in `date_info` and judged by itself.",
      message: (args) => `${field(args)} says ${shown(args.found)}, which is over`,
      hint: () => `write the new date, or take the sentence out\n${keep}`,
    },
    "wording-house": {
      about: "A text holds a word of the file that `words:` in the project file names.",
      message: (args) =>
        `${field(args)} says ${shown(args.found)}, a word of ${text(args.file)}${has(args.because) ? `: ${text(args.because)}` : ""}`,
      hint: (args) => `say it in other words, or take the word out of ${text(args.file)}\n${keep}`,
    },
    "words-file-missing": {
      about:
        "The file that `words:` in the project file names is not there. Paths count from the folder of the project file.",
      message: (args) => `${text(args.file)} is not there`,
      hint: () => "check the path, or take `words:` out",
    },
    "words-file-unusable": {
      about:
        "The file that `words:` names has one word a line. It has too many of them, or a line too long to be a word.",
      message: (args) =>
        `${text(args.file)} has more than ${grouped(number(args.limit))} words, or one of more than ${number(args.longest)} characters`,
      hint: () => "write one word a line, and behind ` # ` why",
    },
  } satisfies WordsOf<keyof typeof wordingProblems>,
} as const satisfies Theme;
