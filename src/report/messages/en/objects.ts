import type { KindWords } from "../../../model/kind-words.ts";
import { isUnnamed } from "../../../model/objects.ts";
import { dotted } from "../../../model/pointer.ts";
import type { objectProblems } from "../../../model/problems/objects.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { idLine } from "../amounts.ts";
import { callName, has, isPayCall, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { a, consolePage, count, field, itemNames, list, objectNames } from "./phrases.ts";

/**
 * Resources that stand for several objects of the platform, and ids of other resources in documents. What objects and
 * items are called is the kind's word; what is said of a code in general names rules as the example.
 */
export const objects = {
  title: "Several objects on the platform, and references",
  when: "Found while planning and applying. A document may stand for several objects of the platform, such as rules, which can be added and taken down but never changed; and it may name another resource, whose id is needed.",
  words: {
    "object-lost": {
      about:
        "An object that belongs to a document, such as a rule, is gone from the platform, and this tool did not take it down: somebody deleted it in the console, or another program did. Nothing is added in its place without consent to `replace`.",
      message: (args) =>
        texts(args.items).length === 0
          ? `${resource(args)} names what is not on the platform: ${objectNames(args.ids, args.words)}`
          : `gone from the platform, and not taken down by wxcards: ${objectNames(args.ids, args.words)} with ${itemNames(args.items, args.words)}`,
      hint: (args) => {
        const again = `--allow replace=${text(args.address)}`;
        const { object, item } = args.words;
        // What the state does not know may never have been there.
        return texts(args.items).length === 0
          ? `correct \`id:\`, or take that id out; ${again} goes on without it, with the ${item[1]} in new ${object[1]}`
          : `find out who deleted it; ${again} adds the ${item[1]} anew\nor delete what is left: write \`state: absent\` and a \`reason:\``;
      },
    },
    "object-id-stale": {
      about:
        "`id:` of a document names an object that is not there, such as a rule, while the state knows which ones are: replacing one gives it a new id. The old id stands for the new ones as long as the state is there; write the new ids, or take the line out.",
      message: (args) => {
        const { length } = texts(args.ids);
        if (args.followed === true)
          return `\`id:\` names ${objectNames(args.ids, args.words)}, which ${length > 1 ? "were" : "was"} replaced${inPlace(args)}`;
        return `\`id:\` names ${objectNames(args.ids, args.words)}, which ${length > 1 ? "are" : "is"} not on the platform`;
      },
      hint: (args) => {
        const known = texts(args.known);
        const line = known.length === 0 || known.some(isUnnamed) ? "" : `; or write \`${idLine(known)}\``;
        return `take the line out, since the state remembers the ${args.words.object[1]}${line}`;
      },
    },
    "replace-protected": {
      about:
        "A change would take an object down, such as a rule, and the document is protected against that. Take `protect: true` out in a change of its own first. Items, such as merchant ids, can be added without that: they go into objects of their own, and live ones stay as they are.",
      message: (args) =>
        `${resource(args)} is protected, and this change would take ${a(args.words.object[0])} of it down`,
      hint: ({ words: { item } }) =>
        `take \`protect: true\` out first, in a change of its own; or do no more than add ${item[1]}, which takes nothing down`,
    },
    "object-expired": {
      about:
        "The end that a document declares has passed, and the document differs from what is live. What is over, such as a rule, is never added again, so nothing is sent, and what is live stays as it is. To end it before its time, delete it with `state: absent`.",
      message: (args) =>
        `${end(args)} of ${resource(args)} has passed, so nothing is sent for it, and what is live stays as it is`,
      hint: () =>
        "write a later end, or take the change back; to end it now delete it: write `state: absent` and a `reason:`",
    },
    "object-expired-new": {
      about:
        "A document describes something new, such as a rule, or what an earlier run took down, and its end lies in the past. It would never do anything, so it is not added.",
      message: (args) =>
        args.down === true
          ? `${resource(args)} was taken down by an earlier run, and ${end(args)} has passed since: it is not put up again`
          : `${resource(args)} would be new, and ${end(args)} has passed already`,
      hint: (args) =>
        args.down === true
          ? `write an end that lies ahead, or state: absent, which forgets the ${args.words.object[0]}`
          : "write an end that lies ahead, or remove the document",
    },
    "objects-in-the-way": {
      about:
        "A document knows no ids, and objects of the account hold items that it declares (rules hold merchant ids), under other terms or together with items that it does not declare. An item can be in one object only, and nobody said that those objects are the document's, so nothing is taken down.",
      message: (args) => {
        const held = texts(args.items).length === 0 ? "" : `; held there: ${list(args.items)}`;
        return `${args.words.item[1]} of ${resource(args)} are in ${holders(args)} already, ${difference(args)}${held}`;
      },
      hint: waysAround,
    },
    "reference-not-planned": {
      about:
        "A document names a resource whose id nobody knows yet, and this plan does not make it: that resource has a problem of its own, or was left out by `--target`.",
      message: (args) =>
        `${resource(args)} needs the id of ${text(args.reference)}, which nobody knows and this plan does not make`,
      hint: (args) =>
        `mend what is said of ${text(args.reference)}; if it was left out, add --target ${text(args.reference)}`,
    },
    "reference-not-there": {
      about:
        "A document names another resource by its id, and the account has no such resource: the id is wrong, belongs to another account or to another sort of resource, or what it stood for was deleted. The address of a document in place of the id cannot go wrong in this way. Where the live resource names the same id and the plan does not send it, it is a warning: what creates, replaces or changes is refused.",
      message: (args) => `${field(args)} names ${text(args.id)}, ${whyNotThere(args)}`,
      hint: (args) =>
        args.isLive === true
          ? "this plan does not send it, since it is live already: name one that exists, or take the resource down"
          : `compare the id and the account; if there is a document for it, write its address, such as ${text(args.kind)}/gold`,
    },
    "item-unconfirmed": {
      about:
        "The platform answered without an error and named an item, such as a merchant id, neither among those it took nor among those it refused. The next plan shows whether it is live.",
      message: (args) =>
        `${callName(args.call)} answered ${isPayCall(args.call) ? "without an error" : "errcode 0"} and did not say whether it took ${args.words.item[0]} ${text(args.item)}`,
      hint: ({ words: { item } }) =>
        `run \`wxcards plan\`: it shows whether the ${item[0]} is live, and apply sends it again if not`,
    },
    "object-without-id": {
      about:
        "The platform took items, such as merchant ids, and told no id of the object that holds them now, such as a rule. The next run finds the object by the items it holds.",
      message: (args) =>
        `${callName(args.call)} took ${itemNames(args.items, args.words)} and told no ${args.words.object[0]} id`,
      hint: ({ words: { object, item } }) =>
        `run \`wxcards plan\`: it looks for the ${object[0]} by its ${item[1]}, and goes on with what it finds`,
    },
    "object-id-not-found": {
      about:
        "An object is to be taken down, such as a rule, whose id no listing shows, so its items were sent once more: the refusal should have named the object that holds them. It did not, or it named one that does not hold them, so nothing was taken down.",
      message: (args) => {
        const { length } = texts(args.ids);
        const named = length === 0 ? "" : ` (named: ${objectNames(args.ids, args.words)})`;
        return `${callName(args.call)} does not tell which ${args.words.object[0]} holds ${itemNames(args.items, args.words)}, so nothing was taken down${named}`;
      },
      hint: ({ words }) => {
        const page = consolePage(words);
        return page === undefined
          ? "find out the id and write it as `id:`; then apply again"
          : `look the id up in ${page} and write it as \`id:\`, or take the ${words.object[0]} down there; then apply again`;
      },
    },
  } satisfies WordsOf<keyof typeof objectProblems>,
} satisfies Theme;

function resource({ address }: { readonly address: string }): string {
  return text(address);
}

/** The end of an object, by its field where that is known. */
function end(args: { readonly field?: string | undefined }): string {
  return has(args.field) ? field(args) : "the end";
}

type InTheWay = ArgsInContext<ArgsOf<"objects-in-the-way">>;

/** `rule 9000001 and 1 rule of unknown id`. */
function holders(args: InTheWay): string {
  const unnamed = number(args.unnamed);
  const named = texts(args.ids).length === 0 && unnamed > 0 ? [] : [objectNames(args.ids, args.words)];
  return list([...named, ...(unnamed === 0 ? [] : [`${count(unnamed, ...args.words.object)} of unknown id`])]);
}

/** What keeps the objects in the way from being the document's own. */
function difference(args: InTheWay): string {
  const several = texts(args.ids).length + number(args.unnamed) > 1;
  const names = texts(args.fields).map(dotted);
  if (names.length === 0) return `which ${several ? "hold" : "holds"} others as well`;
  return `which ${several ? "differ" : "differs"} in ${list(names)}`;
}

/** How to say whose the objects in the way are. Where the platform shows no id, only what they hold can say it. */
function waysAround(args: InTheWay): string {
  const { object, item } = args.words;
  const ids = texts(args.ids);
  const unnamed = number(args.unnamed);
  const named = `write \`${idLine(ids)}\`, and plan shows what would change; or take the ${item[1]} out here and import the ${object[0]}`;
  if (unnamed === 0 && ids.length > 0) return named;
  const [theirs, them] = unnamed > 1 ? ["their ids are", "them"] : ["its id is", "it"];
  const names = texts(args.fields).map(dotted);
  const terms = names.length === 0 ? "" : ` and ${list(names)} as there`;
  const page = consolePage(args.words);
  const down = page === undefined ? "" : `; or take ${them} down in ${page}`;
  const unknown = `${theirs} not shown: write all ${item[1]} held there${terms}, apply once to take ${them} over, then change ${them}${down}`;
  return ids.length === 0 ? unknown : `${named}\nof unknown id: ${unknown}`;
}

/** Why an id stands for nothing that is wanted; the code of the failed read says it. */
function whyNotThere(args: ArgsOf<"reference-not-there">): string {
  const kind = text(args.kind);
  switch (args.reason) {
    case "resource-deleted":
      return `${a(kind)} that was deleted on the platform`;
    case "resource-of-other-type":
      return `which is no ${kind}`;
    default:
      return `and ${text(args.account)} has no ${kind} of this id`;
  }
}

/** ` by rules 9000002 and 9000003`; nothing where none is there now. */
function inPlace({ known, words }: { readonly known: readonly string[]; readonly words: KindWords }): string {
  return texts(known).length === 0 ? "" : ` by ${objectNames(known, words)}`;
}
