/**
 * How a format of pages writes what stands on a line. Everything from data goes through `code` or `cell`, which make it
 * say what it says and nothing else; whatever a sentence of ours is made with has gone through one of them.
 */
export interface Markup {
  /** Data, such as an address, a value or a message. Line breaks in it become visible. */
  readonly code: (text: string) => string;
  /** The same for a cell of a table, and for values that stand beside others. */
  readonly cell: (text: string) => string;
  /** A sentence of ours with data in it, such as what is wrong: as `code`, where marks of ours may read otherwise. */
  readonly said: (text: string) => string;
  /** A word of ours as it is; where it is none after all, it is data. */
  readonly word: (text: string) => string;
  /** Stands out; takes what is written already. */
  readonly strong: (written: string) => string;
  /** The lines that begin a section, such as that of deletes. */
  readonly section: (title: string) => readonly string[];
}

/** Words of ours, such as a status, and numbers: letters alone are no link, mention, reference or markup. */
const plainWords =
  /^[a-z]+(?:[ -][a-z]+)*(?:, [a-z]+(?:[ -][a-z]+)*)*$|^\p{Script=Han}+(?:[，、]\p{Script=Han}+)*$|^\d{0,6}$/u;

/** True for a word of ours, which no format takes for more than a word. */
export function isPlainWord(text: string): boolean {
  return plainWords.test(text);
}
