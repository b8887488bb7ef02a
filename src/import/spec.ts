import type { FormContext } from "../model/form.ts";
import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { dotted, type Pointer, valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import { strangeMembers } from "../schema/items-along.ts";
import { liveMembers } from "../schema/live-members.ts";
import { documentValue, unwritableValue, writtenValue } from "../schema/written.ts";

/** What turning live values into those of a document needs. */
export interface SpecInput {
  /** In the nesting of `spec`, values as answered. */
  readonly live: JsonObject;
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** The address of the resource of a kind behind an id, as a document of the same account writes it. */
  readonly refer: (kind: string, id: string) => string | undefined;
  /** Fields that do not go into the document. */
  readonly without: ReadonlySet<Pointer>;
}

/** The values of a document. */
export interface WrittenSpec {
  readonly spec: JsonObject;
  /** What is particular about a value that was written. */
  readonly remarks: ReadonlyMap<Pointer, Finding>;
}

/**
 * What a document says of a live resource: every field that somebody may set and that says something, in the order of
 * the schema, each as people write it.
 *
 * What the platform keeps for itself has no policy or one that says so, and is not looked at. Empty values say "not
 * set", and a document leaves them out.
 */
export function writtenSpec({ live, entry, context, refer, without }: SpecInput): WrittenSpec {
  let spec: JsonObject = {};
  const remarks = new Map<Pointer, Finding>();
  for (const policy of writable(entry)) {
    const value = documentValue(valueAt(live, policy.pointer), policy);
    if (value === undefined || isEmpty(value) || without.has(policy.pointer)) continue;
    const address = policy.ref !== undefined && typeof value === "string" ? refer(policy.ref, value) : undefined;
    if (address !== undefined) {
      spec = withValue(spec, policy.pointer, address);
      continue;
    }
    const { written, unsendable } = writtenValue(value, policy, entry, context);
    if (unsendable !== undefined) {
      const args = { field: dotted(policy.pointer), value, choices: unsendable.choices };
      remarks.set(policy.pointer, finding(unsendable.unsendable, args, { severity: "warning", path: policy.pointer }));
    }
    spec = withValue(spec, policy.pointer, written);
  }
  return { spec, remarks };
}

/** Live members that the catalogue does not know: they say something, and no document can hold them. */
export function unknownMembers(live: JsonObject, entry: KindEntry): Finding[] {
  const found = liveMembers(live, "", entry).flatMap(({ path, value, policy }) => {
    if (isEmpty(value)) return [];
    if (policy === undefined) return [path];
    return strangeMembers(value, policy);
  });
  return [...new Set(found)].map((path) => finding("member-unknown", { field: dotted(path) }, { path }));
}

/** Live values that no YAML of ours can hold, whatever the schema says of their field. */
export function unwritable(live: JsonObject, entry: KindEntry): Finding[] {
  return writable(entry).flatMap((policy) => unwritableValue(valueAt(live, policy.pointer), policy, entry) ?? []);
}

/** The fields a document can hold: leaves that somebody may set. */
function writable({ policies }: KindEntry): FieldPolicy[] {
  return [...policies.values()].filter((policy) => !policy.atomic && policy.change !== "never");
}
