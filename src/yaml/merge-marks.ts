/**
 * Lines that git leaves where two sides changed the same place. Source: git-merge, "How conflicts are presented", diff3
 * included.
 */
const mergeLine = /^(?:(?:<{7}|>{7}|\|{7})(?=[ \t\r]|$)|={7}(?=\r?$))/m;

const marks = ["<<<<<<<", ">>>>>>>", "=======", "|||||||"];

/** Where an unfinished merge of git begins in a text; undefined where there is none. */
export function mergeMark(text: string): number | undefined {
  // Looked for in every file: the cheap question first, which a search answers sooner than a pattern.
  if (!marks.some((mark) => text.includes(mark))) return undefined;
  return mergeLine.exec(text)?.index;
}
