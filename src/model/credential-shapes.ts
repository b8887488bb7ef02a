/** What is a secret by its look, whatever stands before it. Each takes time in proportion to the line. */
const shapes: readonly RegExp[] = [
  // User and password in an address; a number before the path is a port.
  /:\/\/[^\s/?#@:]{0,256}:(?!\d{1,5}(?:[/?#]|$))[^\s@]{1,512}@/,
  // A token in the place of the user.
  /:\/\/[^\s/?#@:]{20,512}@/,
  // JSON web tokens.
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}/,
  // .netrc
  /^\s*(?:#\s*)?password\s+\S+\s*$/i,
  /(?<!\S)(?:login|user|account)\s+\S+\s+password\s+\S/i,
  // .pgpass: host, port, database, user, password.
  /(?<![^\s"'])(?:\*|[^\s:"']{4,}):(?:\d{1,5}|\*):[^\s:]+:[^\s:]+:\S/,
];

/** The beginning or the end of PEM. */
export const pemMark = /(?<!-)-{4,}\s?(BEGIN|END)\b/;

/** A line between them, or one that is cut off from its beginning. */
export const pemLine = /^[\s#"'>|-]*[A-Za-z0-9+/=]+(?:\\[rn])*["',\\]*\s*$/;

/** True for a line that holds something secret by its look. */
export function holdsSecretShape(line: string, isField: (key: string) => boolean): boolean {
  return (
    pemMark.test(line) ||
    shapes.some((shape) => shape.test(line)) ||
    [...line.matchAll(flag)].some(([, name = ""]) => /secret|token|passw|pwd|key|credential/i.test(name)) ||
    [...line.matchAll(scheme)].some(([, value = ""]) => !isWords(value)) ||
    holdsLongRun(line, isField)
  );
}

/** `--token VALUE` of a command line. */
const flag = /(?<![\w-])--?([A-Za-z][\w-]*)\s+[^\s#-]/g;

/** `Bearer VALUE`, `Basic VALUE`. */
const scheme = /(?<![\w-])(?:bearer|basic)\s+([A-Za-z0-9+/._~-]{12,})/gi;

/**
 * 40 and more characters of base64 or hex without a break. They are no secret in an https address, behind a word for
 * digests and serial numbers, where they are plainly words, and as the value of a field of the catalogue on the line of
 * its key.
 */
function holdsLongRun(line: string, isField: (key: string) => boolean): boolean {
  if (!/[A-Za-z0-9+/_-]{40}/.test(line)) return false;
  let isValue = false;
  for (const found of line.matchAll(runOrContext)) {
    const [, address, comment, run, key] = found;
    if (address !== undefined) continue;
    if (comment !== undefined) isValue = false;
    else if (key !== undefined) isValue = isField(key);
    else if (run !== undefined && !isValue && !isWords(run) && !/^sha\d+-/i.test(run)) {
      if (!digest.test(line.slice(Math.max(0, found.index - 80), found.index))) return true;
    }
  }
  return false;
}

/** An address, the beginning of a comment, a long run of characters, or a key: whichever comes next. */
const runOrContext = /(https?:\/\/[^\s"'<>`]+)|(\s#)|([A-Za-z0-9+/_-]{40,})|(?<!\w)(\w+)["']?\s*:(?=[\s"'])/g;

const digest =
  /(?:sha-?\d{1,3}|md5|serial(?:_?no|_?number)?|digest|checksum|fingerprint|integrity|commit|revision|seal)["']?\s{0,8}[:=@]?\s{0,8}["']?$/i;

/** True for paths and names made of words: `pages/member/cardDetail/index`, and for rulers. */
function isWords(run: string): boolean {
  const segments = run.split(/[/_+.~-]+/).filter((segment) => segment !== "");
  const word = /^(?:[A-Z]?[a-z]{1,20}(?:[A-Z][a-z]{1,20}){0,6}\d{0,4}|[A-Z]{1,20}|\d{1,8})$/;
  return segments.every((segment) => segment.length <= 30 && word.test(segment));
}
