import type { Client } from "../model/client.ts";
import { equalJson } from "../model/json.ts";
import type { AccountPeople } from "../model/people.ts";
import type { Problem } from "../model/problem.ts";

/**
 * The one door between stand-ins and people: a request gets the people right before it is sent, and whatever comes back,
 * a refusal that quotes one of them too, has stand-ins before anybody looks at it.
 */
export function withPeople(client: Client, people: AccountPeople): Client {
  const concealed = (problem: Problem): Problem => ({ ...problem, args: people.concealed(problem.args) });
  return {
    call: async (request, intent, signal) => {
      const body = people.revealed(request.body);
      const namesPeople = equalJson(body, request.body) ? {} : { namesPeople: true as const };
      const reply = await client
        .call({ ...request, ...namesPeople, body }, intent, signal)
        .catch((bug: unknown) => withoutPeople(bug, people));
      if (reply.status === "unknown") return { ...reply, problem: concealed(reply.problem) };
      if (reply.status === "ok") return { ...reply, body: people.concealed(reply.body) };
      const answer = reply.body === undefined ? {} : { body: people.concealed(reply.body) };
      return { ...reply, problem: concealed(reply.problem), ...answer };
    },
  };
}

/** A bug of ours may tell what it was about, and is told to whoever runs the command. */
function withoutPeople(bug: unknown, people: AccountPeople): never {
  if (bug instanceof Error) bug.message = people.concealed(bug.message);
  throw bug;
}
