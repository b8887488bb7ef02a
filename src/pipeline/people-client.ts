import type { Client } from "../model/client.ts";
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
      const reply = await client.call({ ...request, body: people.revealed(request.body) }, intent, signal);
      if (reply.status === "unknown") return { ...reply, problem: concealed(reply.problem) };
      if (reply.status === "ok") return { ...reply, body: people.concealed(reply.body) };
      const { body } = reply;
      return {
        ...reply,
        problem: concealed(reply.problem),
        ...(body === undefined ? {} : { body: people.concealed(body) }),
      };
    },
  };
}
