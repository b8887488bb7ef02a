import { documentWith, type FieldWrite } from "../../config/write-back.ts";
import { defined } from "../../model/defined.ts";
import type { Document } from "../../model/document.ts";
import type { FormContext } from "../../model/form.ts";
import { equalJson, type Json, type JsonObject } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import { dotted, isBelow, type Pointer } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import type { SpecEdit, Wish } from "../../pull/wishes.ts";
import { declaredFields } from "../../resolve/declare.ts";
import { hasAliases, patchedDocument } from "../../yaml/patch/patch.ts";
import { readYaml } from "../../yaml/yaml.ts";
import { type JudgeInput, judgedText } from "./judge.ts";

/** One document of a file, by its text. */
export interface DocumentSheet {
  readonly file: string;
  readonly text: string;
  /** What it says. */
  readonly value: JsonObject;
  /** The resources it declares, one for each account. */
  readonly documents: readonly Document[];
}

/** A wish, and the way of writing it that is tried. */
export interface Trial {
  readonly wish: Wish;
  readonly way: number;
  /** What spoke against the best way, where another one is tried. */
  readonly first?: Finding;
}

/** What trying to write needs to know of the project. */
export interface AttemptInput extends JudgeInput {
  readonly context: FormContext;
  readonly ids: ReadonlyMap<string, string>;
  /** Addresses of all resources. */
  readonly addresses: ReadonlySet<string>;
  /** What each drifted field is compared as, by address and path. */
  readonly liveKeys: ReadonlyMap<string, ReadonlyMap<Pointer, Json>>;
}

/** A document with values in it, or the findings that speak against some of them. */
export type Attempted =
  | { readonly sheet: DocumentSheet }
  | { readonly against: readonly { readonly trial: Trial; readonly finding: Finding }[] };

/**
 * Writes values into the text of a document and reads it back as a plan would: it has to say them, nothing else may have
 * changed, and it has to be valid.
 */
export function attempt(input: AttemptInput, sheet: DocumentSheet, trials: readonly Trial[]): Attempted {
  const every = (code: LayoutCode): Attempted => ({
    against: trials.map((trial) => ({ trial, finding: findingOf(code, trial) })),
  });
  const value = documentWith(
    sheet.value,
    trials.flatMap((trial) => writesOf(trial, sheet.value)),
  );
  const text = value === undefined ? undefined : patchedDocument(sheet.text, sheet.value, value);
  if (value === undefined) return every("pull-cannot-clear");
  if (text === undefined) return every("pull-unsayable");
  const [read, ...more] = readYaml(sheet.file, text).values;
  const otherwise = () => every(hasAliases(sheet.text) ? "pull-alias" : "pull-unsayable");
  if (read === undefined || more.length > 0 || !equalJson(read.value, value)) return otherwise();
  const { documents, errors } = judgedText(input, { file: sheet.file, text }, input.addresses);
  const refused = errors.flatMap((error) => {
    const { path, code, args, severity } = error;
    const trial = trials.find((other) => path !== undefined && touches(other, path));
    return trial === undefined ? [] : [{ trial, finding: { code, args, severity, path: trial.wish.paths[0] ?? "" } }];
  });
  if (refused.length > 0) return { against: refused };
  if (errors.length > 0) {
    const [{ code, args, severity }] = errors as [(typeof errors)[0]];
    return {
      against: trials.map((trial) => ({ trial, finding: { code, args, severity, path: trial.wish.paths[0] ?? "" } })),
    };
  }
  const unkept = trials.filter((trial) => !isKept(input, documents, trial));
  if (unkept.length > 0)
    return { against: unkept.map((trial) => ({ trial, finding: findingOf("value-not-kept", trial) })) };
  if (!areOthersKept(sheet.documents, documents, trials)) return otherwise();
  return { sheet: { ...sheet, text, value, documents } };
}

function writesOf({ wish, way }: Trial, document: JsonObject): FieldWrite[] {
  const isNamed = document["accounts"] !== undefined;
  const account = isNamed ? wish.desired.account : undefined;
  return (wish.ways[way] ?? []).map(({ path, value }: SpecEdit) => ({ ...defined({ account }), path, value }));
}

const layoutCodes = ["pull-alias", "pull-cannot-clear", "pull-unsayable", "value-not-kept"] as const;

/** What speaks against writing any field in some way, whatever its value. */
type LayoutCode = (typeof layoutCodes)[number];

function findingOf(code: LayoutCode, { wish }: Trial): Finding {
  const [path = ""] = wish.paths;
  return finding(code, { field: dotted(path) }, { path });
}

/** The same of another field of a wish; what is wrong with a value stays about that value. */
export function findingAt(found: Finding, path: Pointer): Finding {
  const code = layoutCodes.find((known) => known === found.code);
  return code === undefined ? { ...found, path } : finding(code, { field: dotted(path) }, { path });
}

/** True for a problem about a field that a trial writes, or about something around it. */
function touches({ wish, way }: Trial, path: Pointer): boolean {
  const paths = [...wish.paths, ...(wish.ways[way] ?? []).map((edit) => edit.path)];
  return paths.some((own) => isBelow(path, [own]) || (path !== "" && isBelow(own, [path])));
}

/** True when the fields of a wish are compared as what is live, once they are read back. */
function isKept(
  { world, context, ids, liveKeys }: AttemptInput,
  documents: readonly Document[],
  { wish: { desired, paths } }: Trial,
): boolean {
  const document = documents.find(({ address }) => address === desired.address);
  if (document === undefined) return false;
  const entry = world.kinds.get(document.kind) as KindEntry;
  const references = { account: document.account, idOf: (address: string) => ids.get(address) };
  const fields = new Map(declaredFields(document.spec, entry, context, references).map((field) => [field.path, field]));
  const keys = liveKeys.get(desired.address);
  return paths.every((path) => {
    const [field, key] = [fields.get(path), keys?.get(path)];
    // A field that the object does not have any more is not looked at.
    return field === undefined || key === undefined || equalJson(field.key, key);
  });
}

/** True when the resources of other accounts are as they were. */
function areOthersKept(before: readonly Document[], after: readonly Document[], trials: readonly Trial[]): boolean {
  const own = new Set(trials.map(({ wish }) => wish.desired.address));
  if (before.length !== after.length) return false;
  return before.every((document) => {
    const { address, spec } = document;
    const now = after.find((other) => other.address === address);
    return now !== undefined && (own.has(address) || equalJson(spec, now.spec));
  });
}
