import type { brandProblems } from "../../../model/problems/fields.ts";
import { text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field } from "./phrases.ts";

/** What is particular to documents of WeChat Pay brands. */
export const brand = {
  title: "Cards of WeChat Pay brands",
  when: "Found offline and while planning, in documents of accounts with `platform: wechatpay`.",
  words: {
    "hex-colour-malformed": {
      about: "A colour of WeChat Pay is a hex value, in quotes: without them YAML reads a comment.",
      message: (args) => `${field(args)} is no colour as #RRGGBB: ${text(args.written, text(args.value))}`,
      hint: () => 'write six hex digits behind #, in quotes, such as "#1A7F37"',
    },
    "card-type-not-sold": {
      about:
        "WeChat Pay answers other types of card than NORMAL with an error today (official documentation, read 2026-11). A document may say them; creating one is likely to be refused.",
      message: (args) => `${text(args.type)} is not on sale today: only NORMAL is taken`,
      hint: () => "write `card_type: NORMAL`, or wait until WeChat Pay opens this type",
    },
    "code-needs-jump": {
      about: "A code that opens a mini program needs to know which: `code_jump_information`.",
      message: () => "JUMP_MINI_PROGRAM needs code_jump_information",
      hint: () => "add `code_jump_information: { jump_appid: …, jump_path: … }`",
    },
    "level-needs-first": {
      about: "A card that shows the level of a member needs the level that a new member has: `init_level`.",
      message: () => "need_display_level: true needs init_level",
      hint: () =>
        "add `init_level:`, at most 10 characters; where the file says one and drift is kept, let the file win with --allow drift",
    },
    "validity-member-missing": {
      about: "Each type of validity has members it needs: a range its two ends, a term its days.",
      message: (args) => `${text(args.type)} needs ${text(args.key)}`,
      hint: (args) => `add \`${text(args.key)}:\` to valid_date_information`,
    },
    "address-not-public": {
      about:
        "WeChat Pay calls the address for notifications from outside, so its host has to be public: no localhost, no private network, no name without a dot.",
      message: (args) => `notify_url names ${text(args.host)}, which cannot be reached from outside`,
      hint: () => "write the public https address that takes the notifications",
    },
    "picture-not-uploaded": {
      about:
        "WeChat Pay takes only pictures that its own upload call gave an address. The published samples have addresses on qpic.cn; another host is likely to be refused.",
      message: (args) =>
        `card_picture_url is on ${text(args.host)}; WeChat Pay takes addresses that its upload call gave, such as https://wxpaylogo.qpic.cn/…`,
      hint: () => "upload the picture by WeChat Pay's call, and write the address that it answers",
    },
    "jump-incomplete": {
      about: "An entry that opens a page of a mini program needs both: which mini program, and which page.",
      message: (args) => `${text(args.member)} is missing: an entry needs jump_appid and jump_path`,
      hint: (args) =>
        `add \`${text(args.member).split(".").at(-1) ?? "it"}:\`; where the file says it, take it out of \`ignore:\`, or let the file win over drift with --allow drift`,
    },
    "emptying-undocumented": {
      about:
        "A document asks for an empty list where something is live. Nothing documents whether WeChat Pay takes away what was there; what it makes of the request is read back and told.",
      message: (args) => `nothing documents whether an empty list empties ${field(args)}`,
      hint: () => "if it comes to nothing, empty it in the console, or take the field out of the document",
    },
    "character-of-four-bytes": {
      about:
        "WeChat Pay takes characters of one to three bytes of UTF-8 only (official basic rules): no emoji, and no rare Chinese characters beyond U+FFFF.",
      message: (args) =>
        `${field(args)} holds ${text(args.character)}, which has four bytes in UTF-8, and WeChat Pay takes at most three`,
      hint: () => "take the character out",
    },
    "change-disputed": {
      about:
        "Sources differ on whether this field of an existing card can be changed: the older documentation says so, the samples of the newer one leave it out. It is sent in a request of its own, so that a refusal holds nothing else back.",
      message: (args) => `sources differ on whether ${field(args)} can be changed; it is sent by itself`,
      hint: () => "if it is refused, take the change back: the other changes are carried out all the same",
    },
    "validity-type-changes": {
      about:
        "Nothing documents whether the type of a validity may change. Related calls of WeChat Pay take an extension of the same type only.",
      message: (args) => `the validity changes its type from ${text(args.from)}, which nothing says is possible`,
      hint: () => "expect a refusal; a card of another type may have to be a new one",
    },
    "number-is-ours": {
      about:
        "`out_request_no` is made by wxcards, from the account, the address and the content of a document: by it a card is found again whose answer was lost.",
      message: () => "out_request_no is made by wxcards and not declared",
      hint: () => "take it out; the state keeps what belongs together",
    },
    "brand-in-project": {
      about: "Which brand a card belongs to is said once, by its account in the project file.",
      message: () => "brand_id stands in the project file, at the account",
      hint: () => "take it out here, and write `account:` with the account of the brand",
    },
    "card-id-in-spec": {
      about: "The id of an existing card stands beside `spec`, as `id:`.",
      message: () => "card_id does not stand in spec",
      hint: () => "write it as `id:` beside `name:`, or leave it out for a new card",
    },
    "platforms-own-in-spec": {
      about: "The field is the platform's own: answers show it, and nobody sets it.",
      message: (args) => `${text(args.key)} is the platform's own and is not declared`,
      hint: () => "take it out",
    },
    "state-in-spec": {
      about: "The state of a card is the platform's own. A card is taken off with `state: absent` beside `name:`.",
      message: () => "state does not stand in spec",
      hint: () => "take it out; to invalidate the card write `state: absent` and a `reason:` beside `name:`",
    },
  } satisfies WordsOf<keyof typeof brandProblems>,
} satisfies Theme;
