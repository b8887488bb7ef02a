import type { Locate } from "../model/document.ts";
import { childPointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { isSeen } from "./unread.ts";

/** A problem of reading one resource, at the line of its id. */
export function atId(found: Problem, one: Desired, project: Project, locate: Locate): Problem {
  if (found.address === undefined) return found;
  // Made a moment ago, and read by nobody yet: it shows late.
  const isFresh = found.code === "resource-missing" && one.lock.id === one.id && !isSeen(one.lock);
  const problem: Problem = isFresh ? { ...found, code: "made-not-shown", class: "failure" } : found;
  const sandbox = project.accounts.some((account) => account.name === one.account && account.sandbox);
  const declared = one.document.id !== undefined;
  const args = sandbox ? { ...problem.args, sandbox, declared } : problem.args;
  return { ...problem, args, place: locate(one.document.source, "/id", "value") };
}

/** A problem of carrying out a step, at the line of the field it is about, or of the document's name. */
export function atField(problem: Problem, desired: readonly Desired[], locate: Locate): Problem {
  const one = problem.address === undefined ? undefined : desired.find((other) => other.address === problem.address);
  if (one === undefined || problem.place !== undefined) return problem;
  const { source, spec } = one.document;
  if (problem.path === undefined) return { ...problem, place: locate(source, "/name", "key") };
  // What is not there is missing from what is above it.
  if (valueAt(spec, problem.path) === undefined)
    return { ...problem, place: locate(source, `/spec${problem.path.slice(0, problem.path.lastIndexOf("/"))}`, "key") };
  // One item of a list has a line of its own.
  const list = valueAt(spec, problem.path);
  const index = Array.isArray(list) ? list.indexOf(problem.args["item"]) : -1;
  const pointer = index === -1 ? problem.path : childPointer(problem.path, index);
  return { ...problem, place: locate(source, `/spec${pointer}`, "value") };
}

/** One reason of one account is told once, however many resources it kept from being read. */
export function once(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    if (problem.address !== undefined) return true;
    const key = `${problem.code} ${String(problem.args["account"])}`;
    const first = !told.has(key);
    told.add(key);
    return first;
  });
}
