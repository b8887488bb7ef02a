import { shownId } from "../../model/asked.ts";
import type { Client, WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { CodeReading, MemberView, Shown } from "../../model/member.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Selection, World } from "../../model/world.ts";
import { type OpenedCard, openCard } from "./find-card.ts";
import { memberView } from "./view.ts";

/** Told every text that belongs to a person, before anything can print it. */
export type LearnPersonal = (texts: readonly string[]) => void;

/** Which member is asked for. */
export interface AskedMember {
  readonly code: string;
  /** The address of the card. */
  readonly card: string;
  readonly learn: LearnPersonal;
}

/** A member, as far as the platform says anything of one. */
export interface MemberFound {
  readonly member?: Shown<MemberView>;
  readonly problems: readonly Problem[];
}

/** Reads what is known of one member, by two calls, and writes nothing anywhere. */
export async function readMember(world: World, selection: Selection, asked: AskedMember): Promise<MemberFound> {
  const card = await openCard(world, selection, asked.card);
  if ("length" in card) return { problems: card };
  const { address, id, calls, run } = card;
  const code = await readCode(world, card, asked);
  if ("problem" in code) return { problems: [code.problem] };
  const { reading } = code;
  const person = await answerOf(world, card, { request: calls.person(id, asked.code), ...asked });
  const known = "body" in person ? calls.readPerson(person.body) : undefined;
  // The state has the last word of the call that is about it: the other one may refuse a code that is not in use.
  const together = { ...known, ...reading, ...(known?.balance === undefined ? {} : { balance: known.balance }) };
  const { timezone } = run.project;
  const member = memberView({ address, code: asked.code, reading: together, timezone });
  return { member, problems: againstPerson(person, card, known, reading) };
}

/** Why nothing is known of the person; a code that is not in use says so by its state already. */
function againstPerson(
  person: Answered,
  { address, calls }: OpenedCard,
  known: CodeReading | undefined,
  { status }: CodeReading,
): readonly Problem[] {
  if ("body" in person) return known === undefined ? [unusable(calls.person("", "").path, address)] : [];
  const isTold = person.code !== undefined && calls.stateCodes.includes(person.code) && status !== "NORMAL";
  return isTold ? [] : [{ ...person.problem, address }];
}

/** Reads the state of a code. What the platform answers is believed only when it is about the card. */
export async function readCode(
  world: Pick<World, "signal">,
  card: OpenedCard,
  { code, learn }: Pick<AskedMember, "code" | "learn">,
): Promise<{ readonly reading: CodeReading } | { readonly code?: string; readonly problem: Problem }> {
  const { address, id, calls } = card;
  const request = calls.code(id, code);
  const answer = await answerOf(world, card, { request, learn });
  if ("problem" in answer) return { ...answer, problem: { ...answer.problem, address } };
  const reading = calls.readCode(answer.body);
  if (reading === undefined || reading.status === undefined) return { problem: unusable(request.path, address) };
  if (reading.cardId !== undefined && reading.cardId !== id) {
    const args = { call: request.path, name: calls.idName, asked: id, came: shownId(reading.cardId) };
    return { problem: problem("answer-unusable", args, { address }) };
  }
  return { reading };
}

/** A call about a person. */
export interface PersonCall {
  readonly request: WireRequest;
  readonly learn: LearnPersonal;
}

type Answered = { readonly body: JsonObject } | { readonly code?: string; readonly problem: Problem };

/** Asks, and keeps what the answer says of a person out of everything before anybody looks at it. */
export async function answerOf(
  { signal }: Pick<World, "signal">,
  { run, account, calls }: Pick<OpenedCard, "run" | "account" | "calls">,
  { request, learn }: PersonCall,
): Promise<Answered> {
  const client = run.clients.get(account.name) as Client;
  const reply = await client.call(request, "read", signal);
  if ("body" in reply && reply.body !== undefined) learn(calls.personalTexts(reply.body));
  if (reply.status === "ok") return { body: reply.body };
  return reply.status === "refused" ? { code: reply.code, problem: reply.problem } : { problem: reply.problem };
}

/** The platform has answered, and nothing of it can be used. */
export function unusable(call: string, address?: string): Problem {
  return problem("answer-unusable", { call }, address === undefined ? {} : { address });
}
