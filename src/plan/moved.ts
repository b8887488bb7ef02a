import { defined } from "../model/defined.ts";
import { canonicalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Change, FieldChange, Step } from "../model/plan.ts";
import { childPointer, type Pointer, segments } from "../model/pointer.ts";

/** What one plan says of a resource. */
export interface PlannedPart {
  readonly change?: Change;
  readonly steps: readonly Step[];
  /** Digest of what the plan was made from; absent when nobody knows. */
  readonly documents?: string;
}

/**
 * What moved between a saved plan and a fresh one, field by field, for the words of a conflict: `{ path, side }` with
 * what was and what is, of the live value, of the file's, or of both. `side` says which of them moved, as far as two
 * plans can show.
 */
export function movedBetween(saved: PlannedPart, fresh: PlannedPart): JsonObject[] {
  const [old, now] = [fieldsOf(saved.change), fieldsOf(fresh.change)];
  const side = sideOf(saved, fresh);
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  // Of drift that either plan leaves alone nothing is sent: it approves nothing, and its moves are nobody's concern.
  const isSent = (path: Pointer) => [old.get(path), now.get(path)].some((field) => field && field.verdict !== "keep");
  const fields = paths.filter(isSent).flatMap((path) => movedField(path, old.get(path), now.get(path), side));
  const others = [...movedId(saved, fresh), ...movedObjects(saved, fresh)];
  if (fields.length + others.length > 0) return [...fields, ...others];
  // Every declared field is as it was: what is carried along with them is not.
  const along = movedBodies(saved.steps, fresh.steps);
  return along.length > 0 ? along : [{ path: "", side }];
}

function fieldsOf(change: Change | undefined): ReadonlyMap<Pointer, FieldChange> {
  // A file that somebody made by hand may hold anything.
  const fields = Array.isArray(change?.fields) ? (change.fields as readonly FieldChange[]).filter(isObject) : [];
  return new Map(fields.map((field) => [String(field.path), field]));
}

type Side = "live" | "file" | "unclear";

/** Which side moved as a whole: with the same documents it is the live one, with the same live values the file. */
function sideOf(saved: PlannedPart, fresh: PlannedPart): Side {
  if (saved.documents !== undefined && saved.documents === fresh.documents) return "live";
  return saved.change !== undefined && saved.change.seen === fresh.change?.seen ? "file" : "unclear";
}

function movedField(
  path: Pointer,
  old: FieldChange | undefined,
  now: FieldChange | undefined,
  whole: Side,
): JsonObject[] {
  if (now === undefined)
    return old === undefined ? [] : [{ path, side: whole, liveWas: old.before, fileWas: old.after, is: "gone" }];
  if (old === undefined) {
    const origin = ({ drift: "live", conflict: "both", file: whole } as const)[now.origin];
    return [{ path, side: whole === "unclear" ? origin : whole, live: now.before, file: now.after, is: "new" }];
  }
  return changedField(path, old, now, whole);
}

/** What moved of a field that both plans have. */
function changedField(path: Pointer, old: FieldChange, now: FieldChange, whole: Side): JsonObject[] {
  const isLive = differ(old.before, now.before);
  const isFile = differ(old.after, now.after);
  const live: JsonObject = isLive ? { liveWas: old.before, live: now.before } : {};
  const file: JsonObject = isFile ? { fileWas: old.after, file: now.after } : {};
  if (isLive || isFile) return [{ path, side: !isFile ? "live" : isLive ? "both" : "file", ...live, ...file }];
  if (old.verdict === now.verdict && old.origin === now.origin) return [];
  return [{ path, side: whole, verdictWas: String(old.verdict), verdict: now.verdict, is: "judged" }];
}

function movedId({ change: old }: PlannedPart, { change: now }: PlannedPart): JsonObject[] {
  if (old === undefined || now === undefined || old.id === now.id) return [];
  return [{ path: "/id", side: "unclear", idWas: String(old.id), id: now.id }];
}

/** The objects of a resource made of several, where somebody else has put others in their place. */
function movedObjects({ change: old }: PlannedPart, { change: now }: PlannedPart): JsonObject[] {
  const ids = (change: Change | undefined) =>
    Array.isArray(change?.objects)
      ? change.objects.flatMap((object) => (isObject(object) ? (object.id ?? []) : [])).map(String)
      : [];
  if (old === undefined || now === undefined || old.id !== now.id) return [];
  const [were, are] = [ids(old).sort(), ids(now).sort()];
  return differ(were, are) ? [{ path: "/id", side: "live", idWas: were.join(), id: are.join() }] : [];
}

/** Where bodies differ, as pointers into `spec`. */
function movedBodies(saved: readonly Step[], fresh: readonly Step[]): JsonObject[] {
  return fresh.flatMap((step, index) => {
    const old = saved[index];
    if (old === undefined) return [];
    const tops = step.because.map((path) => segments(path)[0] ?? "");
    return differing(old.body, step.body, "").map(({ path, was, is }) => ({
      path: belowRoot(path, tops),
      side: "live",
      ...defined({ liveWas: was, live: is }),
    }));
  });
}

/** A pointer into a body without what stands around the fields. */
function belowRoot(path: Pointer, tops: readonly string[]): Pointer {
  const keys = segments(path);
  const at = keys.findIndex((key) => tops.includes(key));
  return at === -1 ? path : keys.slice(at).reduce<Pointer>(childPointer, "");
}

interface Differing {
  readonly path: Pointer;
  readonly was: Json | undefined;
  readonly is: Json | undefined;
}

function differing(was: Json | undefined, is: Json | undefined, path: Pointer): Differing[] {
  if (!differ(was, is)) return [];
  if (!isObject(was) || !isObject(is)) return [{ path, was, is }];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return keys.flatMap((key) => differing(own(was, key), own(is, key), childPointer(path, key)));
}

/** A member of a body, and never one that every object of JavaScript has. */
function own(body: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(body, key) ? body[key] : undefined;
}

function differ(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson(a ?? null) !== canonicalJson(b ?? null);
}
