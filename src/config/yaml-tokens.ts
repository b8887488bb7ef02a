import { Lexer } from "yaml";

/** Which YAML a file may hold: any, or plain data without anchors, aliases, tags and directives. */
export type YamlStyle = "any" | "data";

/** What keeps a file from being parsed. */
export interface Refused {
  readonly what: "too-many" | "too-deep" | "anchor" | "alias" | "tag" | "directive";
  readonly offset: number;
  readonly length: number;
}

const indicators: Readonly<Record<string, Refused["what"]>> = {
  "&": "anchor",
  "*": "alias",
  "!": "tag",
  "%": "directive",
};
/** What the lexer says of what comes, which is no part of the text: a document, the end of brackets by mistake, a scalar. */
const controls = new Set(["\x02", "\x18", "\x1f"]);
const scalar = "\x1f";

/**
 * Counts the tokens of a text before anything is made of them: a tree costs a hundred times the text, and more than a file is worth. Undefined where there are few
 * enough, and nothing that may not be there.
 */
export function lex(
  text: string,
  { tokens, open }: { readonly tokens: number; readonly open: number },
  style: YamlStyle,
): Refused | undefined {
  let offset = 0;
  let count = 0;
  let brackets = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > tokens) return { what: "too-many", offset, length: lexeme.length };
    if (isScalar || !controls.has(lexeme)) {
      const what = isScalar || style === "any" ? undefined : indicators[lexeme[0] ?? ""];
      if (what !== undefined) return { what, offset, length: lexeme.length };
      if (!isScalar && (lexeme === "[" || lexeme === "{")) brackets += 1;
      if (!isScalar && (lexeme === "]" || lexeme === "}")) brackets = Math.max(0, brackets - 1);
      if (brackets > open) return { what: "too-deep", offset, length: 1 };
      offset += lexeme.length;
      isScalar = false;
    } else isScalar = lexeme === scalar;
  }
  return undefined;
}
