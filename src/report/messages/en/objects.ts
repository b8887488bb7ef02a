import { isUnnamed } from "../../../model/objects.ts";
import { dotted } from "../../../model/pointer.ts";
import type { objectProblems } from "../../../model/problems/objects.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { callName, has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, field, idLine, list, merchantIds, ruleNames } from "./phrases.ts";

/** Where people see the rules of an account. */
const consolePage = "mp.weixin.qq.com (卡券功能 → 卡券投放 → 支付后赠会员卡)";

/** Resources that stand for several rules of the platform, and ids of other resources in documents. */
export const objects = {
  title: "Rules on the platform and references",
  when: "Found while planning and applying. A document may stand for several rules of the platform, which can be added and taken down but never changed; and it may name another resource, whose id is needed.",
  words: {
    "object-lost": {
      about:
        "A rule that belongs to a document is gone from the platform, and this tool did not take it down: somebody deleted it in the console, or another program did. Nothing is added in its place without consent to `replace`.",
      message: (args) =>
        texts(args.items).length === 0
          ? `${resource(args)} names what is not on the platform: ${ruleNames(args.ids)}`
          : `gone from the platform, and not taken down by wxcards: ${ruleNames(args.ids)} with ${merchantIds(args.items)}`,
      hint: (args) => {
        const again = `--allow replace=${text(args.address)}`;
        // What the lock file does not know may never have been there.
        return texts(args.items).length === 0
          ? `correct \`id:\`, or take that id out; ${again} goes on without it, with the merchant ids in new rules`
          : `find out who deleted it; ${again} adds the merchant ids anew\nor delete what is left: write \`state: absent\` and a \`reason:\``;
      },
    },
    "object-id-stale": {
      about:
        "`id:` of a document names a rule that is not there, while the lock file knows which rules are: replacing a rule gives it a new id. The old id stands for the new rules as long as the lock file is there; write the new ids, or take the line out.",
      message: (args) => {
        const { length } = texts(args.ids);
        if (args.followed === true)
          return `\`id:\` names ${ruleNames(args.ids)}, which ${length > 1 ? "were" : "was"} replaced${inPlace(args.known)}`;
        return `\`id:\` names ${ruleNames(args.ids)}, which ${length > 1 ? "are" : "is"} not on the platform`;
      },
      hint: (args) => {
        const known = texts(args.known);
        const line = known.length === 0 || known.some(isUnnamed) ? "" : `; or write \`${idLine(known)}\``;
        return `take the line out, since the lock file remembers the rules${line}`;
      },
    },
    "replace-protected": {
      about:
        "A change would take a rule down, and the document is protected against that. Take `protect: true` out in a change of its own first. Merchant ids can be added without that: they go into rules of their own, and live rules stay as they are.",
      message: (args) => `${resource(args)} is protected, and this change would take a rule of it down`,
      hint: () =>
        "take `protect: true` out first, in a change of its own; or do no more than add merchant ids, which takes nothing down",
    },
    "object-expired": {
      about:
        "The end that a document declares has passed, and the document differs from what is live. A rule that is over is never added again, so nothing is sent, and what is live stays as it is. To end a rule before its time, delete it with `state: absent`.",
      message: (args) =>
        `${end(args)} of ${resource(args)} has passed, so nothing is sent for it, and what is live stays as it is`,
      hint: () =>
        "write a later end, or take the change back; to end it now delete it: write `state: absent` and a `reason:`",
    },
    "object-expired-new": {
      about:
        "A document describes a new rule, or one that an earlier run took down, whose end lies in the past. It would never do anything, so it is not added.",
      message: (args) =>
        args.down === true
          ? `${resource(args)} was taken down by an earlier run, and ${end(args)} has passed since: it is not put up again`
          : `${resource(args)} would be new, and ${end(args)} has passed already`,
      hint: (args) =>
        args.down === true
          ? "write an end that lies ahead, or state: absent, which forgets the rule"
          : "write an end that lies ahead, or remove the document",
    },
    "objects-in-the-way": {
      about:
        "A document knows no ids, and rules of the account hold merchant ids that it declares, under other terms or together with merchant ids that it does not declare. A merchant id can be in one rule only, and nobody said that those rules are the document's, so nothing is taken down.",
      message: (args) => {
        const held = texts(args.items).length === 0 ? "" : `; held there: ${list(args.items)}`;
        return `merchant ids of ${resource(args)} are in ${holders(args)} already, ${difference(args)}${held}`;
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
        "The platform answered without an error and named a merchant id neither among those it took nor among those it refused. The next plan shows whether it is live.",
      message: (args) =>
        `${callName(args.call)} answered errcode 0 and did not say whether it took merchant id ${text(args.item)}`,
      hint: () => "run `wxcards plan`: it shows whether the merchant id is live, and apply sends it again if not",
    },
    "object-without-id": {
      about:
        "The platform took merchant ids and told no id of the rule that holds them now. The next run finds the rule by the merchant ids it holds.",
      message: (args) => `${callName(args.call)} took ${merchantIds(args.items)} and told no rule id`,
      hint: () => "run `wxcards plan`: it looks for the rule by its merchant ids, and goes on with what it finds",
    },
    "object-id-not-found": {
      about:
        "A rule is to be taken down whose id no listing shows, so its merchant ids were sent once more: the refusal should have named the rule that holds them. It did not, or it named one that does not hold them, so nothing was taken down.",
      message: (args) => {
        const { length } = texts(args.ids);
        const named = length === 0 ? "" : ` (named: ${ruleNames(args.ids)})`;
        return `${callName(args.call)} does not tell which rule holds ${merchantIds(args.items)}, so nothing was taken down${named}`;
      },
      hint: () =>
        `look the id up in ${consolePage} and write it as \`id:\`, or take the rule down there; then apply again`,
    },
  } satisfies WordsOf<keyof typeof objectProblems>,
} satisfies Theme;

function resource({ address }: { readonly address: string }): string {
  return text(address);
}

/** The end of a rule, by its field where that is known. */
function end(args: { readonly field?: string | undefined }): string {
  return has(args.field) ? field(args) : "the end";
}

type InTheWay = ArgsOf<"objects-in-the-way">;

/** `rule 9000001 and 1 rule of unknown id`. */
function holders(args: InTheWay): string {
  const unnamed = number(args.unnamed);
  const named = texts(args.ids).length === 0 && unnamed > 0 ? [] : [ruleNames(args.ids)];
  return list([...named, ...(unnamed === 0 ? [] : [`${count(unnamed, "rule")} of unknown id`])]);
}

/** What keeps the rules in the way from being the document's own. */
function difference(args: InTheWay): string {
  const several = texts(args.ids).length + number(args.unnamed) > 1;
  const names = texts(args.fields).map(dotted);
  if (names.length === 0) return `which ${several ? "hold" : "holds"} others as well`;
  return `which ${several ? "differ" : "differs"} in ${list(names)}`;
}

/** How to say whose the rules in the way are. Where the platform shows no id, only what they hold can say it. */
function waysAround(args: InTheWay): string {
  const ids = texts(args.ids);
  const unnamed = number(args.unnamed);
  const named = `write \`${idLine(ids)}\`, and plan shows what would change; or take the merchant ids out here and import the rule`;
  if (unnamed === 0 && ids.length > 0) return named;
  const [theirs, them] = unnamed > 1 ? ["their ids are", "them"] : ["its id is", "it"];
  const names = texts(args.fields).map(dotted);
  const terms = names.length === 0 ? "" : ` and ${list(names)} as there`;
  const unknown = `${theirs} not shown: write all merchant ids held there${terms}, apply once to take ${them} over, then change ${them}; or take ${them} down in ${consolePage}`;
  return ids.length === 0 ? unknown : `${named}\nof unknown id: ${unknown}`;
}

/** Why an id stands for nothing that is wanted; the code of the failed read says it. */
function whyNotThere(args: ArgsOf<"reference-not-there">): string {
  const kind = text(args.kind);
  switch (args.reason) {
    case "resource-deleted":
      return `a ${kind} that was deleted on the platform`;
    case "resource-of-other-type":
      return `which is no ${kind}`;
    default:
      return `and ${text(args.account)} has no ${kind} of this id`;
  }
}

/** ` by rules 9000002 and 9000003`; nothing where no rule is there now. */
function inPlace(known: readonly string[]): string {
  return texts(known).length === 0 ? "" : ` by ${ruleNames(known)}`;
}
