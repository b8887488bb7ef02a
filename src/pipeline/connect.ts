import type { Client } from "../model/client.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { World } from "../model/world.ts";
import { withPeople } from "./people-client.ts";

/** The accounts that can be called, and why others cannot. */
export interface Connected {
  readonly clients: ReadonlyMap<string, Client>;
  readonly problems: readonly Problem[];
  /** True where no account may be called. */
  readonly isNobody: boolean;
}

/**
 * Opens the clients of accounts; an account that cannot be reached is reported and does not stop the others. Where nobody
 * may be called at all, that is said.
 */
export async function connectAll(world: World, project: Project, accounts: readonly Account[]): Promise<Connected> {
  const clients = new Map<string, Client>();
  const problems: Problem[] = [];
  for (const account of accounts) {
    const client = await world.connect(account, project);
    if ("nobody" in client) return { clients, problems: client.nobody, isNobody: true };
    if ("call" in client) clients.set(account.name, withPeople(client, world.people.of(account.identity)));
    else problems.push(ofAccount(client, account));
  }
  return { clients, problems, isNobody: false };
}

/** What names an account stands against that one; what does not, such as a proxy that is wrong, stands against all. */
function ofAccount(found: Problem, { name }: Account): Problem {
  return found.account === undefined && found.args["account"] === name ? { ...found, account: name } : found;
}
