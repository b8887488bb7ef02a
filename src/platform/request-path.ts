import type { Reply, WireRequest } from "../model/client.ts";
import { problem } from "../model/problem.ts";

/** Names and slashes one after the other lead nowhere else; nearly all paths are of that sort. */
const plain = /^(?:\/[\w-]+)+$/;

/**
 * Why a request is not sent whose path would not arrive as it is written, or undefined when it would.
 *
 * Paths hold ids of documents, of states and of answers. Each is escaped where it is put into a path, and two dots
 * need no escaping: whoever resolves them sends the request to another call. Nothing of the kind is an id of any
 * platform.
 */
export function misleadingPath({ path }: WireRequest): Reply | undefined {
  if (plain.test(path)) return undefined;
  const [before = ""] = path.split("?");
  const leadsUp = before.split("/").some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
  if (before.startsWith("/") && !before.includes("//") && !leadsUp && !/[\\#\u0000-\u001f\u007f]/.test(path))
    return undefined;
  const code = "request-misled";
  return { status: "refused", code, stops: false, problem: problem(code, { path: path.slice(0, 200) }) };
}
