import { valueDigest } from "../../src/model/digest.ts";
import type { Locate } from "../../src/model/document.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Kind, KindEntry } from "../../src/model/kind.ts";
import { childPointer, type Pointer } from "../../src/model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../../src/model/policy.ts";
import type { Desired } from "../../src/model/resource.ts";
import type { SchemaError } from "../../src/model/schema-error.ts";
import { emptyEntry, type StateEntry } from "../../src/model/state.ts";
import { declaredFields } from "../../src/resolve/declare.ts";
import { commonForms } from "../../src/schema/forms.ts";

/** A policy of a text that says nothing particular, but for what is given. */
function policyOf(pointer: Pointer, more: Partial<FieldPolicy> = {}): FieldPolicy {
  return {
    pointer,
    types: ["string"],
    change: "update",
    via: "update",
    review: false,
    money: false,
    atomic: false,
    readback: "exact",
    clear: "empty-string",
    ...more,
  };
}

/** Fields by pointer, each with what is particular about it. */
function policiesOf(fields: Readonly<Record<Pointer, Partial<FieldPolicy>>>): PolicyTable {
  return new Map(Object.entries(fields).map(([pointer, more]) => [pointer, policyOf(pointer, more)]));
}

/** A kind that nobody has: only what the tests of one stage ask of it. No document may hold a text with `!`. */
export function toyKind(
  fields: Readonly<Record<Pointer, Partial<FieldPolicy>>>,
  kind: Partial<Kind> = {},
  forms: KindEntry["forms"] = {},
): KindEntry {
  const toy: Partial<Kind> = {
    name: "Toy",
    operations: {},
    order: [],
    read: (id: string) => ({ method: "GET", path: `/toys/${id}`, body: {} }),
    checkPlan: () => [],
    ...kind,
  };
  return {
    kind: toy as Kind,
    policies: policiesOf(fields),
    forms: { ...commonForms, ...forms },
    validate: (document) => refusedBelow(document, ""),
  };
}

function refusedBelow(value: Json, at: Pointer): SchemaError[] {
  if (typeof value === "string")
    return value.includes("!") ? [{ instancePath: at, schemaPath: "", keyword: "pattern", params: {} }] : [];
  return isObject(value)
    ? Object.entries(value).flatMap(([key, member]) => refusedBelow(member, childPointer(at, key)))
    : [];
}

/** What a toy is besides its spec. */
export interface ToyResource {
  readonly entry: KindEntry;
  readonly spec: JsonObject;
  readonly memory?: Partial<StateEntry>;
  readonly id?: string;
  readonly name?: string;
  readonly account?: string;
  readonly kind?: string;
  readonly protect?: boolean;
  /** Ids behind addresses. */
  readonly ids?: Readonly<Record<string, string>>;
}

export const toyContext = { timezone: "Asia/Shanghai" } as const;

/** A toy as a document declares it. */
export function toy({ entry, spec, memory, ids = {}, ...more }: ToyResource): Desired {
  const { id = "t1", name = "bear", account = "coffee", kind = "Toy", protect = false } = more;
  const address = `${account}/${kind}/${name}`;
  const source = { file: `toys/${name}.yaml`, text: () => "", index: 0 };
  const document = {
    address,
    kind,
    name,
    account,
    ignore: [],
    allow: [],
    protect,
    absent: false,
    spec,
    source,
    line: 1,
  };
  return {
    address,
    account,
    settings: {},
    kind,
    id,
    document,
    fields: declaredFields(spec, entry, toyContext, { account, idOf: (other) => ids[other] }),
    memory: { ...emptyEntry, ...memory },
  };
}

/** Digests of canonical values by pointer, as memories hold them. */
export function digests(values: Readonly<Record<Pointer, Json>>): Readonly<Record<Pointer, string>> {
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, valueDigest(value)]));
}

/** Places that say what was looked for: the line is the length of the pointer. */
export const toyLocate: Locate = ({ file }, pointer, part) => ({
  file,
  line: pointer.length,
  column: part === "key" ? 1 : 2,
});
