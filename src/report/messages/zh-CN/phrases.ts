import type { Json } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import { idsIn, isUnnamed } from "../../../model/objects.ts";
import type { TroubleArgs } from "../../../model/problems/files.ts";
import { grouped, valueWords, yuan } from "../amounts.ts";
import { credentialNames, has, number, text, texts } from "../args.ts";
import type { Context } from "../context.ts";

/** The field a problem is about; what is raised about a document as a whole calls it so in English. */
export function field(args: { readonly field?: string | undefined }): string {
  return isWhole(args) ? "此处" : text(args.field, "此字段");
}

/** True for a problem about a document as a whole. */
export function isWhole(args: { readonly field?: string | undefined }): boolean {
  return args.field === "this";
}

const troubles: Readonly<Record<string, string>> = {
  outside: "指向项目文件夹之外",
  link: "是符号链接",
  mount: "是挂载点",
  irregular: "不是普通文件",
  large: "文件过大",
  "hidden-folder": "不会写入名称以点开头的文件夹",
  slow: "管道在 5 秒内没有结束",
};

/** What the machine has no word of its own for. */
const machineReasons: Readonly<Record<string, string>> = {
  "no-reason": "没有给出原因",
  "changed-meanwhile": "读取期间文件被改动",
};

/** True where something stands in the place of a file, and the machine would write it. */
export function isInTheWay({ reason }: TroubleArgs): boolean {
  return troubles[reason] !== undefined;
}

/** Why a file was not read or not written: what the machine says, or what stands in the way. */
export function fileReason({ reason, part }: TroubleArgs): string {
  const words = troubles[reason] ?? machineReasons[reason] ?? text(reason);
  return has(part) && /^不?是/.test(words) ? joined(text(part), words) : words;
}

/** `3 张会员卡`, `200,000 个值`: the measure word stands in the noun, and there is no plural. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}`;
}

/** The same for what a kind has words for, which come without a measure word: `3 条规则`. */
export function counted(number: number, [noun]: KindWords["object"]): string {
  return count(number, measured(noun));
}

/** `a、b 和 c`; after twelve, how many there are. */
export function list(items: readonly Json[], last: "和" | "或" = "和"): string {
  const all = texts(items);
  if (all.length > 12) return joined(all.slice(0, 12).join("、"), `等 ${all.length} 项`);
  if (all.length < 2) return all[0] ?? "无";
  return joined(all.slice(0, -1).join("、"), last, all.at(-1) ?? "");
}

/** Texts one after the other, with a blank where a Chinese one meets a Latin one: `规则 9000001`, `规则和会员卡`. */
export function joined(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .reduce((left, right) => (needsBlank(left, right) ? `${left} ${right}` : `${left}${right}`), "");
}

function needsBlank(left: string, right: string): boolean {
  const [end, begin] = [[...left].at(-1) ?? "", [...right].at(0) ?? ""];
  return (isHan(end) && isLatin(begin)) || (isLatin(end) && isHan(begin));
}

function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

/** Whatever is as narrow as a letter: no blank, and none of the wide characters that bring their own room. */
function isLatin(character: string): boolean {
  return /[\x21-\x7e¥\p{Script=Latin}]/u.test(character);
}

/** How things are counted; whatever is not here goes by 个. */
const measures: Readonly<Record<string, string>> = { 会员卡: "张", 规则: "条" };

/** A noun with its measure word, as it follows a number, 这 or 哪: `条规则`, `个 MemberCard`. */
export function measured(noun: string): string {
  return joined(measures[noun] ?? "个", noun);
}

/** A noun that any of its kind can stand for: `一条规则`, `一个 MemberCard`. */
export function a(noun: string): string {
  return `一${measured(noun)}`;
}

/** `规则 9000001 和 9000002`; one whose id nobody knows goes by an item it holds: `1900000109 所在的规则`. */
export function objectNames(ids: readonly string[], words: KindWords): string {
  const [object] = words.object;
  const all = texts(ids);
  if (all.length === 0) return a(object);
  const named = all.filter((id) => !isUnnamed(id));
  const unnamed = all.filter(isUnnamed).map((id) => heldBy(id, words));
  return andAlso(named.length === 0 ? "" : joined(object, list(named)), unnamed.length === 0 ? "" : list(unnamed));
}

/** Two groups, each of which may be a list in itself, or empty. */
export function andAlso(one: string, other: string): string {
  return joined(one, one === "" || other === "" ? "" : "以及", other);
}

/** What the one id of a resource stands for: itself, or the ids of the objects it is made of. */
export function idNames(id: string | undefined, fallback: string, words: KindWords): string {
  const all = idsIn(text(id, ""));
  return all.length === 0 ? fallback : list(all.map((one) => (isUnnamed(one) ? heldBy(one, words) : one)));
}

function heldBy(unnamed: string, { object: [object], item: [item] }: KindWords): string {
  return unnamed === "?" ? joined(`没有${item}的`, object) : unnamedObject(unnamed.slice(1), object);
}

/** An object by an item it holds: `1900000109 所在的规则`. */
export function unnamedObject(item: string, object: string): string {
  return joined(item, `所在的${object}`);
}

/** `商户号 1900000109 和 1900000110`. */
export function itemNames(items: readonly string[], { item: [item] }: KindWords): string {
  const all = texts(items);
  return all.length === 0 ? item : joined(item, list(all));
}

/** Where people see the resources of a kind: `mp.weixin.qq.com（卡券功能）`; undefined where no place is known. */
export function consolePage({ site }: KindWords): string | undefined {
  return site === undefined ? undefined : `${site.host}（${site.page}）`;
}

/** How a new resource is told from those that are there: `给它换一个标题`. */
export function telling(which: string, { looks }: KindWords): string {
  return looks === undefined ? `让${which}在更多字段上与其他的不同` : `给${which}换一个${looks}`;
}

/** `20000（¥200.00）`: fen as a document has them, and what they are in yuan. */
export function money(fen: number): string {
  return `${number(fen)}（${yuan(number(fen))}）`;
}

/** How values are shown: `空` where there is none. */
export const { shown, liveText, declaredText, instant } = valueWords("空");

/** What a document says, as it is written there; in quotes where it would run into the sentence: `“红色”`. */
export function asWritten(args: { readonly written?: Json | undefined; readonly value?: Json | undefined }): string {
  const written = text(args.written, shown(args.value));
  return /^\p{Script=Han}|\p{Script=Han}$/u.test(written) ? `“${written}”` : written;
}

/** The nearest known word, else all known ones. */
export function suggestion(nearest: string | undefined, known: readonly Json[]): string {
  const isKnown = texts(known).length > 0;
  if (nearest === undefined) return isKnown ? joined("改用", list(known, "或")) : "换一个";
  const guess = `${joined("是不是想写", text(nearest))}？`;
  return isKnown ? `${guess}可用的有：${list(known)}` : guess;
}

/** Words of one text made to go on in a sentence: no full stop at the end. */
export function clause(sentence: string): string {
  return sentence.replace(/[。.]$/, "");
}

/** As in `args.ts`, in Chinese: `WXCARDS_COFFEE_APPSECRET（或 WECHAT_APPSECRET）`. */
export function credentialName(args: Omit<Context, "words">, what: string): string {
  const { name, short } = credentialNames(args, what);
  return short === undefined ? name : `${name}（或 ${short}）`;
}

/**
 * As in `args.ts`: a text with the names of variables in their places. The blank after a place goes where the name ends
 * in a wide bracket.
 */
export function withVariables(sentence: string, args: Omit<Context, "words">): string {
  return sentence.replace(/\{([A-Z][A-Z0-9_]*)\}( ?)/g, (_match, what: string, blank: string) => {
    const name = credentialName(args, what);
    return name.endsWith("）") ? name : `${name}${blank}`;
  });
}
