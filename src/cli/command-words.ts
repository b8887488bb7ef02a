import { clip } from "../model/clip.ts";

/** More of a line nobody reads. */
const longest = 200;

/** Without a break, and long enough to be a secret. */
const run = /[^\s"'`<>(),;]{12,}/g;

/** What words, paths, hosts and numbers are made of. */
const plain = /^(?:[A-Za-z]{0,14}|\d{1,6}|[a-z]\d{1,2})$/;

/**
 * The first line of what a command said on stderr, as far as it can be no secret: a run of characters that is not plainly
 * made of words becomes `(…)`. Control characters are left out. Undefined where it said nothing.
 */
export function saidOnStderr(stderr: string): string | undefined {
  const line = stderr
    .slice(0, 8_192)
    .split(/[\r\n]/)
    .map((one) => one.replace(/\p{Cc}|\p{Cf}/gu, "").trim())
    .find((one) => one !== "");
  return line === undefined ? undefined : clip(line.replace(run, shown), longest);
}

function shown(text: string): string {
  return text.split(/[/\\.:_=@-]+/).every((part) => plain.test(part)) ? text : "(…)";
}
