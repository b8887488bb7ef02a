/** The longest name a document takes, in characters. */
const longest = 64;

/** Room for `-2` and its like at the end. */
const room = 6;

/** What a name is made of. */
export interface NameParts {
  /** Texts of the live resource, the one that says most first. */
  readonly texts: readonly string[];
  /** Serves where no text is left. */
  readonly id: string;
  /** Stands before a name without any letter. */
  readonly word?: string;
}

/**
 * A name that nobody has yet, from texts of the live resource or else from its id: letters of any script, digits, `-`
 * and `_`, in the composed Unicode form, with `-2`, `-3` … where it is taken.
 */
export function freeName({ texts, id, word }: NameParts, isTaken: (name: string) => boolean): string {
  const named = joined(texts.map(plain)) || cut(plain(id), longest - room) || "unnamed";
  const base = word === undefined || /\p{L}/u.test(named) ? named : joined([word, named]);
  if (!isTaken(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (!isTaken(name)) return name;
  }
}

/** Parts as one name; the first gives way, since what follows it distinguishes resources. */
function joined(parts: readonly string[]): string {
  const [first = "", ...others] = parts.filter((part) => part !== "");
  const end = cut(others.map((part) => `-${part}`).join(""), (longest - room) / 2);
  return cut(first, longest - room - [...end].length) + end;
}

function plain(text: string): string {
  // Far more than a name has; bringing a pile of marks into order takes the square of their number.
  const dashed = text
    .slice(0, 1_000)
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-");
  return withoutDashesBehind(dashed.replace(/^-+/, ""));
}

/** A loop, because `-+$` takes quadratic time on long runs. */
function withoutDashesBehind(text: string): string {
  let end = text.length;
  while (text[end - 1] === "-") end -= 1;
  return text.slice(0, end);
}

/** Cut at a character, never in one; what was composed before the cut is composed after it. */
function cut(name: string, characters: number): string {
  return withoutDashesBehind([...name].slice(0, characters).join(""));
}
