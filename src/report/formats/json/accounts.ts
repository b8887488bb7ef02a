import type { Json } from "../../../model/json.ts";
import type { AccountsResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** The accounts of a project, as they stand without asking anybody. */
export function accountsJson({ accounts, problems, kinds }: AccountsResult): string {
  return resultJson("accounts", {
    accounts: accounts as unknown as Json,
    problems: problemsJson(problems, kinds),
  });
}
