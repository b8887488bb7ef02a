import type { Locate } from "../model/document.ts";
import { inDocument } from "../model/parts.ts";
import { childPointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { isSeen } from "./unread.ts";

/** A problem of reading one resource, at the line of its id. */
export function atId(found: Problem, resource: Desired, project: Project, locate: Locate): Problem {
  if (found.address === undefined) return found;
  // Made a moment ago, and read by nobody yet: it shows late.
  const isFresh = found.code === "resource-missing" && resource.memory.id === resource.id && !isSeen(resource.memory);
  const problem: Problem = isFresh ? { ...found, code: "made-not-shown", class: "failure" } : found;
  const sandbox = project.accounts.some((account) => account.name === resource.account && account.sandbox);
  const declared = resource.document.id !== undefined;
  const args = sandbox ? { ...problem.args, sandbox, declared } : problem.args;
  return { ...problem, args, place: locate(resource.document.source, "/id", "value") };
}

/** A problem of carrying out a step, at the line of the field it is about, or of the document's name. */
export function atField(problem: Problem, desired: readonly Desired[], locate: Locate): Problem {
  const resource =
    problem.address === undefined ? undefined : desired.find((other) => other.address === problem.address);
  if (resource === undefined || problem.place !== undefined) return problem;
  const { source, spec } = resource.document;
  if (problem.path === undefined) return { ...problem, place: locate(source, "/name", "key") };
  // What is not there is missing from what is above it.
  if (valueAt(spec, problem.path) === undefined)
    return {
      ...problem,
      place: locate(source, inDocument(problem.path.slice(0, problem.path.lastIndexOf("/"))), "key"),
    };
  // One item of a list has a line of its own.
  const list = valueAt(spec, problem.path);
  const index = Array.isArray(list) ? list.indexOf(problem.args["item"]) : -1;
  const pointer = index === -1 ? problem.path : childPointer(problem.path, index);
  return { ...problem, place: locate(source, inDocument(pointer), "value") };
}

/** A reason of an account is reported once, however many resources it kept from being read. */
export function once(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    if (problem.address !== undefined) return true;
    const key = `${problem.code} ${String(problem.args["account"])}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
