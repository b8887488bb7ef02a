import type { CommentDone } from "../../../model/comment.ts";
import { resultJson } from "./result.ts";

/** What became of a comment. */
export function commentJson(done: CommentDone): string {
  return resultJson("comment", { ...done });
}
