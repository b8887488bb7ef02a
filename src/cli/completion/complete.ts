import { hiddenIn } from "../../model/hidden-characters.ts";
import type { WholeLine } from "../program/definition.ts";
import type { GuardedEffects } from "../session.ts";
import { programShape } from "./shape.ts";
import { type Candidate, wanted } from "./wanted.ts";

/** Stands for: complete file names. */
const filesMark = ":files";

/**
 * Words that a shell takes as they are. A document can be of anybody, and what is offered ends up on a command line.
 */
const plain = /^[\p{L}\p{M}\p{N}_./=@*-]+$/u;

/** A name begins with a letter or a digit: never as a flag, as a path of its own, or as `=command` of zsh. */
const isName = /^[\p{L}\p{N}_]/u;

/**
 * `wxcards __complete -- WORD…`, which the scripts of `wxcards completion` call: the words that may stand at the
 * cursor, one a line, with what they mean after a tab. Takes the words after the program's name up to the cursor.
 *
 * Never fails and never says anything on stderr: a shell would show it in the middle of a line. Without a project there
 * is nothing of it to offer.
 */
export async function completeCommand(
  effects: GuardedEffects,
  line: WholeLine,
  words: readonly string[],
): Promise<number> {
  const current = words.at(-1) ?? "";
  const found = await candidates(effects, line, words).catch(() => []);
  const rows = found
    .filter(({ word }) => word === filesMark || (word.startsWith(current) && isPlain(word)))
    .map(({ word, about }) => (about === undefined ? [word] : [word, about.replace(/\s+/g, " ")]));
  if (rows.length > 0) effects.io.rows(rows);
  return 0;
}

/** What nobody sees in a word would go to the command line with it. */
function isPlain(word: string): boolean {
  return plain.test(word) && hiddenIn(word).length === 0;
}

async function candidates(
  effects: GuardedEffects,
  line: WholeLine,
  words: readonly string[],
): Promise<readonly Candidate[]> {
  const want = wanted(programShape(line), words);
  if (want.from === "words") return want.words;
  if (want.from === "files") return [{ word: filesMark }];
  const { projectWords } = await import("./project-words.ts");
  const found = await projectWords(effects, want.from, words);
  // A name of the repository is no flag, and nothing that a shell would take for more than a word.
  return found.filter((word) => isName.test(word)).map((word) => ({ word: want.prefix + word }));
}
