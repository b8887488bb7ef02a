import { defined } from "../../../model/defined.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { AccountView, Pushed, StoreView, Unlocked } from "../../../model/state-view.ts";
import type { StateChangeResult, StateViewResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** What is remembered of accounts: entries as the journal writes them, without any body. */
export function stateViewJson({ view: { store, accounts }, problems, kinds }: StateViewResult): string {
  return resultJson("state-view", {
    ...defined({ store: store && storeJson(store) }),
    accounts: accounts.map(accountJson),
    problems: problemsJson(problems, kinds),
  });
}

function storeJson({ asOf, ...rest }: StoreView): JsonObject {
  return { ...rest, as_of: asOf };
}

function accountJson({ entries, store, applied, lease, ...rest }: AccountView): JsonObject {
  return {
    ...rest,
    ...defined({
      applied: applied && { ...applied, parents: [...applied.parents] },
      lease: lease && { ...lease },
      store: store && storeJson(store),
    }),
    entries: Object.fromEntries(entries),
  };
}

/** What was changed of the memory by hand; lists that were not asked for are left out. */
export function stateChangeJson({ change, problems, kinds }: StateChangeResult): string {
  const { forgotten, unlocked, pushed, left } = change;
  const lists = (all: readonly (Pushed | Unlocked)[] | undefined) => all?.map((one) => ({ ...one }));
  return resultJson("state-change", {
    ...defined({
      forgotten: forgotten && [...forgotten],
      unlocked: lists(unlocked),
      pushed: lists(pushed),
      left: lists(left),
    }),
    problems: problemsJson(problems, kinds),
  });
}
