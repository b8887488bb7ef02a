import type { CommentDone } from "../../../model/comment.ts";
import { commentSentences } from "../../comment-lines.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { page } from "../../page.ts";

/** What became of a comment: a line, and why; of a dry run the Markdown itself, so that it can be looked at or kept. */
export function commentText(done: CommentDone, { results }: Language): string {
  const { url, answer, body } = done;
  if (body !== undefined) return body;
  const [action = "", ...because] = commentSentences(done, results.comment);
  const said = answer === undefined || answer === "" ? [] : [`  ${visible(answer)}`];
  return page([url === undefined ? action : `${action}${results.colon}${visible(url)}`, ...because, ...said]);
}
