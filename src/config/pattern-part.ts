/** True for the name of a file or folder that a part of a pattern stands for. */
export type PartMatcher = (name: string) => boolean;

/** How much matching has been done: one for each step, whatever it took. */
export interface Work {
  steps: number;
}

type Token = { readonly star: true } | { readonly star: false; readonly takes: (character: string) => boolean };

const star: Token = { star: true };
const any: Token = { star: false, takes: () => true };

/**
 * Compiles one part of a pattern, without `/` and braces: `*` any characters, `?` one character, `[a-z]` one of a set,
 * `[!a-z]` one of the others.
 *
 * Takes time in proportion to the lengths of pattern and name multiplied, whatever both hold: a star that has matched
 * is never tried anew by an earlier one. The steps are counted in `work`, since a long part and many long names are
 * still more than a moment.
 */
export function partMatcher(part: string, work: Work = { steps: 0 }): PartMatcher {
  if (!/[*?[]/.test(part)) return (name) => name === part;
  if (!/[?[]/.test(part)) return textsBetween(part.split("*"));
  const tokens = tokensOf([...part]);
  return (name) => matches(tokens, [...name], work);
}

/**
 * Texts with anything between them: each is looked for behind the one before, the first at the beginning and the last
 * at the end.
 */
function textsBetween(texts: readonly string[]): PartMatcher {
  const [first = "", ...others] = texts;
  const last = others.pop() ?? "";
  const middle = others.filter((text) => text !== "");
  return (name) => {
    const end = name.length - last.length;
    if (end < first.length || !name.endsWith(last) || !name.startsWith(first)) return false;
    let at = first.length;
    for (const text of middle) {
      const found = name.indexOf(text, at);
      if (found === -1) return false;
      at = found + text.length;
    }
    return at <= end;
  };
}

/** How many stars a part has, those in sets left out. */
export function starsIn(part: string): number {
  const characters = [...part];
  let stars = 0;
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] === "*") stars += 1;
    if (characters[at] === "[") at = setEnd(characters, at) ?? at;
  }
  return stars;
}

/** Where a set that begins at an index ends; undefined when it does not, and the bracket is a character like others. */
export function setEnd(characters: readonly string[], start: number): number | undefined {
  const first = characters[start + 1];
  // An end right behind the beginning would be an empty set, so it is a member.
  const from = start + (first === "!" || first === "^" ? 3 : 2);
  const end = characters.indexOf("]", from);
  const slash = characters.indexOf("/", start);
  return end === -1 || (slash !== -1 && slash < end) ? undefined : end;
}

function tokensOf(characters: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    const end = character === "[" ? setEnd(characters, at) : undefined;
    if (character === "*") {
      if (tokens.at(-1) !== star) tokens.push(star);
    } else if (character === "?") tokens.push(any);
    else if (end !== undefined) {
      tokens.push({ star: false, takes: setOf(characters.slice(at + 1, end)) });
      at = end;
    } else tokens.push({ star: false, takes: (other) => other === character });
  }
  return tokens;
}

function setOf(members: readonly string[]): (character: string) => boolean {
  const isNegated = members[0] === "!" || members[0] === "^";
  const wanted = members.slice(isNegated ? 1 : 0);
  const ranges: [string, string][] = [];
  for (let at = 0; at < wanted.length; at += 1) {
    const from = wanted[at] ?? "";
    const to = wanted[at + 1] === "-" ? wanted[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  const code = (character: string) => character.codePointAt(0) ?? 0;
  return (character) => {
    const isMember = ranges.some(([from, to]) => code(from) <= code(character) && code(character) <= code(to));
    return isMember !== isNegated;
  };
}

/**
 * Goes on greedily, and comes back to the last star only: what an earlier star took was enough for all that stands
 * before the last.
 */
function matches(tokens: readonly Token[], name: readonly string[], work: Work): boolean {
  let token = 0;
  let at = 0;
  let lastStar = -1;
  let resume = 0;
  while (at < name.length) {
    work.steps += 1;
    const next = tokens[token];
    if (next !== undefined && !next.star && next.takes(name[at] ?? "")) {
      token += 1;
      at += 1;
    } else if (next?.star === true) {
      lastStar = token;
      resume = at;
      token += 1;
    } else if (lastStar !== -1) {
      token = lastStar + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (tokens[token]?.star === true) token += 1;
  return token === tokens.length;
}
