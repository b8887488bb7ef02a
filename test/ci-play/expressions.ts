import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { isBasicExpression, isBoolean, isMapping, isNumber, isSequence, isString } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import type { Json } from "../../src/model/json.ts";

/** What an expression may name: `github`, `needs` and the like. A context that is not there may not be named. */
export type Contexts = Readonly<Record<string, Json>>;

/** What became of all that stands before a job or a step. */
export type Status = "success" | "failure";

const functionsOf = (status: Status) =>
  [
    ["always", true],
    ["cancelled", false],
    ["failure", status === "failure"],
    ["success", status === "success"],
  ] as const;

/** Evaluates an expression with the package that GitHub's own editors use; throws for what it does not know. */
function evaluated(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = functionsOf(status).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, known, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

/** Whether the `if:` of a job or a step lets it run; the parser has put `success()` in front where no status is asked for. */
export function holds(condition: TemplateToken, contexts: Contexts, status: Status): boolean {
  if (!isBasicExpression(condition)) throw new Error("an if: that is no expression");
  return Boolean(plain(evaluated(condition.expression, contexts, status)));
}

/** A value of a workflow with all its expressions evaluated. */
export function jsonOf(token: TemplateToken, contexts: Contexts): Json {
  if (isBasicExpression(token)) return plain(evaluated(token.expression, contexts, "success"));
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  if (isSequence(token)) return [...token].map((item) => jsonOf(item, contexts));
  if (isMapping(token))
    return Object.fromEntries([...token].map(({ key, value }) => [key.toString(), jsonOf(value, contexts)]));
  return null;
}

/** A text of a workflow with all its expressions evaluated, as a step gets it. */
export function textOf(token: TemplateToken, contexts: Contexts): string {
  if (isBasicExpression(token)) return evaluated(token.expression, contexts, "success").coerceString();
  return String(jsonOf(token, contexts) ?? "");
}

/** The texts of a mapping, such as `env:` and `with:`. */
export function textsOf(token: TemplateToken | undefined, contexts: Contexts): Record<string, string> {
  if (token === undefined) return {};
  if (!isMapping(token)) throw new Error("no mapping");
  return Object.fromEntries([...token].map(({ key, value }) => [key.toString(), textOf(value, contexts)]));
}

function plain(value: data.ExpressionData): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json;
}
