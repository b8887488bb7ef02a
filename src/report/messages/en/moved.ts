import { isObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import { dotted } from "../../../model/pointer.ts";
import { text, value } from "../args.ts";
import { idNames } from "./phrases.ts";

/** More fields than this are counted. */
const mostFields = 3;

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
  const more = all.length > mostFields ? [`${all.length - mostFields} more`] : [];
  return `: ${[...all.slice(0, mostFields).map((move) => fieldWords(move, words)), ...more].join("; ")}`;
}

function fieldWords(move: JsonObject, words: KindWords): string {
  const path = text(move["path"], "");
  if (path === "") return sideWords(move);
  if (path === "/id")
    return `id was ${idNames(text(move["idWas"], ""), "none", words)}, is ${idNames(text(move["id"], ""), "none", words)}`;
  const field = dotted(path);
  if (move["is"] === "new") return `${field} differs now, ${labelled(move, "")}${blame(move)}`;
  if (move["is"] === "gone") return `${field} does not differ any more, ${labelled(move, "Was")}${blame(move)}`;
  if (move["is"] === "judged")
    return `${field} is judged otherwise, ${text(move["verdictWas"], "")} → ${text(move["verdict"], "")}`;
  const sides = (["live", "file"] as const).filter((side) => `${side}Was` in move || side in move);
  return `${field} ${sides.map((side) => `${side} ${change(move[`${side}Was`], move[side])}`).join(", ")}`;
}

/** Both values of a field, each by whose it is. */
function labelled(move: JsonObject, suffix: "" | "Was"): string {
  const word = suffix === "" ? "" : "was ";
  return `live ${word}${value(move[`live${suffix}`], "nothing")}, file ${word}${value(move[`file${suffix}`], "nothing")}`;
}

function blame({ side }: JsonObject): string {
  if (side === "live") return " (live has moved)";
  if (side === "file") return " (the file has moved)";
  return side === "both" ? " (both have moved)" : "";
}

function sideWords({ side }: JsonObject): string {
  if (side === "live") return "live values have moved";
  return side === "file" ? "the file has moved" : "what is to be sent has moved";
}

/** Of a list what it gained and lost, since two long ones cannot be told apart by eye. */
function change(was: Json | undefined, is: Json | undefined): string {
  if (!Array.isArray(was) || !Array.isArray(is)) return `${value(was, "nothing")} → ${value(is, "nothing")}`;
  const texts = (items: readonly Json[]) => items.map((item) => JSON.stringify(item));
  const [old, now] = [texts(was as readonly Json[]), texts(is as readonly Json[])];
  const part = (word: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${word} ${items.slice(0, 4).join(", ")}${items.length > 4 ? " …" : ""}`];
  const parts = [
    ...part(
      "gained",
      now.filter((item) => !old.includes(item)),
    ),
    ...part(
      "lost",
      old.filter((item) => !now.includes(item)),
    ),
  ];
  return parts.length === 0 ? "has another order" : parts.join(", ");
}
