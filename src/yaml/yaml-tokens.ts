import { Lexer } from "yaml";

/** Which YAML a file may hold: any, or plain data without anchors, aliases, tags and directives. */
export type YamlStyle = "any" | "data";

/** What keeps a file from being parsed. */
export interface Refused {
  readonly what: "too-many" | "too-deep" | "anchor" | "alias" | "tag" | "directive";
  readonly offset: number;
  readonly length: number;
}

const indicators: Readonly<Partial<Record<string, Refused["what"]>>> = {
  "&": "anchor",
  "*": "alias",
  "!": "tag",
  "%": "directive",
};
/**
 * What the lexer says of what comes, which is no part of the text: a document, the end of brackets by mistake, a
 * scalar.
 */
const controls = new Set(["\x02", "\x18", "\x1f"]);
const scalar = "\x1f";

/** How a lexeme changes how deep brackets stand in each other. */
function nestingOf(lexeme: string): number {
  if (lexeme === "[" || lexeme === "{") return 1;
  return lexeme === "]" || lexeme === "}" ? -1 : 0;
}

/**
 * Counts the tokens of a text before anything is made of them: a tree costs a hundred times the text, and more than a
 * file is worth. Undefined where there are few enough, and nothing that may not be there.
 */
export function lex(
  text: string,
  { tokens, open }: { readonly tokens: number; readonly open: number },
  style: YamlStyle,
): Refused | undefined {
  const refused: typeof indicators = style === "any" ? {} : indicators;
  let offset = 0;
  let count = 0;
  let brackets = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > tokens) return { what: "too-many", offset, length: lexeme.length };
    if (isScalar) isScalar = false;
    else if (controls.has(lexeme)) {
      isScalar = lexeme === scalar;
      continue;
    } else {
      const what = refused[lexeme.charAt(0)];
      if (what !== undefined) return { what, offset, length: lexeme.length };
      brackets = Math.max(0, brackets + nestingOf(lexeme));
      if (brackets > open) return { what: "too-deep", offset, length: 1 };
    }
    offset += lexeme.length;
  }
  return undefined;
}
