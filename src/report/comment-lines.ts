import type { CommentDone } from "../model/comment.ts";
import type { ResultWords } from "./messages/results.ts";

/** What became of a comment in sentences, without what is data: the address, and what a host said. */
export function commentSentences(done: CommentDone, words: ResultWords["comment"]): string[] {
  const { action, because } = done;
  return [words.actions[action], ...(because === undefined ? [] : [words.because[because]])];
}
