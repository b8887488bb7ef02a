import type { Client } from "../model/client.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { World } from "../model/world.ts";

/** Opens the clients of accounts; an account that cannot be reached is reported and does not stop the others. */
export async function connectAll(world: World, project: Project, accounts: readonly Account[]) {
  const clients = new Map<string, Client>();
  const problems: Problem[] = [];
  for (const account of accounts) {
    const client = await world.connect(account, project);
    if ("call" in client) clients.set(account.name, client);
    else problems.push(client);
  }
  return { clients, problems };
}
