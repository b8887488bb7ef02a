import type { Reply } from "../model/client.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Kind } from "../model/kind.ts";
import type { Step } from "../model/plan.ts";
import { dotted, isBelow, type Pointer, segments, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";

type Refused = Extract<Reply, { status: "refused" }>;

/** What is needed to say which live members a refusal is about. */
export interface RefusalInput {
  readonly reply: Refused;
  readonly step: Pick<Step, "carried" | "because">;
  /** Where in the body the fields of `spec` stand. */
  readonly root: Pointer;
  readonly kind: Kind;
}

/**
 * The live members that nobody declares and that a refusal is, or may be, about: the one it names, or all that nobody knows where it names none and its code may be
 * about such a member. Empty when it is about something else.
 */
export function refusedMembers({ reply, step, root, kind }: RefusalInput): readonly Pointer[] {
  const named = reply.about?.startsWith(`${root}/`) ? withoutPlaces(reply.about.slice(root.length)) : undefined;
  const isDeclared = (path: Pointer) => step.because.some((one) => isBelow(path, [one]) || isBelow(one, [path]));
  if (named !== undefined) return isDeclared(named) ? [] : [named];
  const isVague = reply.about === undefined && kind.memberCodes.includes(reply.code);
  return isVague ? (step.carried ?? []) : [];
}

/** Which of the members that may be left out are to be, after a refusal; none when it is about something else, or they are left out already. */
export function droppedNext(droppable: readonly Pointer[], refused: readonly Pointer[]): readonly Pointer[] {
  return droppable.filter((path) => refused.some((one) => isBelow(one, [path]) || isBelow(path, [one])));
}

/** Says that a refusal is, or may be, about live members that nobody declares, and what can be done. */
export function refusedMemberProblem(step: Step, members: readonly Pointer[], reply: Refused): Problem {
  const args = { members: members.map(dotted), address: step.address, named: reply.about !== undefined };
  return { code: "live-member-refused", severity: "error", class: "failure", args, address: step.address };
}

/** A body without some members, or with what is said in their place; of a list, without those of its items. */
export function bodyWithout(
  body: JsonObject,
  root: Pointer,
  members: readonly Pointer[],
  instead: JsonObject = {},
): JsonObject {
  return members.reduce((kept, path) => {
    const other = instead[path];
    if (other !== undefined) return withValue(kept, `${root}${path}`, other);
    return without(kept, segments(`${root}${path}`)) as JsonObject;
  }, body);
}

function without(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, [key, ...rest]));
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  if (rest.length > 0) return { ...value, [key]: without(value[key] as Json, rest) };
  const { [key]: _left, ...others } = value;
  return others;
}

/** A pointer into a body without the places of items in lists. */
function withoutPlaces(pointer: Pointer): Pointer {
  return pointer.replace(/\/\d+(?=\/|$)/g, "");
}
