import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { childPointer, type Pointer, valueAt } from "../../src/model/pointer.ts";
import { notesOf, tries } from "../documents/support.ts";
import { appid, behaviours, document, type Place, planOf, type ShownPlan, withCards } from "./cards.ts";
import { entry, isBelow, leaves, type Pair, pair } from "./specs.ts";

// Proves G3 and G5.

const id = "pTestTestTestTestTestTestTest";
const writes = ["/card/update", "/card/modifystock"];

/** Fields seen in some request of all tries: a law that is never put to the test proves nothing. */
const sentFields = new Set<Pointer>();

test("apply sends what the plan says, leaves all else alone, and the plan after it is empty", async () => {
  await fc.assert(
    fc.asyncProperty(pair, behaviours, (one, ways) => {
      const body = async (place: Place) => {
        const planned = await place.run("plan", "--format", "json");
        expect({ code: planned.code, notes: notesOf(planned.stderr), errors: errorsOf(planOf(planned)) }).toEqual({
          code: 0,
          notes: "",
          errors: [],
        });
        const made = planOf(planned);
        const before = contentOf(place);

        const applied = await place.run("apply", "--yes", "--format", "json");
        expect({ code: applied.code, outcomes: troubled(applied.stdout) }).toEqual({ code: 0, outcomes: [] });

        expectRequests(place, made);
        expectUntouched(before, contentOf(place), one);
        await expectNothingToDo(place);
        // Once the review has passed, nothing at all is left to say of what can be read.
        place.clock.advance(120);
        const after = await expectNothingToDo(place);
        const told = after.changes
          .flatMap((change) => change.fields)
          .filter((field) => field.verdict !== "unverifiable");
        expect(told).toEqual([]);
      };
      return withCards({ [id]: one }, { "cards/x.yaml": document("x", id, one.spec) }, body, ways);
    }),
    tries(30, 60),
  );
  const changeable = leaves.filter((policy) => policy.change === "update").map((policy) => policy.pointer);
  expect(changeable.filter((pointer) => !sentFields.has(pointer))).toEqual([]);
});

function errorsOf(plan: ShownPlan): readonly string[] {
  return plan.problems.filter((problem) => problem.severity === "error").map((problem) => problem.code);
}

function troubled(stdout: string): readonly Json[] {
  const { outcomes } = JSON.parse(stdout) as { outcomes: readonly { status: string; result?: string }[] };
  return outcomes.filter(
    (one) => one.status !== "done" || !["settled", "in-review"].includes(one.result ?? ""),
  ) as Json[];
}

function contentOf({ sandbox }: Place): JsonObject {
  return sandbox.state(appid).cards[id]?.content as JsonObject;
}

/** The requests are the steps, and they hold the fields with the verdict `send`, the other members of their atomic objects, and nothing else. */
function expectRequests({ sandbox }: Place, plan: ShownPlan): void {
  const requests = sandbox.requests.filter((request) => writes.includes(request.path));
  expect(requests.map(({ path, body }) => ({ path, body }))).toEqual(
    plan.steps.map(({ path, body }) => ({ path, body })),
  );
  const fields = plan.changes.flatMap((change) => change.fields);
  const sent = fields.filter((field) => field.verdict === "send");
  expect(plan.steps.flatMap((step) => step.because).sort()).toEqual(sent.map((field) => field.path).sort());
  for (const field of sent) sentFields.add(field.path);
  for (const { path, body } of requests) {
    if (path !== "/card/update" || !isObject(body)) continue;
    expect(Object.keys(body)).toEqual(["card_id", "member_card"]);
    for (const pointer of pointersOf(body["member_card"] ?? null)) {
      const atom = entry.policies.get(pointer)?.atom;
      const carried = sent.filter(
        (field) => field.path === pointer || (atom !== undefined && isBelow(field.path, atom)),
      );
      expect([pointer, carried.length > 0]).toEqual([pointer, true]);
      const own = sent.find((field) => field.path === pointer);
      if (own !== undefined) expect(valueAt(body["member_card"], pointer)).toEqual(own.after);
    }
  }
}

/** The pointers of all values that are no objects. */
function pointersOf(value: Json, at: Pointer = ""): Pointer[] {
  if (!isObject(value)) return [at];
  return Object.entries(value).flatMap(([key, child]) => pointersOf(child, childPointer(at, key)));
}

/** All that no document names is byte for byte as it was, other members of atomic objects that can be read included. */
function expectUntouched(before: JsonObject, after: JsonObject, { spec }: Pair): void {
  const isDeclared = (pointer: Pointer) => {
    const policy = entry.policies.get(pointer);
    // What cannot be read cannot be sent along: such an object is replaced by what is declared of it.
    const hiddenAtom =
      policy?.atom !== undefined && policy.readback === "none" && valueAt(spec, policy.atom) !== undefined;
    return hiddenAtom || valueAt(spec, pointer) !== undefined || isCleared(spec, policy?.atom);
  };
  const rest = (content: JsonObject) =>
    pointersOf(content)
      .filter((pointer) => !isDeclared(pointer))
      .map((pointer) => [pointer, JSON.stringify(valueAt(content, pointer))])
      .sort((a, b) => canonicalJson(a as Json).localeCompare(canonicalJson(b as Json), "en"));
  expect(rest(after)).toEqual(rest(before));
}

function isCleared(spec: JsonObject, atom: Pointer | undefined): boolean {
  return atom !== undefined && valueAt(spec, atom) === null;
}

async function expectNothingToDo(place: Place): Promise<ShownPlan> {
  const counted = place.sandbox.calls("/card/update") + place.sandbox.calls("/card/modifystock");
  const again = await place.run("plan", "--format", "json", "--detailed-exitcode");
  const plan = planOf(again);
  expect({ code: again.code, steps: plan.steps, errors: errorsOf(plan) }).toEqual({ code: 0, steps: [], errors: [] });
  const second = await place.run("apply", "--yes", "--format", "json");
  expect({ code: second.code, outcomes: JSON.parse(second.stdout).outcomes }).toEqual({ code: 0, outcomes: [] });
  expect(place.sandbox.calls("/card/update") + place.sandbox.calls("/card/modifystock")).toBe(counted);
  return plan;
}
