/** The longest name a document takes, in characters. */
const longest = 64;

/** Room for `-2` and its like at the end. */
const room = 6;

/**
 * A name that nobody has yet, from a text of the live resource or else from its id: letters of any script, digits, `-` and `_`, in the composed Unicode form,
 * with `-2`, `-3` … where it is taken.
 */
export function freeName(text: string | undefined, id: string, isTaken: (name: string) => boolean): string {
  const stem = cut(plain(text ?? "")) || cut(plain(id)) || "unnamed";
  if (!isTaken(stem)) return stem;
  for (let number = 2; ; number += 1) {
    const name = `${stem}-${number}`;
    if (!isTaken(name)) return name;
  }
}

function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** Cut at a character, never in one; what was composed before the cut is composed after it. */
function cut(name: string): string {
  return [...name]
    .slice(0, longest - room)
    .join("")
    .replace(/-+$/, "");
}
