import { isTrouble, textFileProblem } from "../model/file-trouble.ts";
import type { HouseWords } from "../model/house-words.ts";
import type { Files } from "../model/ports.ts";
import { type Place, type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { utf8Text } from "../model/utf8.ts";

/** More words than any house keeps out, each looked for in every text. */
const mostWords = 1000;

/** Longer ones fit no field of a card as a word. */
const longestWord = 64;

const mostBytes = 262_144;

/** What the file of words says. */
export interface ReadWords {
  /** Absent where the project names no file, or where it holds no word. */
  readonly words?: HouseWords;
  readonly problems: readonly Problem[];
}

/**
 * Reads the words that a project wants to keep out of its texts: one a line, and behind ` # ` why. Lines that begin with
 * `#` are comments. `place` is where the project file names the file.
 */
export function readWords(
  files: Files,
  { root, words: file }: Pick<Project, "root" | "words">,
  place: () => Place,
): ReadWords {
  if (file === undefined) return { problems: [] };
  const bytes = files.readInside(root, file, mostBytes);
  if (isTrouble(bytes)) return { problems: [textFileProblem(file, bytes)] };
  if (bytes === undefined) return { problems: [problem("words-file-missing", { file }, { place: place() })] };
  const text = utf8Text(bytes);
  if (text === undefined)
    return { problems: [problem("file-not-utf8", { file }, { place: { file, line: 1, column: 1 } })] };
  const lines = text.split(/\r\n?|\n/).map(wordOf);
  const all = lines.flatMap(({ word, because }) => (word === "" ? [] : [{ word, because }]));
  const long = lines.findIndex(({ word }) => word.length > longestWord);
  if (long !== -1 || all.length > mostWords) return { problems: [unusable(file, long === -1 ? undefined : long + 1)] };
  return all.length === 0 ? { problems: [] } : { words: houseWords(file, all), problems: [] };
}

interface HouseWord {
  readonly word: string;
  readonly because?: string | undefined;
}

function wordOf(line: string): HouseWord {
  if (line.trimStart().startsWith("#")) return { word: "" };
  const mark = / #(?: |$)/.exec(line);
  const word = line.slice(0, mark?.index).trim();
  const because = mark === null ? "" : line.slice(mark.index + 2).trim();
  return { word, because: because === "" ? undefined : because };
}

function unusable(file: string, line = 1): Problem {
  const args = { file, limit: mostWords, longest: longestWord };
  return problem("words-file-unusable", args, { place: { file, line, column: 1 } });
}

function houseWords(file: string, all: readonly HouseWord[]): HouseWords {
  // Of two words that begin alike the longer one is meant.
  const longestFirst = [...new Set(all.map(({ word }) => word))].sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|");
  const reasons = all.flatMap(({ word, because }) =>
    because === undefined ? [] : [[word.toLowerCase(), because] as const],
  );
  return { file, any: new RegExp(pattern, "i"), each: new RegExp(pattern, "gi"), because: new Map(reasons) };
}
