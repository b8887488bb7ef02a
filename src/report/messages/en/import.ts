import type { importProblems } from "../../../model/problems/import.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, fileReason, list, objectNames } from "./phrases.ts";

const form = "write KIND/NAME=ID or ACCOUNT/KIND/NAME=ID, with the name the document shall have";

/** What keeps a live resource from becoming a document. */
export const importing = {
  title: "Importing",
  when: "Said by `import`.",
  words: {
    "import-unclear": {
      about:
        "`import` is told what to import by `ADDRESS=ID`, or to find everything by `--all`; one of the two, and never by `--target`.",
      message: (args) => unclear[text(args.reason)] ?? "nothing says what to import",
      hint: () => `${form}; or give --all, with --account for some accounts only`,
    },
    "member-unknown": {
      about:
        "A live member that this version of wxcards does not know. A document cannot hold it; it stays as it is, and goes along unchanged where what it stands in is sent whole.",
      message: (args) => `${field(args)}: live, and not known to wxcards; it stays as it is`,
      hint: () => "nothing is to be done; look for a newer wxcards to declare it",
    },
    "import-argument": {
      about:
        "What is to be imported is written as the address it shall have, an equals sign and its id. The part that the message names is wrong.",
      message: (args) => `${text(args.argument)} ${mistake(args)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `did you mean ${text(args.nearest)}?`
          : args.reason === "account"
            ? `name one of the project's accounts: ${list(args.known ?? [], "or")}`
            : args.reason === "unread"
              ? "see docs/test-whitelist.md"
              : form,
    },
    "address-taken": {
      about:
        "A document has this address already, or the state has another id for it. Nothing is written over; import under another name.",
      message: (args) => `${text(args.address)} is taken`,
      hint: (args) => `import ${text(args.id)} under another name`,
    },
    "listing-incomplete": {
      about:
        "The pages of a listing do not add up to the number the platform gives. Something changed while they were read, or an answer was cut; a listing is never taken for complete on a guess.",
      message: (args) =>
        `the listing of ${text(args.account)} is not complete: ${grouped(number(args.listed))} of ${grouped(number(args.total))} ids were found`,
      hint: () => "run it again; if it stays so, import by ADDRESS=ID",
    },
    "listing-endless": {
      about:
        "The platform says that an account has more resources than any can have, and its pages would never end. Nothing is read, and nothing is taken for known.",
      message: (args) =>
        `the listing of ${text(args.account)} claims ${grouped(number(args.total))} entries; at most ${grouped(number(args.most))} are read`,
      hint: () => "look at the relay or proxy on the way, if there is one; else run it again, or import by ADDRESS=ID",
    },
    "listing-long": {
      about: "A listing would take more calls than reading what is wanted, so each is read by itself. Nobody is told.",
      message: (args) => `the listing of ${text(args.account)} has ${number(args.total)} entries`,
      hint: () => "nothing is to be done",
    },
    "import-objects-gone": {
      about:
        "Objects that are to be imported together, such as rules, are not all there: one id is unknown to the platform, or the object is over and not shown any more. Nothing is written, since a document without them would say less than was asked for.",
      message: (args) => `not there to be imported: ${objectNames(args.ids, args.words)}`,
      hint: () => "correct the ids, or leave these out",
    },
    "import-objects-differ": {
      about:
        "Several objects, such as rules, were to become one document, and their terms are not the same. One document has one set of terms; only its items (of rules, merchant ids) are spread over its objects.",
      message: (args) =>
        `${objectNames(args.ids, args.words)} differ in more than their ${args.words.item[1]}, so they cannot be one document`,
      hint: (args) => {
        const [first = "ID"] = texts(args.ids);
        return `import those that are alike together, the others under names of their own: ${text(args.address)}=${first}`;
      },
    },
    "cards-pattern-unclear": {
      about:
        "The first pattern of `cards:` does not say where a new document goes. It has to end in a part with one `*`, such as `cards/**/*.{yaml,yml}`.",
      message: (args) => `\`cards: ${text(args.pattern)}\` does not say where a new document goes`,
      hint: () => "put a pattern such as cards/**/*.{yaml,yml} first in wxcards.yaml",
    },
    "document-not-written": {
      about:
        "A document could not be written. An import ends there; a pull goes on with the other files. What was written is complete, and running the command again goes on.",
      message: (args) => `${text(args.file)} could not be written (${fileReason(args)})`,
      hint: () => "make the file and its folder writable (or free disk space), then run the command again",
    },
    "import-not-valid": {
      about:
        "No valid document could be made of a live resource, whatever was left out. This is a case nobody thought of; please report it.",
      message: (args) => `no valid document could be made of ${text(args.id)} (${text(args.reason)})`,
      hint: () => "please report it with this text; a document with `id:` and a few fields can be written by hand",
    },
    "value-not-kept": {
      about: "A live value would not be read back from YAML as what it is, so the field was left out of the document.",
      message: (args) => `${field(args)} would not be read back as it is live`,
      hint: () => "please report it: every value that the schema takes can be written",
    },
  } satisfies WordsOf<keyof typeof importProblems>,
} satisfies Theme;

const unclear: Readonly<Record<string, string>> = {
  target: "--target chooses among documents, and an import makes them",
  both: "--all finds everything, and addresses are given as well",
  neither: "nothing says what to import",
};

function mistake(args: ArgsOf<"import-argument">): string {
  switch (args.reason) {
    case "kind":
      return "names a kind that is not known";
    case "account":
      return typeof args.account === "string"
        ? "names an account that has no such resources"
        : "does not say which account is meant";
    case "name":
      return "has a name that is not made of letters, digits, - and _ alone, at most 64";
    case "id":
      return "has an id of a form that no id has";
    case "twice":
      return "has an address or an id that was given before";
    case "unread":
      return "names what no call of the platform shows: write its document by hand";
    default:
      return "is not an address, an equals sign and an id";
  }
}
