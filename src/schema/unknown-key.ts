import { isCredentialKey } from "../model/credential.ts";
import { nearest } from "../model/nearest.ts";
import { fieldAt, inDocument } from "../model/parts.ts";
import { dotted, type Pointer, segments, valueAt } from "../model/pointer.ts";
import type { CodedArgs } from "../model/problem.ts";
import { isFullwidthKey } from "./fullwidth.ts";
import { misplacedKey } from "./misplaced.ts";
import type { ShapeFinding, ShapeInput } from "./shape-input.ts";

/** What belongs to a credential without being secret itself: people look for its place in the project file. */
const credentialPart = /^(?:serial(?:_no|_number)?|(?:private|public)_key_(?:file|path|id)|public_key)$/i;

/** The account that a place in the project file or in a document belongs to, where it says one. */
function accountAt({ value }: ShapeInput, pointer: Pointer): { account?: string } {
  const [first, name] = segments(pointer);
  const account = first === "accounts" ? name : valueAt(value, "/account");
  return typeof account === "string" ? { account } : {};
}

/** The third-party platform that a place in the project file belongs to. */
function componentAt({ value, entry }: ShapeInput, pointer: Pointer): { component?: string } {
  const [, , member, key] = segments(pointer);
  if (entry !== undefined || member !== "component" || key === undefined) return {};
  const appid = valueAt(value, `${pointer.slice(0, pointer.lastIndexOf("/"))}/appid`);
  return { component: typeof appid === "string" ? appid : "" };
}

/** An unknown key may be one that is refused on purpose, one of another level, or a slip of the pen. */
export function unknownKey(input: ShapeInput, key: string, pointer: Pointer, parent: Pointer): ShapeFinding {
  const { entry } = input;
  if (isFullwidthKey(key)) return { code: "yaml-fullwidth", args: {}, part: "key", pointer };
  const owned = { key, ...accountAt(input, pointer) };
  if (isCredentialKey(key))
    return { code: "secret-in-file", args: { ...owned, ...componentAt(input, pointer) }, part: "key", pointer };
  if (entry === undefined && credentialPart.test(key))
    return { code: "from-environment", args: owned, part: "key", pointer };
  const path = fieldAt(pointer);
  const refused = path === undefined ? undefined : entry?.kind.refusedKeys[path];
  const value = valueAt(input.value, pointer) ?? null;
  const ofOwn = path === undefined ? keyOfOwn(input, key) : undefined;
  if (ofOwn !== undefined) return { ...ofOwn, part: "key", pointer };
  if (refused !== undefined && refused !== "id-misnamed") return { code: refused, args: { key }, part: "key", pointer };
  const misplaced = entry && misplacedKey(key, value, entry.kind, path !== undefined);
  if (misplaced !== undefined) return { ...misplaced, part: "key", pointer };
  if (path !== undefined && entry?.policies.get(path)?.change === "never")
    return { code: "platforms-own-in-spec", args: { key }, part: "key", pointer };
  return { code: "unknown-key", args: { key, ...placeOf(input, key, parent) }, part: "key", pointer };
}

/** Where a key that is not known may have its place, or what it may be a misspelling of. */
function placeOf(
  input: ShapeInput,
  key: string,
  parent: Pointer,
): Omit<Extract<CodedArgs, { readonly code: "unknown-key" }>["args"], "key"> {
  if (isBeside(input, key, parent)) return { isBeside: true };
  const elsewhere = declarable(input.entry).find((known) => segments(known).at(-1) === key);
  return {
    nearest: nearest(key, siblingKeys(input, parent)),
    elsewhere: elsewhere === undefined ? undefined : dotted(elsewhere),
  };
}

/** True for a key directly below `spec` that a document, or an overlay of one, has beside it. */
function isBeside(input: ShapeInput, key: string, parent: Pointer): boolean {
  if (fieldAt(parent) !== "") return false;
  return siblingKeys(input, parent.slice(0, parent.lastIndexOf("/"))).includes(key);
}

/** Why a document of what every account has exactly one of cannot say a key that others say; undefined for any other. */
function keyOfOwn(
  { entry }: ShapeInput,
  key: string,
): Extract<CodedArgs, { readonly code: "own-without-id" | "own-always-there" }> | undefined {
  if (entry?.kind.unread === undefined) return undefined;
  if (key === "id") return { code: "own-without-id", args: { key } };
  if (!["state", "reason", "protect"].includes(key)) return undefined;
  return { code: "own-always-there", args: { key, fields: [...entry.policies.keys()].map(dotted) } };
}

/** The pointers of all that a document of a kind may say, with `-` for the place of an item. */
function declarable(entry: ShapeInput["entry"]): Pointer[] {
  return [...(entry?.policies.values() ?? [])].flatMap(({ pointer, change, inside = [] }) =>
    change === "never" ? [] : [pointer, ...inside.map((path) => `${pointer}${path}`)],
  );
}

/** The keys that the author may have had in mind: those the policy table knows at the place, and the envelope's. */
function siblingKeys({ entry }: ShapeInput, instancePath: Pointer): string[] {
  if (entry === undefined) return projectKeys;
  const below = fieldAt(instancePath);
  const known = declarable(entry);
  if (below === undefined) {
    const keys = /^\/accounts\/[^/]+$/.test(instancePath) ? overlayKeys : envelopeKeys;
    const beside = known.map(inDocument).flatMap((pointer) => segments(pointer)[0] ?? []);
    return [...new Set([...keys, ...beside])];
  }
  const prefix = `${below.replace(/\/\d+(?=\/|$)/g, "/-")}/`;
  // What stands beside `spec` is no field of it.
  const isOfSpec = (pointer: Pointer) => below !== "" || inDocument(pointer) !== pointer;
  const fields = known.filter((pointer) => pointer.startsWith(prefix) && isOfSpec(pointer));
  return [...new Set(fields.map((pointer) => segments(pointer.slice(prefix.length - 1))[0] ?? ""))];
}

const envelopeKeys = [
  "kind",
  "name",
  "account",
  "accounts",
  "id",
  "was",
  "protect",
  "ignore",
  "allow",
  "state",
  "reason",
  "spec",
];
const overlayKeys = ["id", "protect", "ignore", "allow", "state", "reason", "spec"];
const projectKeys = [
  "accounts",
  "cards",
  "timezone",
  "words",
  "guards",
  "platform",
  "appid",
  "default",
  "drift",
  "max_changes",
  "max_reach",
  "role",
  "mchid",
  "brand_id",
];
