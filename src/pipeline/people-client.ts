import type { Client } from "../model/client.ts";
import type { AccountPeople } from "../model/people.ts";
import type { Problem } from "../model/problem.ts";

/**
 * The one door between stand-ins and people: a request about people gets them right before it is sent, and whatever comes
 * back, a refusal that quotes one of them too, has stand-ins before anybody looks at it. All other calls go through as
 * they are: a Weixin name may be a word of a card as well, which nobody may alter.
 */
export function withPeople(client: Client, people: AccountPeople): Client {
  const concealed = (problem: Problem): Problem => ({ ...problem, args: people.concealed(problem.args) });
  return {
    call: async (request, intent, signal) => {
      if (request.namesPeople !== true) return client.call(request, intent, signal);
      const body = people.revealed(request.body);
      const reply = await client
        .call({ ...request, body }, intent, signal)
        .catch((bug: unknown) => withoutPeople(bug, people));
      if (reply.status === "unknown") return { ...reply, problem: concealed(reply.problem) };
      if (reply.status === "ok") return { ...reply, body: people.answered(reply.body) };
      const answer = reply.body === undefined ? {} : { body: people.answered(reply.body) };
      return { ...reply, problem: concealed(reply.problem), ...answer };
    },
  };
}

/** A bug of ours may tell what it was about, and is told to whoever runs the command. */
function withoutPeople(bug: unknown, people: AccountPeople): never {
  if (bug instanceof Error) bug.message = people.concealed(bug.message);
  throw bug;
}
