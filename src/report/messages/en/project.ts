import type { patternProblems, projectProblems } from "../../../model/problems/project.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { patternWords } from "./patterns.ts";
import { a, count, idNames, list, suggestion } from "./phrases.ts";

/** Project file, documents as a whole, accounts, names and ids. */
export const project = {
  title: "Project and names",
  when: "Found offline, when the project file, the documents and what is remembered are laid beside each other.",
  words: {
    ...patternWords,
    "project-missing": {
      about:
        "There is no `wxcards.yaml` in the working directory or any folder above it, or the file given with `--project` cannot be read.",
      message: (args) => `${text(args.file)} was not found from ${text(args.folder)} upwards`,
      hint: () =>
        "go to the folder of the project, or name its file with --project; `wxcards init` begins a new one here",
    },
    "project-second-document": {
      about:
        "A line `---` in the project file begins a second document, and a project file is one. Nobody would read what stands below it.",
      message: () => "the project file is one document, and a second one begins here",
      hint: () =>
        "remove the line --- above it, and join the two; documents of cards and rules stand in files of their own",
    },
    "editor-schema-outdated": {
      about:
        "The schema for editors beside the project file, `wxcards.schema.json`, was written by an older wxcards. Editors offer and flag what that one knew; wxcards itself never reads it. `wxcards schema` writes it anew.",
      message: (args) =>
        args.version === args.own
          ? `the schema for editors was written by another build of wxcards ${text(args.own)}`
          : `the schema for editors was written by wxcards ${text(args.version)}, which is older than this one, ${text(args.own)}`,
      hint: () => "run `wxcards schema` and commit the file",
    },
    "timezone-unknown": {
      about: "The project file names a time zone that is not in the IANA list. Leave the key out for Asia/Shanghai.",
      message: (args) => `${text(args.timezone)} is not the name of a time zone`,
      hint: () => "write an IANA name such as Asia/Shanghai",
    },
    "account-reserved": {
      about: "The name `sandbox` always means the embedded platform, so no account of the project file can have it.",
      message: (args) => `the account name ${text(args.name)} is taken by the embedded platform`,
      hint: () => "give the account another name; documents can use `account: sandbox` without declaring it",
    },
    "accounts-too-many": {
      about:
        "A project or a document names more accounts than wxcards works on at once. Every account of a document has a resource of its own, so a short file could ask for any amount of work. Split the project, or the document.",
      message: (args) =>
        `${count(number(args.count), "account")} are named here, and at most ${grouped(number(args.limit))} can be`,
      hint: () => "split the project, or the document, into several",
    },
    "account-twice": {
      about:
        "Two accounts of the project file are one account of the platform, so two names would manage the same cards and rules. Keep one.",
      message: (args) => `${text(args.name)} is the same account as ${text(args.twin)}: ${text(args.identity)}`,
      hint: (args) => `keep one of the two, or correct the id of ${text(args.name)}`,
    },
    "default-twice": {
      about:
        "Two accounts of one platform are both marked as default. Documents that name no account can mean only one.",
      message: (args) => `${text(args.name)} and ${text(args.other)} are both default for ${text(args.platform)}`,
      hint: () => "leave `default: true` at one of them",
    },
    "document-not-object": {
      about: "A document is a text, a number or a list. A document begins with `kind:`, `name:` and `spec:`.",
      message: () => "a document must be a mapping with kind, name and spec",
      hint: (args) =>
        `begin it with \`kind:\`, one of ${list(args.kinds, "or")}; a line --- separates the documents of one file`,
    },
    "kind-missing": {
      about: "A document does not say what it describes. Add `kind:`.",
      message: () => "kind is missing",
      hint: (args) =>
        `add \`kind:\` with ${list(args.kinds, "or")}; files that are no documents belong outside of \`cards:\``,
    },
    "kind-unknown": {
      about: "A document is of a kind that this version does not know, or `explain` was asked for one.",
      message: (args) => `the kind ${has(args.kind) ? text(args.kind) : "here"} is not known`,
      hint: (args) => suggestion(args.nearest, args.kinds),
    },
    "name-not-nfc": {
      about:
        "A name is written with separate accents, so that it looks like another name without being it. Write it in the composed form (Unicode NFC).",
      message: (args) => `the name ${text(args.name)} is not in the composed Unicode form (NFC)`,
      hint: (args) => `type it anew, or paste this: ${text(args.name).normalize("NFC")}`,
    },
    "account-needed": {
      about:
        "A document names no account, and the project file has none or several that could be meant. Name one in the document, or mark one as default.",
      message: (args) => `it is not clear which account this ${text(args.kind)} belongs to`,
      hint: (args) => {
        const real = realAccounts(args);
        return real.length === 0
          ? withoutAccount(args)
          : `add \`account:\` with ${list(real, "or")}, or mark one account as \`default: true\` in wxcards.yaml`;
      },
    },
    "account-and-accounts": {
      about: "A document names one account and several at once. Keep `account:` for one, `accounts:` for several.",
      message: () => "account and accounts stand in one document",
      hint: () => "keep one of them: `account:` for one account, `accounts:` for several",
    },
    "ignore-unknown": {
      about: "A pointer below `ignore:` names no field, so nothing would be ignored.",
      message: (args) => `${text(args.pointer)} names no field`,
      hint: (args) =>
        `did you mean ${text(args.nearest, "another one")}? pointers begin below spec, such as /base_info/notice`,
    },
    "account-unknown": {
      about: "A document names an account that is not in the project file.",
      message: (args) => `there is no account ${text(args.account)} in the project file`,
      hint: (args) =>
        realAccounts(args).length === 0 ? withoutAccount(args) : suggestion(args.nearest, args.accounts),
    },
    "account-of-other-platform": {
      about: "A document names an account of a platform that does not have resources of its kind.",
      message: (args) =>
        `${text(args.account)} is an account of ${text(args.platform)}, which has no ${text(args.kind)}`,
      hint: (args) =>
        realAccounts(args).length === 0 ? withoutAccount(args) : `use ${list(realAccounts(args), "or")}`,
    },
    "duplicate-name": {
      about:
        "Two documents of one account and kind have the same name. A name stands for one resource; rename one of them.",
      message: (args) => `the name ${text(args.name)} is taken by ${text(args.file)}:${number(args.line)}`,
      hint: (args) =>
        `rename one of the two: names are unique for each account and kind (here ${text(args.account)} and ${text(args.kind)})`,
    },
    "duplicate-id": {
      about:
        "Two documents of one account have the same id, so they would manage one resource against each other. Keep one of them.",
      message: (args) =>
        `the id ${text(args.id)} is the one of ${text(args.other)} (${text(args.file)}:${number(args.line)})`,
      hint: () => "remove one of the two documents, or correct its id",
    },
    "item-declared-twice": {
      about:
        "Two documents declare one item, such as a merchant id, in one account or in two. The platform lets one object have it, such as a rule, whatever the account, so the second could never be added; and a test account must not take what a real shop uses. The reserved account `sandbox` reaches nobody and is left out.",
      message: (args) =>
        `${args.words.item[0]} ${text(args.item)} is declared by ${text(args.other)} already (${text(args.file)}:${number(args.line)})`,
      hint: ({ words: { object, item } }) =>
        `keep it in one of the two: ${a(item[0])} can be in one ${object[0]} only, whatever the account;\nin a document of several accounts give each its own list, in its overlay`,
    },
    "reference-unknown": {
      about:
        "A field names another document by its address, and there is no document of that address. Correct the address, write that document, or write the id of what exists on the platform.",
      message: (args) => `there is no document ${text(args.reference)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `did you mean ${text(args.nearest)}?`
          : `write a document of that address, or the id of ${aKind(args.reference)} that exists in this account`,
    },
    "reference-of-other-account": {
      about:
        "A field names a document of another account. The platform knows ids only within the account that made them, and a rule can give no card of another account (72002).",
      message: (args) =>
        `${text(args.reference)} belongs to another account, and this document to ${text(args.account)}`,
      hint: (args) => {
        const [account = "", kind = "KIND", name = "NAME"] = text(args.reference).split("/");
        return `name one of ${text(args.account)}, such as ${kind}/${name}, or move this document to ${account}`;
      },
    },
    "reference-of-other-kind": {
      about: "A field names a document of another kind than it can take, such as a rule where a card belongs.",
      message: (args) => `${text(args.reference)} is no ${text(args.kind)}`,
      hint: (args) => `write the address of a document such as ${text(args.kind)}/gold, or an id`,
    },
    "reference-to-absent": {
      about:
        "A field names a document with `state: absent`: what it stands for is to be deleted, so nothing can refer to it.",
      message: (args) => `${text(args.reference)} is to be deleted (\`state: absent\`)`,
      hint: (args) => `name another one, delete this one too, or take \`state: absent\` out of ${text(args.reference)}`,
    },
    "selects-nothing": {
      about: "A pattern of `--account` or `--target` fits no account or no document. Nothing was done.",
      message: (args) => `${text(args.flag)} ${text(args.pattern)} fits nothing`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `did you mean ${text(args.nearest)}?`
          : "check the spelling; * stands for any part of a name",
    },
    "id-differs-from-state": {
      about:
        "A document gives another id than is remembered for its name. One of them is wrong, and a write would reach the wrong resource.",
      message: (args) => `the id ${text(args.id)} is not the one remembered, ${text(args.known)}`,
      hint: (args) => `write \`id: ${text(args.known)}\`; for another resource give the document another name`,
    },
    "id-behind-two": {
      about:
        "Two documents of one account mean the same resource, such as a card: one by its `id:`, the other by its `id:` or by the state. Each apply would undo the other's changes.",
      message: (args) => `${idNames(args.id, "this id", args.words)} is managed by ${text(args.other)} already`,
      hint: (args) =>
        `keep one of ${text(args.other)} and ${text(args.address)}; an id that no file shows stands in the state`,
    },
    "target-ambiguous": {
      about:
        "A target without its account fits resources of several accounts. Write the whole address, or `*/` for all of them.",
      message: (args) => `--target ${text(args.pattern)} could mean ${list(args.addresses, "or")}`,
      hint: (args) => `write the whole address, or */${text(args.pattern)} for all of them`,
    },
    "delete-protected": {
      about:
        "A document asks for a deletion and is protected against it. Take `protect: true` out in a change of its own first.",
      message: (args) => `${text(args.address)} is protected and cannot be deleted`,
      hint: () => "take `protect: true` out first, in a change of its own",
    },
    "delete-impossible": {
      about: "A document asks for a deletion, and the platform has no call that deletes resources of this kind.",
      message: (args) => `resources of kind ${text(args.kind)} cannot be deleted by a call`,
      hint: () => "remove the document, and take the resource down in the console",
    },
    "delete-of-nothing": {
      about:
        "A document asks for the deletion of something that has no id: neither in the document nor in the state. Nothing is deleted.",
      message: (args) => `nothing is known of ${text(args.address)}, so nothing is deleted`,
      hint: () => "write its `id:` when it is still on the platform; otherwise remove the document",
    },
    "id-needed": {
      about:
        "A document has no `id:`, the state knows none for it, and resources of this kind cannot be made by a call: they have to be there already.",
      message: (args) => `${text(args.address)} has no id`,
      hint: () => "add `id:` with the id that the platform gave it",
    },
  } satisfies WordsOf<keyof typeof projectProblems | keyof typeof patternProblems>,
} satisfies Theme;

/** `a MemberCard`, of the kind an address names. */
function aKind(address: string): string {
  return a(text(address).split("/")[1] ?? "resource");
}

type AccountChoice = ArgsOf<"account-needed">;

/** The accounts of the project file that fit, without the built-in one. */
function realAccounts({ accounts }: AccountChoice): string[] {
  return texts(accounts).filter((name) => name !== "sandbox");
}

/** What to do where the project has no account for a kind: declare one, or try it on the embedded platform. */
function withoutAccount({ needed: platform }: AccountChoice): string {
  const keys = platform === "wechatpay" ? "role, mchid and brand_id" : "appid";
  const declare =
    platform === ""
      ? "declare the account in wxcards.yaml"
      : `declare an account with \`platform: ${text(platform)}\`, ${keys} in wxcards.yaml`;
  return `${declare}; to try it without one write \`account: sandbox\``;
}
