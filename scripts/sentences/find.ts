import ts from "typescript";

/** A text of the code that a person would read as a sentence. */
export interface Sentence {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Three words with blanks between them, or as much Chinese. */
const words = /\p{L}{2,}[,;:]? \p{L}+[,;:]? \p{L}{2,}|\p{Script=Han}{6,}/u;

/** The head of a table: a cell of words between two bars. */
const tableHead = /\| *\p{L}[^|]* \|/u;

/**
 * The sentences among the string literals of a source text. Comments are none, nor is what a thrown error says: it is
 * read by whoever mends a bug.
 */
export function sentencesIn(file: string, text: string): readonly Sentence[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Sentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText(source) === "Error") return;
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    const literal = literalText(node);
    if (literal !== undefined && (words.test(literal) || tableHead.test(literal)))
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text: literal });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The text of a literal, with `…` in place of each value that is put into it. */
function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
}
