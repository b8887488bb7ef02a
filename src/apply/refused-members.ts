import type { Reply } from "../model/client.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Kind, Operation } from "../model/kind.ts";
import type { Step } from "../model/plan.ts";
import {
  childPointer,
  dotted,
  isBelow,
  type Pointer,
  segments,
  valueAt,
  withoutValue,
  withValue,
} from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";

/** Where in a body fields stand, and which. */
type FieldRoot = Pick<Operation, "root" | "field">;

type Refused = Extract<Reply, { status: "refused" }>;

/** What is needed to say which live members a refusal is about. */
interface RefusalInput {
  readonly reply: Refused;
  readonly step: Pick<Step, "carried" | "because" | "body">;
  readonly operation: FieldRoot;
  readonly kind: Kind;
}

/** The field that a pointer into the body of an operation is about; undefined for what stands around the fields. */
export function fieldNamed(about: Pointer, { root, field = "" }: FieldRoot): Pointer | undefined {
  return about.startsWith(`${root}/`) ? `${field}${about.slice(root.length)}` : undefined;
}

/**
 * The live members that nobody declares and that a refusal is, or may be, about: the one it names, or all that nobody
 * knows where it names none and its code may be about such a member. Empty when it is about something else.
 */
export function refusedMembers({ reply, step, operation, kind }: RefusalInput): readonly Pointer[] {
  const { about } = reply;
  if (about === undefined) return kind.memberCodes.includes(reply.code) ? (step.carried ?? []) : [];
  const named = fieldNamed(withoutPlaces(about, step.body), operation);
  if (named === undefined) return [];
  return step.because.some((one) => isBelow(named, [one]) || isBelow(one, [named])) ? [] : [named];
}

/**
 * Which of the members that may be left out are to be, after a refusal: the one it names, or those below it; what
 * nobody knows goes as a whole, whatever in it was named. None when it is about something else.
 */
export function droppedNext(
  { droppable = [], carried = [] }: Pick<Step, "droppable" | "carried">,
  refused: readonly Pointer[],
): readonly Pointer[] {
  const within = droppable.filter((path) => isBelow(path, refused));
  if (within.length > 0) return within;
  return droppable.filter((path) => carried.includes(path) && refused.some((one) => isBelow(one, [path])));
}

/** Says that a refusal is, or may be, about live members that nobody declares, and what can be done. */
export function refusedMemberProblem(
  step: Step,
  members: readonly Pointer[],
  reply: Refused,
  agreed: boolean,
): Problem {
  const named = reply.about !== undefined;
  const args = { members: members.map(dotted), address: step.address, named, agreed };
  return problem("live-member-refused", args, { address: step.address });
}

/** A body without some members, or with what is sent in their place. */
export function bodyWithout(
  body: JsonObject,
  root: Pointer,
  members: readonly Pointer[],
  instead: JsonObject = {},
): JsonObject {
  return members.reduce((kept, path) => {
    const other = instead[path];
    if (other !== undefined) return withValue(kept, `${root}${path}`, other);
    return withoutValue(kept, `${root}${path}`);
  }, body);
}

/** A pointer into a body without the places of items in lists. */
function withoutPlaces(pointer: Pointer, body: JsonObject): Pointer {
  let value: Json | undefined = body;
  let path: Pointer = "";
  for (const key of segments(pointer)) {
    if (!Array.isArray(value)) path = childPointer(path, key);
    value = valueAt(value, childPointer("", key));
  }
  return path;
}
