import type { KindWords } from "../../../model/kind-words.ts";
import type { shapeProblems } from "../../../model/problems/shape.ts";
import { grouped } from "../amounts.ts";
import { credentialName, escaped, has, number, text } from "../args.ts";
import { environmentWord, ownedBy, secretWord } from "../credential-key.ts";
import { isConsentIds, isMerchantIds } from "../known-fields.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, field, shown, suggestion } from "./phrases.ts";
import { bound, form, itemBound, typeHint, typeName, types } from "./types.ts";

/** Values that the schema does not take. */
export const shape = {
  title: "Shape of a document",
  when: "Found offline, one value at a time, in documents and in the project file.",
  words: {
    "unknown-key": {
      about: "A key that is not known at this place. It may be misspelt, or belong to another level.",
      message: (args) => `${text(args.key)} is not known here`,
      hint: (args) => {
        if (args.isBeside === true) return "it stands beside `spec:`, not below it: take its indentation back";
        const places = has(args.elsewhere) ? [`it belongs at ${text(args.elsewhere)}`] : [];
        const words = has(args.nearest) ? [`did you mean ${text(args.nearest)}?`] : [];
        return [...places, ...words].join("; or ") || "remove it; the field reference lists every key";
      },
    },
    "id-misnamed": {
      about:
        "The platform's name for the id of what exists stands in a document. There it is called `id:` and stands beside `name:`; a document of a new resource has none.",
      message: (args) =>
        `${text(args.key)} is called \`id\` in a document${args.inSpec === true ? ", and stands beside `name:` instead of in spec" : ""}`,
      hint: (args) =>
        has(args.id)
          ? `write it as \`id: ${JSON.stringify(text(args.id))}\` beside \`name:\`; for a new one take it out`
          : "write it as `id:` beside `name:`; for a new one take it out",
    },
    "request-pasted": {
      about:
        "A key stands around the fields that has its place in requests and answers of the platform and none in a document. What is in it stands directly below `spec:`, and an id as `id:` beside `name:`.",
      message: (args) => `${text(args.key)} stands around the fields in requests of the platform, not in a document`,
      hint: (args) => {
        const first = has(args.kind) ? `begin with \`kind: ${text(args.kind)}\` and a \`name:\`, and put` : "put";
        const id = has(args.idName) ? `; write its ${text(args.idName)} as \`id:\` beside \`name:\`` : "";
        return `${first} what is in ${text(args.path)} directly below \`spec:\`${id}`;
      },
    },
    "blank-clears": {
      about:
        "A key stands there with nothing behind it. YAML reads null, and null is an order: it clears the field on the platform.",
      message: (args) => `${field(args)} has no value, which clears it on the platform`,
      hint: () => 'write "" if that is meant; otherwise write the value, or take the key out',
    },
    "secret-in-file": {
      about:
        "A credential stands in a file of the repository, where every reader and every pull request sees it. Credentials are read from the environment only.",
      message: (args) => `${text(args.key)} is a credential, and credentials never stand in files`,
      hint: (args) => {
        const word = secretWord(text(args.key));
        const place = word === undefined ? "" : ` as ${credentialName(ownedBy(args, word), word)}`;
        return `take it out, put it into the environment${place} (see docs/credentials.md), and replace the secret in the console if it was ever pushed`;
      },
    },
    "from-environment": {
      about:
        "A part of a credential stands in the project file. None of it is read from files: serial numbers, keys and the paths of key files come from the environment.",
      message: (args) => `${text(args.key)} is read from the environment, not from this file`,
      hint: (args) =>
        `take it out, and set ${credentialName(args, environmentWord(text(args.key)))}; docs/credentials.md lists all of them`,
    },
    "missing-key": {
      about: "A key that has to be there is missing. Add it.",
      message: (args) => `${text(args.key)} is missing${field(args) === "this" ? "" : ` in ${field(args)}`}`,
      hint: (args) => `add \`${text(args.key)}:\`${field(args) === "this" ? "" : ` below ${field(args)}`}`,
    },
    "unknown-value": {
      about: "The field takes one of a few values, and this is none of them.",
      message: (args) => `${field(args)} is ${shown(args.value)}, which is none of its values`,
      hint: (args) => suggestion(args.nearest, args.allowed),
    },
    "wrong-type": {
      about:
        "The value is of another type than the field: a text where a number belongs, a single value where a list belongs, and the like.",
      message: (args) => `${field(args)} must be ${types(args.expected)}, not ${typeName(args.found)}`,
      hint: typeHint,
    },
    "number-not-text": {
      about:
        "An id or another text of digits stands without quotes, so YAML reads a number. Put it in quotes; leading zeros and long ids stay whole only so.",
      message: (args) => `${field(args)} must be text: write ${JSON.stringify(text(args.written))} in quotes`,
      hint: () => "without quotes YAML reads a number, and leading zeros and long ids do not stay whole",
    },
    "number-not-plain": {
      about:
        "A number is written in a way that people, and other readers of YAML, take for another value: `0100` (64 to YAML 1.1), `0x64`, `0o17`, `1e2`, `+5`, `5.`, `1.0`. Write it in plain digits. What is meant as a text, such as an id, goes in quotes.",
      message: (args) => `${field(args)} is written as ${text(args.written)}, which not everybody reads alike`,
      hint: (args) =>
        has(args.quoted)
          ? `for an id put it in quotes: ${text(args.quoted)}; for a number write plain digits: ${text(args.plain)}`
          : `write it in plain digits: ${text(args.plain)}`,
    },
    "value-is-comment": {
      about:
        "A colour like #63b359 stands without quotes. In YAML a # after a space begins a comment, so the field is empty. Put the value in quotes.",
      message: (args) => `${field(args)} is empty: YAML reads ${text(args.comment)} as a comment`,
      hint: (args) => `put it in quotes: ${JSON.stringify(text(args.comment))}`,
    },
    "null-not-possible": {
      about:
        "The field is empty or null, which means that it is to be cleared, and that cannot be done. Give it a value, or leave the key out.",
      message: (args) => `${field(args)} is empty and cannot be cleared: it must be ${types(args.expected)}`,
      hint: () => "give it a value, or leave the key out: what is absent is not managed",
    },
    "text-too-long": {
      about:
        "A text has more bytes of UTF-8 than the platform takes; a Chinese character is three bytes, an emoji four or more. Shorten it.",
      message: (args) => {
        const limit = number(args.limit);
        const room = `${grouped(limit)} (${count(Math.floor(limit / 3), "Chinese character")})`;
        return `${field(args)} is too long: ${count(number(args.bytes), "byte")} of UTF-8, at most ${room}`;
      },
      hint: (args) => `shorten it by ${count(Math.max(1, number(args.bytes) - number(args.limit)), "byte")}`,
    },
    "address-long": {
      about:
        "An address is longer than the documented limit. Longer ones are known to work in places, so this is a warning; when the platform refuses the call with 45021, this is the first thing to shorten.",
      message: (args) =>
        `${field(args)} has ${count(number(args.bytes), "byte")}; at most ${grouped(number(args.limit))} are documented`,
      hint: () => "use a shorter address if the platform refuses it (45021)",
    },
    "text-long": {
      about:
        "A text has more bytes of UTF-8 than one source allows, and another source or a recorded card has longer ones: names of entrances (15 bytes while creating, 16 in an update), the cover text (24 bytes; the official sample has 57). When the platform refuses the call with 45021, this is the first thing to shorten.",
      message: (args) =>
        `${field(args)} has ${count(number(args.bytes), "byte")} of UTF-8; sources differ on whether more than ${grouped(number(args.limit))} are taken`,
      hint: (args) =>
        `shorten it by ${count(Math.max(1, number(args.bytes) - number(args.limit)), "byte")} to be safe; the platform may refuse it with 45021`,
    },
    "character-hidden": {
      about:
        "A text holds a character that nobody sees: a control character, a mark that turns the direction of the text, or one without width. It is sent with the text, so that a review shows something else than users get; such characters often come along when a text is copied. Weixin refuses the escapes by which JSON has to write most control characters (47002).",
      message: (args) => {
        const layout = layoutWords[text(args.codePoint)];
        const place = `as character ${number(args.position)}`;
        return layout === undefined
          ? `${field(args)} holds an invisible character, ${text(args.codePoint)}, ${place}`
          : `${field(args)} takes one line and holds ${layout}, ${place}`;
      },
      hint: (args) =>
        text(args.codePoint) in layoutWords
          ? "write the text on one line, without tabs"
          : `take it out; an editor finds it as ${escaped(text(args.codePoint))}`,
    },
    "text-empty": {
      about: "A text that must say something is empty. Give it a value, or leave the key out.",
      message: (args) => `${field(args)} must not be empty`,
      hint: () => "give it a value, or leave the key out",
    },
    "object-empty": {
      about:
        "An object has no members, so it says nothing: it would be neither compared nor sent, and clears nothing. Give it members, or leave the key out.",
      message: (args) => `${field(args)} is empty, which says nothing and clears nothing`,
      hint: () => "give it members, or leave the key out: what is absent is not managed",
    },
    "text-too-many-characters": {
      about: "A text has more characters than the field takes. Shorten it.",
      message: (args) =>
        `${field(args)} is too long: ${count(number(args.characters), "character")}, at most ${grouped(number(args.limit))}`,
      hint: (args) => `shorten it by ${count(Math.max(1, number(args.characters) - number(args.limit)), "character")}`,
    },
    "number-out-of-range": {
      about: "A number is smaller or larger than the field takes.",
      message: (args) => `${field(args)} is ${shown(args.value)}; it must be ${bound(args)}`,
      hint: (args) => `write a number that is ${bound(args)}`,
    },
    "list-length": {
      about: "A list has too many items, or too few.",
      message: (args) => `${field(args)} has ${count(number(args.count), "item")}; it must have ${itemBound(args)}`,
      hint: (args) => {
        const more = number(args.limit) - number(args.count);
        if (more <= 0) return `take out ${Math.max(1, -more)}`;
        return number(args.count) === 0 ? emptyList(args, more) : `add ${more} more`;
      },
    },
    "duplicate-item": {
      about: "An item stands twice in a list in which each may stand once. Take one of them out.",
      message: (args) => `${field(args)} holds ${shown(args.item)} twice`,
      hint: () => "take one of the two out",
    },
    "value-malformed": {
      about:
        "A value does not have the form the field takes, such as an address with spaces or an id with letters, or it stands beside a value with which it has no place.",
      message: (args) =>
        args.pattern === "false schema"
          ? `${field(args)} has no place beside the other values here`
          : `${field(args)} is ${shown(args.value)}; it must be ${form(args)}`,
      hint: (args) => (args.pattern === "false schema" ? withoutPlace(args) : `write ${form(args)}`),
    },
    "instant-in-milliseconds": {
      about:
        "An instant has 13 digits, so it counts milliseconds. The platform counts seconds and answers 40079 to milliseconds: drop the last three digits, or write a date.",
      message: (args) => `${field(args)} counts milliseconds: ${text(args.written, "the value")} has 13 digits`,
      hint: (args) => {
        const digits = text(args.value).replace(/\D/g, "");
        const seconds =
          digits.length > 3 ? `write ${digits.slice(0, -3)}, the same instant in seconds` : "write seconds";
        return `${seconds}, or a date such as 2026-12-31`;
      },
    },
    "instant-malformed": {
      about:
        "An instant is a date, a date with a time, or whole seconds since 1970, and must exist in the calendar. What has no offset is read in the project's time zone.",
      message: (args) => `${field(args)} is ${text(args.written, shown(args.value))}, which is no instant`,
      hint: (args) =>
        /^\d{10}$/.test(text(args.value))
          ? `take the quotes away: ${text(args.value)} counts seconds since 1970`
          : "write 2026-12-31, 2026-12-31T23:59:59+08:00, or seconds since 1970",
    },
    "colour-malformed": {
      about:
        "A colour is one of the platform's names, such as Color010, or a hex value in quotes. A hex value that has no name can be declared only as long as it is the live one.",
      message: (args) => `${field(args)} is ${text(args.written, shown(args.value))}, which is no colour`,
      hint: () => 'write a name such as Color010, or a hex value in quotes such as "#63b359"',
    },
  } satisfies WordsOf<keyof typeof shapeProblems>,
} satisfies Theme;

interface OfField {
  readonly field?: string | undefined;
}

/** An empty list may be meant as an order to take everything away, which has words of its own. */
function emptyList(args: OfField & { readonly words: KindWords }, least: number): string {
  if (isConsentIds(args))
    return `name the ${args.words.item[1]} that are held elsewhere, or take the whole consent out`;
  return isMerchantIds(args)
    ? "name the merchant ids; to take the rule down write `state: absent` and a `reason:` beside `name:`"
    : `add ${least}, or take the key out`;
}

/** Characters that lay a text out, which everybody knows by other names. */
const layoutWords: Readonly<Record<string, string>> = {
  "U+000A": "a line break",
  "U+000D": "a line break",
  "U+0009": "a tab",
};

/** Which value beside one would have to be another for it to have a place. */
function withoutPlace(args: OfField & { readonly words: KindWords }): string {
  return isConsentIds(args)
    ? `remove it: \`ids\` are the ${args.words.item[1]} of a consent with \`what: occupied\``
    : "remove it, or look at `platform` and `role`";
}
