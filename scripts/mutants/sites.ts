import ts from "typescript";

/** One small bug that can be planted in a file: the text from `start` to `end` is replaced. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What was done, in the words of the operator. */
  readonly what: string;
}

const swapped: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
  [ts.SyntaxKind.AmpersandAmpersandToken, "||"],
  [ts.SyntaxKind.BarBarToken, "&&"],
  [ts.SyntaxKind.PlusToken, "-"],
  [ts.SyntaxKind.MinusToken, "+"],
]);

const swappedMethods: Readonly<Record<string, string>> = { some: "every", every: "some" };

/** Every mutant of a source, in its order. Types and imports have none. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const put = (node: ts.Node, replacement: string, what: string) =>
    found.push({ start: node.getStart(tree), end: node.getEnd(), replacement, what });
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const replacement = swapped.get(node.operatorToken.kind);
      const isText = ts.isStringLiteralLike(node.left) || ts.isStringLiteralLike(node.right);
      if (replacement !== undefined && !isText)
        put(node.operatorToken, replacement, `${node.operatorToken.getText(tree)} is ${replacement}`);
    }
    if (ts.isIfStatement(node)) {
      put(node.expression, "true", "if (true)");
      put(node.expression, "false", "if (false)");
    }
    if (ts.isConditionalExpression(node)) {
      put(node.condition, "true", "the condition is true");
      put(node.condition, "false", "the condition is false");
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      put(node, node.operand.getText(tree), "without !");
    if (node.kind === ts.SyntaxKind.TrueKeyword) put(node, "false", "true is false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) put(node, "true", "false is true");
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) put(node, ";", "a call is left out");
    if (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) put(node, "...[]", "a list is left out");
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) methodMutants(node, put, tree);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function methodMutants(
  { expression, arguments: operands }: ts.CallExpression,
  put: (node: ts.Node, replacement: string, what: string) => void,
  tree: ts.SourceFile,
): void {
  const { name } = expression as ts.PropertyAccessExpression;
  const method = name.getText(tree);
  const other = swappedMethods[method];
  if (other !== undefined) put(name, other, `${method} is ${other}`);
  const [only] = operands;
  if (method === "filter" && only !== undefined) put(only, "() => true", "nothing is filtered");
}

/** The line of a mutant, counted from 1. */
export function lineOf(source: string, { start }: Mutant): number {
  return source.slice(0, start).split("\n").length;
}
