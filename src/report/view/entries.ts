import type { Change, FieldChange, Step } from "../../model/plan.ts";
import { isBelow, type Pointer } from "../../model/pointer.ts";
import { visible } from "../escape.ts";
import { callsText, idText, keptText, type ObjectSpeech, objectsText } from "../objects-text.ts";
import { carriedText, lostText, reachText, removalText } from "../plan-words.ts";
import type { Speech } from "../words.ts";
import type { Ending, Entry, Member } from "./entry.ts";
import type { PlaceOfEntry } from "./places.ts";
import { isKeptDrift, type Row, rowOf } from "./row.ts";

/** What entries are made with. */
export interface EntriesContext {
  readonly speech: Speech;
  readonly timezone: string;
  /** What the objects and items of a resource are told with. */
  readonly wordsOf: (address: string) => ObjectSpeech;
  /** The steps of a resource, in order. */
  readonly stepsOf: (address: string) => readonly Step[];
  /** Agreement that a resource waits for. */
  readonly asksOf: (address: string) => readonly string[];
  /** How the steps of a resource ended; nothing in a plan. */
  readonly endingsOf: (address: string) => readonly Ending[];
}

/**
 * The entries of a change: what is done, and apart from it what somebody moved and stays as it is. None where there is
 * nothing to tell but problems.
 */
export function entriesOf(change: Change, context: EntriesContext): Entry[] {
  const drifted = change.fields.filter(isKeptDrift);
  const done = change.fields.filter((field) => !isKeptDrift(field));
  const isDone = done.length > 0 || change.action !== "none";
  // Who reviews a change wants to see it by itself; a resource of which nothing is theirs is told whole, elsewhere.
  const others = done.filter(isOfOthers);
  const [own, rest] = others.length < done.length ? [done.filter((field) => !isOfOthers(field)), others] : [done, []];
  return [
    ...(isDone ? [entryOf(change, own, context)] : []),
    ...(rest.length === 0 ? [] : [besideOf(change, { place: "others", fields: rest }, context)]),
    ...(drifted.length === 0 ? [] : [besideOf(change, { place: "drift", fields: drifted }, context)]),
  ];
}

/** True for a field that somebody else changed in a document, before this change, whether or not it moved live too. */
function isOfOthers({ origin, thisChange }: FieldChange): boolean {
  return origin !== "drift" && thisChange === false;
}

function entryOf(change: Change, fields: readonly FieldChange[], context: EntriesContext): Entry {
  const { address, action, objects = [] } = change;
  const words = context.wordsOf(address);
  const sentences = context.speech.language.results.plan;
  const { rows, lines } = rowsOf(change, fields, context);
  const steps = context.stepsOf(address);
  const { lines: calls = [], gap } = steps.length === 0 ? {} : callsText(steps, change, words);
  const endings = context.endingsOf(address);
  return {
    place: placeOf(change, rows, endings, fields.length > 0 && fields.every(isOfOthers)),
    action,
    kind: kindOf(address),
    rows,
    notes: [...removalText(change, sentences), ...lostText(change, sentences)],
    along: carriedText(change, sentences),
    members: [
      {
        ...memberOf(change, context),
        reach: reachText(change, sentences),
        lines,
        calls: calls.map((line) => line.join("   ")),
        ...(gap === undefined ? {} : { gap }),
        objects: objectsText(objects, words),
        kept: keptText(objects, words),
        asks: context.asksOf(address),
        endings,
      },
    ],
  };
}

/** Fields of a resource that stand apart from what is done to it. */
function besideOf(
  change: Change,
  { place, fields }: { readonly place: PlaceOfEntry; readonly fields: readonly FieldChange[] },
  context: EntriesContext,
): Entry {
  const { rows, lines } = rowsOf(change, fields, context);
  const member = {
    ...memberOf(change, context),
    reach: [],
    lines,
    calls: [],
    objects: [],
    kept: [],
    asks: [],
    endings: [],
  };
  const kind = kindOf(change.address);
  const action = place === "drift" ? "none" : change.action;
  return { place, action, kind, rows, notes: [], along: [], members: [member] };
}

function memberOf(change: Change, { wordsOf }: EntriesContext): Pick<Member, "address" | "id" | "file"> {
  const { address, file } = change;
  return { address: visible(address), id: idText(change, wordsOf(address)), file: visible(file) };
}

/** The rows of some fields; of a new resource those first that members see. */
function rowsOf(
  change: Change,
  fields: readonly FieldChange[],
  { speech: { kinds, language }, timezone }: EntriesContext,
) {
  const entry = kinds.get(kindOf(change.address));
  const context = { entry, timezone, language, isNew: change.action === "create" };
  const face = entry?.kind.face ?? [];
  const ordered = context.isNew && face.length > 0 ? byFace(fields, face) : fields;
  const rows = ordered.map((field) => withoutToldItems(rowOf(field, context), change));
  return { rows, lines: ordered.map(({ line }) => line) };
}

function byFace(fields: readonly FieldChange[], face: readonly Pointer[]): FieldChange[] {
  const rank = ({ path }: FieldChange) => {
    const index = face.findIndex((seen) => isBelow(path, [seen]));
    return index === -1 ? face.length : index;
  };
  return [...fields].sort((a, b) => rank(a) - rank(b));
}

/** Items that stand with the objects they go to need not be told twice. */
function withoutToldItems(row: Row, { objects }: Change): Row {
  const { change } = row;
  if (objects === undefined || change.kind !== "list" || change.whole === undefined) return row;
  const told = new Set(objects.flatMap(({ items, action }) => (action === "keep" ? [] : items)).map(quoted));
  if (![...change.gained, ...change.lost].every((item) => told.has(item))) return row;
  return { ...row, change: { kind: "values", ...change.whole } };
}

function quoted(item: string): string {
  return visible(JSON.stringify(item));
}

function placeOf(
  { action, badges = [], lost = [] }: Change,
  rows: readonly Row[],
  endings: readonly Ending[],
  isOthers: boolean,
): PlaceOfEntry {
  const weighs = (weight: Row["weight"]) => rows.some((row) => row.weight === weight);
  if (weighs("blocked") || endings.some(({ sort }) => sort === "badly")) return "trouble";
  if (action === "delete" || action === "replace") return action;
  if (isOthers) return "others";
  if (weighs("grave") || badges.length > 0 || lost.length > 0) return "grave";
  return weighs("review") ? "review" : "other";
}

/** The name of the kind in an address. */
function kindOf(address: string): string {
  return address.split("/")[1] ?? "";
}
