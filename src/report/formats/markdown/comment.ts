import type { CommentDone } from "../../../model/comment.ts";
import { commentSentences } from "../../comment-lines.ts";
import type { Language } from "../../messages/language.ts";
import { codeSpan, markdownPage } from "./markup.ts";

/** What became of a comment; of a dry run the Markdown itself. */
export function commentMarkdown(done: CommentDone, { results }: Language): string {
  const { url, answer, body } = done;
  if (body !== undefined) return body;
  const data = [url, answer].filter((text) => text !== undefined && text !== "") as string[];
  const sentences = commentSentences(done, results.comment).map((sentence) => `- ${sentence}`);
  return markdownPage(["## wxcards comment", "", ...sentences, ...data.map((text) => `- ${codeSpan(text)}`)]);
}
