import type { Problem } from "./problem.ts";

/** The account that a problem is about; undefined for one of the run. */
export function accountOfProblem({ account, address }: Problem): string | undefined {
  return account ?? address?.split("/")[0];
}

/** True for a problem of an account, and for one of no account: that is everybody's. */
export function isAbout(problem: Problem, account: string): boolean {
  const own = accountOfProblem(problem);
  return own === undefined || own === account;
}
