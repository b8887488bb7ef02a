import { Composer, Lexer, type Node, Parser, type Document as YamlDocument } from "yaml";
import { yamlLimits } from "./yaml-limits.ts";

/** A parsed document, with the nodes that know their places. */
export type Parsed = YamlDocument.Parsed;

/** The parsed documents of a text; the offset where it is nested deeper than `yamlLimits` allow. */
export function parseYaml(text: string): { readonly documents: readonly Parsed[] } | { readonly deep: number } {
  const parser = new Parser();
  // Our own walk finds duplicate keys in linear time; the library's check is quadratic.
  const composer = new Composer({ version: "1.2", uniqueKeys: false, intAsBigInt: true, logLevel: "silent" });
  let deep: number | undefined;
  function* tokens() {
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      // Building nodes recurses: depth is judged before it can end the process.
      if (parser.stack.length > yamlLimits.open) deep ??= Math.max(0, parser.offset - 1);
      if (deep !== undefined) return;
    }
    yield* parser.end();
  }
  const { stackTraceLimit } = Error;
  // Every mistake of syntax is an error, and there may be as many as tokens; nobody asks for their stacks, which cost
  // more than all the rest.
  Error.stackTraceLimit = 0;
  try {
    const documents = [...composer.compose(tokens(), false, text.length)] as Parsed[];
    return deep === undefined ? { documents } : { deep };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The text of a scalar as it stands in the file, quotes and all. */
export function sourceText(text: string, node: Node): string {
  const [start, end] = node.range ?? [0, 0];
  return text.slice(start, end);
}
