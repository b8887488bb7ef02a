import type { AccountStanding } from "../model/account-standing.ts";
import { defined } from "../model/defined.ts";
import { type Account, isOf, type Project, sandboxAccountName } from "../model/project.ts";
import type { OfflineWorld, Selection } from "../model/world.ts";
import { selectAccounts } from "../resolve/select.ts";
import { check } from "./check.ts";

/** An account, and what files say of it. */
export interface KnownAccount {
  readonly account: Account;
  readonly standing: Omit<AccountStanding, "credential" | "missing">;
}

/** The accounts of a project that are selected, the built-in one where documents name it; asks nobody. */
export async function accountsIn(world: OfflineWorld, selection: Selection) {
  const { project, all, problems } = await check(world, selection, "without-clock");
  if (project === undefined) return { accounts: [], problems };
  const accounts = listed(project, selection, all).map((account): KnownAccount => {
    const documents = all.filter((document) => document.account === account.name).length;
    const { name, platform, identity, component } = account;
    const own = [...world.kinds.values()].filter(({ kind }) => isOf(account, kind.platform));
    const kinds = own.map(({ kind }) => kind.name).sort();
    const ofComponent = defined({ component: component?.appid });
    return { account, standing: { name, platform, identity, ...ofComponent, kinds, documents } };
  });
  return { project, accounts, problems };
}

function listed(
  project: Project,
  selection: Selection,
  documents: readonly { readonly account: string }[],
): readonly Account[] {
  const isSelected = new Set(selectAccounts(project, selection).map(({ name }) => name));
  const isUsed = documents.some(({ account }) => account === sandboxAccountName);
  return project.accounts.filter(({ name }) => isSelected.has(name) && (name !== sandboxAccountName || isUsed));
}
