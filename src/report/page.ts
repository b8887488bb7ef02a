/**
 * Lines as one text, each with its end. A line break within a line is data: it becomes visible, so that no value begins
 * a line of its own. Whatever else a line may hold is made harmless where it is printed.
 */
export function page(lines: readonly string[]): string {
  return lines.map((line) => `${unbroken(line)}\n`).join("");
}

/** A text on one line. */
export function unbroken(text: string): string {
  return text.replaceAll("\n", "\\u{a}");
}
