import { isObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import { dotted } from "../../../model/pointer.ts";
import { text } from "../args.ts";
import { idNames, joined, shown } from "./phrases.ts";
import { terms } from "./results/terms.ts";

/** More fields than this are counted. */
const mostFields = 3;

const sideNames = { live: "线上", file: "文件" } as const;

interface MovedInWords {
  readonly moved?: readonly JsonObject[] | undefined;
  readonly words: KindWords;
}

/**
 * Which fields moved since a plan was saved, and how: what the platform has (`live`), what the document says (`file`),
 * or both.
 */
export function movedWords({ moved = [], words }: MovedInWords): string {
  const all = moved.filter(isObject);
  if (all.length === 0) return "";
  const more = all.length > mostFields ? [`另有 ${all.length - mostFields} 处`] : [];
  return `：${[...all.slice(0, mostFields).map((move) => fieldWords(move, words)), ...more].join("；")}`;
}

function fieldWords(move: JsonObject, words: KindWords): string {
  const path = text(move["path"], "");
  if (path === "") return sideWords(move);
  if (path === "/id")
    return `id ${joined("原为", idName(move["idWas"], words))}，${joined("现为", idName(move["id"], words))}`;
  const field = dotted(path);
  if (move["is"] === "new") return `${field} 现在有差异，${labelled(move, "")}${blame(move)}`;
  if (move["is"] === "gone") return `${field} 不再有差异，${labelled(move, "Was")}${blame(move)}`;
  if (move["is"] === "judged")
    return `${field} 的判定变了：${verdict(move["verdictWas"])} → ${verdict(move["verdict"])}`;
  const sides = (["live", "file"] as const).filter((side) => `${side}Was` in move || side in move);
  return `${field} ${sides.map((side) => `${sideNames[side]}${change(move[`${side}Was`], move[side])}`).join("，")}`;
}

function idName(id: Json | undefined, words: KindWords): string {
  return idNames(text(id, ""), "无", words);
}

/** Both values of a field, each by whose it is. */
function labelled(move: JsonObject, suffix: "" | "Was"): string {
  const is = suffix === "" ? "为" : "原为";
  return `${joined(`线上${is}`, shown(move[`live${suffix}`]))}，${joined(`文件${is}`, shown(move[`file${suffix}`]))}`;
}

function blame({ side }: JsonObject): string {
  if (side === "live") return "（线上变了）";
  if (side === "file") return "（文件变了）";
  return side === "both" ? "（线上和文件都变了）" : "";
}

function sideWords({ side }: JsonObject): string {
  if (side === "live") return "线上的值变了";
  return side === "file" ? "文件变了" : "要发送的内容变了";
}

/** Of a list what it gained and lost, since two long ones cannot be told apart by eye. */
function change(was: Json | undefined, is: Json | undefined): string {
  if (!Array.isArray(was) || !Array.isArray(is)) return joined("从", shown(was), "变为", shown(is));
  const texts = (items: readonly Json[]) => items.map((item) => JSON.stringify(item));
  const [old, now] = [texts(was as readonly Json[]), texts(is as readonly Json[])];
  const part = (word: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${word} ${items.slice(0, 4).join("、")}${items.length > 4 ? " …" : ""}`];
  const parts = [
    ...part(
      "增加了",
      now.filter((item) => !old.includes(item)),
    ),
    ...part(
      "减少了",
      old.filter((item) => !now.includes(item)),
    ),
  ];
  return parts.length === 0 ? "顺序变了" : parts.join("，");
}

/** A verdict as plans call it. */
function verdict(name: Json | undefined): string {
  const word = text(name, "");
  return Object.hasOwn(terms, word) ? terms[word as keyof typeof terms] : word;
}
