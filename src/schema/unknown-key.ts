import { isCredentialKey } from "../model/credential.ts";
import { nearest } from "../model/nearest.ts";
import { dotted, type Pointer, segments, valueAt } from "../model/pointer.ts";
import { belowSpec } from "./below-spec.ts";
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

/** An unknown key may be one that is refused on purpose, one of another level, or a slip of the pen. */
export function unknownKey(input: ShapeInput, key: string, pointer: Pointer, parent: Pointer): ShapeFinding {
  const { entry } = input;
  if (isFullwidthKey(key)) return { code: "yaml-fullwidth", args: {}, part: "key", pointer };
  const owned = { key, ...accountAt(input, pointer) };
  if (isCredentialKey(key)) return { code: "secret-in-file", args: owned, part: "key", pointer };
  if (entry === undefined && credentialPart.test(key))
    return { code: "from-environment", args: owned, part: "key", pointer };
  const path = belowSpec(pointer);
  const refused = path === undefined ? undefined : entry?.kind.refusedKeys[path];
  const value = valueAt(input.value, pointer) ?? null;
  if (refused !== undefined && refused !== "id-misnamed") return { code: refused, args: { key }, part: "key", pointer };
  const misplaced = entry && misplacedKey(key, value, entry.kind, path !== undefined);
  if (misplaced !== undefined) return { ...misplaced, part: "key", pointer };
  if (path !== undefined && entry?.policies.get(path)?.change === "never")
    return { code: "platforms-own-in-spec", args: { key }, part: "key", pointer };
  const declarable = [...(entry?.policies.values() ?? [])].filter(({ change }) => change !== "never");
  const elsewhere = declarable.map(({ pointer: known }) => known).find((known) => segments(known).at(-1) === key);
  const args = {
    key,
    nearest: nearest(key, siblingKeys(input, parent)),
    elsewhere: elsewhere === undefined ? undefined : dotted(elsewhere),
  };
  return { code: "unknown-key", args, part: "key", pointer };
}

/** The keys that the author may have had in mind: those the policy table knows at the place, and the envelope's. */
function siblingKeys(input: ShapeInput, instancePath: Pointer): string[] {
  if (input.entry === undefined) return projectKeys;
  const below = belowSpec(instancePath);
  if (below === undefined) return /^\/accounts\/[^/]+$/.test(instancePath) ? overlayKeys : envelopeKeys;
  const prefix = `${below}/`;
  const fields = [...input.entry.policies.values()].flatMap(({ pointer, change }) =>
    pointer.startsWith(prefix) && change !== "never" ? [pointer] : [],
  );
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
