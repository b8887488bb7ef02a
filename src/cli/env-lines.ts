/**
 * One line of a `.env` file that says something: where it begins, and the name it sets; without a name it is no
 * assignment at all.
 */
export interface EnvLine {
  /** Counts from 1. */
  readonly line: number;
  readonly name?: string;
}

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(.*)$/;

/**
 * The lines of a `.env` file that say something, blank lines and comments left out.
 *
 * Values are the business of `parseEnv` of Node, which says nothing of lines and passes over what it does not
 * understand. A value in quotes goes on to the next such quote, over several lines when it has to, as it does there;
 * without a closing quote it ends with its line.
 */
export function envLines(text: string): EnvLine[] {
  const lines = text.split(/\r\n?|\n/);
  const found: EnvLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const written = (lines[index] ?? "").trim();
    if (written === "" || written.startsWith("#")) continue;
    const [, name, value = ""] = assignment.exec(written) ?? [];
    found.push(name === undefined ? { line: index + 1 } : { line: index + 1, name });
    if (name !== undefined) index += linesOfValue(value, lines.slice(index + 1));
  }
  return found;
}

/** How many of the lines below belong to a value. */
function linesOfValue(value: string, below: readonly string[]): number {
  const quote = value.charAt(0);
  if (!/["'`]/.test(quote) || value.indexOf(quote, 1) !== -1) return 0;
  return below.findIndex((line) => line.includes(quote)) + 1;
}
