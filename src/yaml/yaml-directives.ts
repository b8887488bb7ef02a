import { Parser } from "yaml";
import type { Problem, Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import { wrong } from "./yaml-problem.ts";

/**
 * Directives that ask for another language than YAML 1.2, or for something nobody knows. `yaml` reads on as if they
 * were not there where it does not know the version, and an earlier one in another way.
 */
export function directiveProblems(file: string, text: string, most: number): Problem[] {
  const problems: Problem[] = [];
  if (!/^%/m.test(text)) return problems;
  for (const token of new Parser().parse(text)) {
    if (token.type !== "directive" || problems.length >= most) continue;
    const [name = "", ...rest] = token.source.trim().split(/[ \t]+/);
    const at = <Code extends OwnCode>(code: Code, args: Raised<Code>) =>
      problems.push(wrong(code, file, text, token.offset, token.source.length, args));
    const version = rest.join(" ");
    if (name === "%YAML" && version !== "1.2") at("yaml-version", { version: version || undefined });
    if (name !== "%YAML" && name !== "%TAG")
      at("yaml-syntax", { reason: "unknown-directive", name, rule: "BAD_DIRECTIVE" });
  }
  return problems;
}
