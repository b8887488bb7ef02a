import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffResource } from "../../src/diff/diff.ts";
import { isAsDeclared } from "../../src/diff/fingerprint.ts";
import { colours } from "../../src/kinds/member-card/colour.ts";
import { valueDigest } from "../../src/model/digest.ts";
import { equalJson, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { FieldChange } from "../../src/model/plan.ts";
import { valueAt, withoutValue, withValue } from "../../src/model/pointer.ts";
import type { FieldPolicy } from "../../src/model/policy.ts";
import { type Desired, type LiveResource, withFields } from "../../src/model/resource.ts";
import { emptyEntry, type StateEntry } from "../../src/model/state.ts";
import { declaredFields } from "../../src/resolve/declare.ts";
import { policiesUnlike } from "../../src/resolve/word-for-word.ts";
import { instantSeconds } from "../../src/schema/instant.ts";
import { settle } from "../../src/settle/settle.ts";
import { tries } from "../documents/support.ts";
import { anySpec, entry, leaves, sampleOf } from "./specs.ts";

const context = { timezone: "Asia/Shanghai" };

function desiredOf(spec: JsonObject, memory: StateEntry = emptyEntry): Desired {
  const source = { file: "cards/x.yaml", text: () => "", index: 0 };
  const document = {
    address: "coffee/MemberCard/x",
    kind: "MemberCard",
    name: "x",
    account: "coffee",
    ignore: [],
    allow: [],
    protect: false,
    absent: false,
    spec,
    source,
    line: 1,
  };
  const references = { account: "coffee", idOf: () => undefined };
  return {
    address: document.address,
    account: "coffee",
    settings: {},
    kind: "MemberCard",
    id: "p",
    document,
    fields: declaredFields(spec, entry, context, references),
    fieldsUnlike: (live) =>
      declaredFields(spec, entry, context, references, policiesUnlike(spec, live, entry.policies)),
    memory,
  };
}

function resourceOf(live: JsonObject, review: LiveResource["review"] = "passed"): LiveResource {
  return { status: "found", id: "p", spec: live, review, state: "CARD_STATUS_VERIFY_OK" };
}

function differences(spec: JsonObject, live: JsonObject, memory?: StateEntry) {
  const resource = resourceOf(live);
  const locate = () => ({ file: "cards/x.yaml", line: 1, column: 1 });
  const desired = desiredOf(spec, memory);
  return diffResource({ desired, live: resource, entry, context, drift: "keep", now: 0, granted: new Set(), locate })
    .fields;
}

/** An entry of a state that remembers every declared field as settled. */
function settledLock(spec: JsonObject): StateEntry {
  const settled = Object.fromEntries(desiredOf(spec).fields.map((field) => [field.path, valueDigest(field.key)]));
  return { ...emptyEntry, settled };
}

describe("values of every field", () => {
  test.each(leaves.map((policy) => [policy.pointer, policy] as const))(
    "%s is valid as it is generated",
    (pointer, policy) => {
      fc.assert(
        fc.property(sampleOf(policy), (value) => {
          const document = { kind: "MemberCard", name: "x", spec: withValue({}, pointer, value) };
          const errors = entry.validate(document).filter((error) => error.keyword !== "x-bytes-warn");
          expect(errors).toEqual([]);
        }),
        tries(20),
      );
    },
  );

  test("no field is left out", () => {
    expect(leaves.length).toBeGreaterThan(90);
  });
});

function withoutNulls(value: Json): Json {
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

test("declared fields that live values do not hold word for word are found, and no others", () => {
  const references = { account: "coffee", idOf: () => undefined };
  const one = (spec: JsonObject, policy: FieldPolicy) => declaredFields(spec, entry, context, references, [policy]);
  // Field by field: whatever clears a field is among them, and whatever is not shown to the letter.
  const unlikeOf = (spec: JsonObject, live: JsonObject) =>
    [...entry.policies.values()].filter((policy) => {
      const [declared, shown] = [valueAt(spec, policy.pointer) ?? null, valueAt(live, policy.pointer)];
      const isHeld = declared !== null && shown !== undefined && equalJson(declared, shown);
      return !isHeld && one(spec, policy).length > 0;
    });
  const found = { held: 0, unheld: 0 };
  fc.assert(
    fc.property(anySpec, anySpec, fc.nat(), fc.boolean(), (any, other, at, isCleared) => {
      const spec = isCleared ? any : (withoutNulls(any) as JsonObject);
      const declared = leaves.filter(({ pointer }) => valueAt(spec, pointer) !== undefined);
      const changed = declared[at % Math.max(declared.length, 1)];
      const lives = [
        spec,
        other,
        { ...other, ...spec },
        changed === undefined ? spec : withValue(spec, changed.pointer, "another"),
        changed === undefined ? spec : withoutValue(spec, changed.pointer),
      ];
      for (const live of lives) {
        const unlike = policiesUnlike(spec, live, entry.policies).filter((policy) => one(spec, policy).length > 0);
        expect(unlike.map(({ pointer }) => pointer)).toEqual(unlikeOf(spec, live).map(({ pointer }) => pointer));
        found[unlike.length === 0 ? "held" : "unheld"] += 1;
      }
    }),
    tries(200, 5_000),
  );
  expect([found.held > 50, found.unheld > 50]).toEqual([true, true]);
});

test("null and addresses are never held word for word: they stand for something else", () => {
  const title = entry.policies.get("/base_info/title");
  const policies = new Map([["/a", { ...title, pointer: "/a", ref: "MemberCard" } as FieldPolicy]]);
  const pathsOf = (...given: Parameters<typeof policiesUnlike>) =>
    policiesUnlike(...given).map(({ pointer }) => pointer);
  expect(pathsOf({ a: "p" }, { a: "p" }, policies)).toEqual(["/a"]);
  const cleared = pathsOf({ base_info: null }, { base_info: null } as JsonObject, entry.policies);
  expect(cleared).toContain("/base_info/title");
  expect(pathsOf({ base_info: { title: "x" } }, { base_info: [] }, entry.policies)).toEqual(["/base_info/title"]);
});

test("what is declared as it is live differs in nothing that can be read", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const readback = (path: string) => entry.policies.get(path)?.readback;
      // What is emptied by name and not shown may be set all the same: it is sent once.
      const isHidden = ({ path, before }: FieldChange) => before === null && readback(path) === "when-shown";
      const shown = differences(spec, spec).filter((field) => readback(field.path) !== "none" && !isHidden(field));
      expect(shown).toEqual([]);
    }),
    tries(300),
  );
});

test("once sent, what the platform never shows differs in nothing either", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      expect(differences(spec, spec, settledLock(spec))).toEqual([]);
    }),
    tries(300),
  );
});

test("another spelling of a live value is no difference", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const live = respeltAll(spec);
      expect(differences(spec, live, settledLock(spec))).toEqual([]);
      expect(isAsDeclared(desiredOf(spec, settledLock(spec)), resourceOf(live), entry, context)).toBe(true);
    }),
    tries(300),
  );
});

/** Every value as the platform might answer it. */
function respeltAll(spec: JsonObject): JsonObject {
  return leaves.reduce((live, policy) => {
    const value = valueAt(spec, policy.pointer);
    return value === undefined
      ? live
      : withValue(live, policy.pointer, respelt(value, policy.same, policy.list === "set"));
  }, spec);
}

test("what passes for being as declared has no difference, and the document stands for it in the state", () => {
  const review = fc.constantFrom("passed" as const, "in-review" as const, "refused" as const);
  let passed = 0;
  fc.assert(
    fc.property(
      anySpec,
      fc.subarray([...leaves]),
      fc.subarray([...leaves]),
      review,
      (spec, forgotten, hidden, state) => {
        const all = settledLock(spec);
        const gone = new Set(forgotten.slice(0, 3).map(({ pointer }) => pointer));
        const settled = Object.fromEntries(Object.entries(all.settled).filter(([path]) => !gone.has(path)));
        const memory: StateEntry = { ...all, id: "p", settled };
        const live = hidden.slice(0, 2).reduce((shown, { pointer, readback }) => {
          return readback === "none" || readback === "when-shown" ? withValue(shown, pointer, null) : shown;
        }, respeltAll(spec));
        const desired = desiredOf(spec, memory);
        const resource = resourceOf(live, state);
        const whole = withFields(desired, desired.fields);
        expect(isAsDeclared(whole, resource, entry, context)).toBe(isAsDeclared(desired, resource, entry, context));
        if (!isAsDeclared(desired, resource, entry, context)) return;
        passed += 1;
        expect(differences(spec, live, memory)).toEqual([]);
        const common = { desired, ended: [], entry, context, now: "2026-11-22T00:00:00+08:00" };
        const stand = settle({ ...common, live: { ...resource, spec: desired.document.spec } });
        expect(stand).toEqual(settle({ ...common, live: resource }));
      },
    ),
    tries(400),
  );
  expect(passed).toBeGreaterThan(50);
});

/** The same value as the platform might answer it. */
function respelt(value: Json, same: string | undefined, isSet: boolean): Json {
  if (value === null || value === "") return value === null ? "" : null;
  if (isSet && Array.isArray(value)) return [...(value as readonly Json[])].reverse();
  if (typeof value === "number") {
    return same === "date-type" ? (value === 1 ? "DATE_TYPE_FIX_TIME_RANGE" : "DATE_TYPE_FIX_TERM") : value;
  }
  if (typeof value !== "string") return value;
  if (same === "colour") return (colours[value] ?? value).toUpperCase();
  if (same === "text-lines") return value.replaceAll("\n", "\r\n");
  if (same === "image-address")
    return value.startsWith("https:") ? value.replace("https:", "http:") : value.replace("http:", "https:");
  if (same === "date-type") return value === "DATE_TYPE_FIX_TERM" ? 2 : value;
  if (same === "instant-begin") return instantSeconds(value, "begin", context.timezone) ?? value;
  if (same === "instant-end") return instantSeconds(value, "end", context.timezone) ?? value;
  return value;
}

test("another value of a field is a difference in this field and in no other", () => {
  fc.assert(
    fc.property(
      anySpec,
      fc.constantFrom(...leaves.filter((policy) => policy.readback !== "none" && policy.atom === undefined)),
      fc.integer(),
      (spec, policy, salt) => {
        const memory = settledLock(spec);
        const value = valueAt(spec, policy.pointer);
        fc.pre(value !== undefined);
        const other = `other ${salt}`;
        const live = withValue(spec, policy.pointer, other);
        expect(differences(spec, live, memory).map((field) => field.path)).toEqual([policy.pointer]);
        expect(differences(spec, live, memory)[0]?.before).toBe(other);
      },
    ),
    tries(300),
  );
});

test("what is not declared is not looked at", () => {
  fc.assert(
    fc.property(anySpec, anySpec, (spec, live) => {
      const declared = new Set(desiredOf(spec).fields.map((field) => field.path));
      for (const field of differences(spec, live)) expect(declared).toContain(field.path);
      expect(differences({}, live)).toEqual([]);
    }),
    tries(200),
  );
});
