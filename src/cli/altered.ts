import type { GitRunner } from "../model/git.ts";
import { questionSettings } from "./git.ts";

/** Values of attributes by which git keeps a file as it is. */
const harmless: readonly string[] = ["unspecified", "unset", "auto"];

/**
 * By which attributes git would keep a file otherwise than it is, as texts for people: `filter=lfs`, where it keeps a
 * pointer, and `text`, where it takes line breaks for its own. None where it keeps the bytes, or nobody can say.
 * `path` is relative to the folder, with `/`. Changes nothing. Source: gitattributes(5).
 */
export async function alteredBy(run: GitRunner, folder: string, path: string): Promise<readonly string[]> {
  const args = [...questionSettings, "check-attr", "-z", "--stdin", "text", "filter"];
  const { code, stdout } = await run({ args, folder, input: `${path}\0` });
  if (code !== 0) return [];
  const fields = new TextDecoder().decode(stdout).split("\0");
  const found: string[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [, name = "", value = ""] = fields.slice(at, at + 3);
    if (!harmless.includes(value)) found.push(value === "set" ? name : `${name}=${value}`);
  }
  return found;
}
