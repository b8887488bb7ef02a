import type { KindWords } from "../../../model/kind-words.ts";
import { isUnnamed } from "../../../model/objects.ts";
import { dotted } from "../../../model/pointer.ts";
import type { objectProblems } from "../../../model/problems/objects.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { idLine } from "../amounts.ts";
import { callName, has, isPayCall, number, text, texts } from "../args.ts";
import type { ArgsInContext, Theme, WordsOf } from "../language.ts";
import { andAlso, consolePage, counted, field, itemNames, joined, list, measured, objectNames } from "./phrases.ts";

/**
 * Resources that stand for several objects of the platform, and ids of other resources in documents. What objects and
 * items are called is the kind's word; what is said of a code in general names rules as the example.
 */
export const objects = {
  title: "平台上的多个对象，以及引用",
  when: "在生成计划和应用时发现。一份文档可以对应平台上的多个对象，例如规则：它们可以添加和撤下，但不能修改；文档也可以引用另一个资源，这时需要那个资源的 id。",
  words: {
    "object-lost": {
      about:
        "属于某份文档的对象（例如规则）已经不在平台上，而且不是本工具撤下的：有人在后台删除了它，或是别的程序删除的。没有 `replace` 许可，不会添加任何对象来代替它。",
      message: (args) =>
        texts(args.items).length === 0
          ? joined(`${resource(args)} 指定的`, objectNames(args.ids, args.words), "不在平台上")
          : `已不在平台上，而且不是 wxcards 撤下的：${objectNames(args.ids, args.words)}，含${itemNames(args.items, args.words)}`,
      hint: (args) => {
        const again = `--allow replace=${text(args.address)}`;
        const [object, item] = nouns(args);
        // What the state does not know may never have been there.
        return texts(args.items).length === 0
          ? `改正 \`id:\`，或去掉那个 id；${again} 会不管它继续执行，把${item}放进新的${object}`
          : `查明是谁删除的；${again} 会重新添加这些${item}\n或者删除剩下的部分：写 \`state: absent\` 和 \`reason:\``;
      },
    },
    "object-id-stale": {
      about:
        "文档的 `id:` 指定了一个已不存在的对象（例如规则），而状态知道实际是哪些：替换对象会得到新的 id。只要状态还在，旧的 id 就代表新的那些；请写上新的 id，或去掉这一行。",
      message: (args) => {
        const fate = args.followed === true ? replaced(args) : "不在平台上";
        return joined("`id:` 指定的", objectNames(args.ids, args.words), fate);
      },
      hint: (args) => {
        const known = texts(args.known);
        const line = known.length === 0 || known.some(isUnnamed) ? "" : `；或者写成 \`${idLine(known)}\``;
        return `去掉这一行，因为状态里记着这些${nouns(args)[0]}${line}`;
      },
    },
    "replace-protected": {
      about:
        "这处改动会撤下一个对象（例如规则），而文档禁止这样做。请先用一次单独的改动去掉 `protect: true`。只添加条目（例如商户号）则不需要：它们会放进自己的对象里，线上已有的保持不变。",
      message: (args) => `${resource(args)} 受到保护，而这处改动会撤下它的${nouns(args)[0]}`,
      hint: (args) => `先用一次单独的改动去掉 \`protect: true\`；或者只添加${nouns(args)[1]}，这样不会撤下任何内容`,
    },
    "object-expired": {
      about:
        "文档声明的结束时间已过，而文档与线上不同。已经结束的对象（例如规则）不会再添加，因此什么都不发送，线上的保持原样。要提前结束它，用 `state: absent` 删除。",
      message: (args) => `${joined(resource(args), `的${end(args)}`)}已过，因此什么都不发送，线上的保持原样`,
      hint: () => "把结束时间写得更晚，或撤回这处改动；要现在就结束它，写 `state: absent` 和 `reason:` 来删除",
    },
    "object-expired-new": {
      about:
        "文档描述的是新的对象（例如规则），或者是之前的运行撤下的对象，而它的结束时间已经过去。它不会再起任何作用，因此不添加。",
      message: (args) =>
        args.down === true
          ? `${resource(args)} 被之前的运行撤下，此后它的${end(args)}已过：不再恢复`
          : `${resource(args)} 将是新建的，而它的${end(args)}已过`,
      hint: (args) =>
        args.down === true
          ? `写一个将来的结束时间；或者写 \`state: absent\`，不再记住这${measured(nouns(args)[0])}`
          : "写一个将来的结束时间，或移除文档",
    },
    "objects-in-the-way": {
      about:
        "文档没有写 id，而账号里已有的对象含有它声明的条目（规则含有商户号），只是其他设置不同，或者还含有文档没有声明的条目。一个条目只能在一个对象里，又没有说明那些对象属于这份文档，因此什么都不撤下。",
      message: (args) => {
        const held = texts(args.items).length === 0 ? "" : `；那里含有：${list(args.items)}`;
        return `${resource(args)} 的${nouns(args)[1]}${joined("已在", holders(args), "中")}，${difference(args)}${held}`;
      },
      hint: waysAround,
    },
    "reference-not-planned": {
      about: "文档引用了一个还不知道 id 的资源，而这份计划不会创建它：那个资源自己有问题，或者被 `--target` 排除了。",
      message: (args) => `${resource(args)} 需要 ${text(args.reference)} 的 id，而现在还不知道，这份计划也不会创建它`,
      hint: (args) =>
        `先解决 ${text(args.reference)} 自己的问题；如果它是被排除的，加上 --target ${text(args.reference)}`,
    },
    "reference-not-there": {
      about:
        "文档用 id 引用了另一个资源，而账号下没有这个资源：id 写错了，或者属于另一个账号、另一种资源，或者对应的资源已被删除。写文档的资源地址而不写 id，就不会出这种错。如果线上的资源引用的就是这个 id，而计划不会发送它，则是警告：新建、替换或修改它的计划会被拒绝。",
      message: (args) => `${field(args)} 引用了 ${text(args.id)}，${whyNotThere(args)}`,
      hint: (args) =>
        args.isLive === true
          ? "线上已是如此，这份计划不会发送它：改为引用一个存在的资源，或把这个资源撤下"
          : `核对 id 和账号；如果它有文档，写文档的资源地址，例如 ${text(args.kind)}/gold`,
    },
    "item-unconfirmed": {
      about:
        "平台没有返回错误，但提到的条目（例如商户号）既不在它接受的之中，也不在它拒绝的之中。下一次计划会显示它是否已在线上。",
      message: (args) =>
        `${callName(args.call)} ${isPayCall(args.call) ? "没有返回错误" : "返回 errcode 0"}，但没有说明是否接受了${joined(nouns(args)[1], text(args.item))}`,
      hint: (args) => `运行 \`wxcards plan\`：它会显示这个${nouns(args)[1]}是否已在线上；如果没有，应用时会再次发送`,
    },
    "object-without-id": {
      about:
        "平台接受了条目（例如商户号），但没有返回现在含有它们的对象（例如规则）的 id。下一次运行会根据对象含有的条目找到它。",
      message: (args) =>
        `${callName(args.call)} 接受了${itemNames(args.items, args.words)}，但没有返回${nouns(args)[0]}的 id`,
      hint: (args) => {
        const [object, item] = nouns(args);
        return `运行 \`wxcards plan\`：它会根据${item}查找${object}，并在找到的基础上继续`;
      },
    },
    "object-id-not-found": {
      about:
        "要撤下一个对象（例如规则），但任何列表都没有显示它的 id，因此把它的条目又发送了一次：平台拒绝时本应指出含有它们的对象。结果平台没有指出，或者指出的对象并不含有它们，因此什么都没有撤下。",
      message: (args) => {
        const { length } = texts(args.ids);
        const named = length === 0 ? "" : `（指出的是：${objectNames(args.ids, args.words)}）`;
        return `${callName(args.call)} 没有指出${joined("含有", itemNames(args.items, args.words), "的")}是哪${measured(nouns(args)[0])}，因此什么都没有撤下${named}`;
      },
      hint: (args) => {
        const page = consolePage(args.words);
        return page === undefined
          ? "查明 id 并写成 `id:`，再重新应用"
          : `到 ${page}查到 id 并写成 \`id:\`，或在那里撤下${nouns(args)[0]}，再重新应用`;
      },
    },
  } satisfies WordsOf<keyof typeof objectProblems>,
} satisfies Theme;

/** What people call an object and an item; Chinese has no plural. */
function nouns({ words }: { readonly words: KindWords }): readonly [object: string, item: string] {
  return [words.object[0], words.item[0]];
}

function resource({ address }: { readonly address: string }): string {
  return text(address);
}

/** The end of an object, by its field where that is known. */
function end(args: { readonly field?: string | undefined }): string {
  return has(args.field) ? `结束时间（${field(args)}）` : "结束时间";
}

type InTheWay = ArgsInContext<ArgsOf<"objects-in-the-way">>;

/** `规则 9000001 以及 1 条规则（id 未知）`. */
function holders(args: InTheWay): string {
  const unnamed = number(args.unnamed);
  if (unnamed === 0) return objectNames(args.ids, args.words);
  const named = texts(args.ids).length === 0 ? "" : objectNames(args.ids, args.words);
  return andAlso(named, `${counted(unnamed, args.words.object)}（id 未知）`);
}

/** What keeps the objects in the way from being the document's own. */
function difference(args: InTheWay): string {
  const names = texts(args.fields).map(dotted);
  return names.length === 0 ? `其中还有别的${nouns(args)[1]}` : joined("不同之处在于", list(names));
}

/** How to say whose the objects in the way are. Where the platform shows no id, only what they hold can say it. */
function waysAround(args: InTheWay): string {
  const [object, item] = nouns(args);
  const ids = texts(args.ids);
  const unnamed = number(args.unnamed);
  const named = `写 \`${idLine(ids)}\`，计划会显示将有哪些变化；或者在这里去掉这些${item}，并导入那${measured(object)}`;
  if (unnamed === 0 && ids.length > 0) return named;
  const names = texts(args.fields).map(dotted);
  const terms = names.length === 0 ? "" : `，${joined("并让", list(names), "与那里一致")}`;
  const page = consolePage(args.words);
  const them = unnamed > 1 ? "它们" : "它";
  const down = page === undefined ? "" : `；或者到 ${page}把${them}撤下`;
  const unknown = `平台不显示${them}的 id：写上那里的全部${item}${terms}，应用一次以接管${them}，然后再修改${down}`;
  return ids.length === 0 ? unknown : `${named}\nid 未知的${object}：${unknown}`;
}

/** Why an id stands for nothing that is wanted; the code of the failed read says it. */
function whyNotThere(args: ArgsOf<"reference-not-there">): string {
  const kind = text(args.kind);
  switch (args.reason) {
    case "resource-deleted":
      return `这个 ${kind} 已在平台上删除`;
    case "resource-of-other-type":
      return `它不是 ${kind}`;
    default:
      return `而 ${text(args.account)} 下没有这个 id 的 ${kind}`;
  }
}

/** `已被规则 9000002 和 9000003 替换`; only `已被替换` where none is there now. */
function replaced({ known, words }: { readonly known: readonly string[]; readonly words: KindWords }): string {
  return texts(known).length === 0 ? "已被替换" : joined("已被", objectNames(known, words), "替换");
}
