import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type JsonObject } from "../../src/model/json.ts";
import { valueAt, withValue } from "../../src/model/pointer.ts";
import type { FieldPolicy } from "../../src/model/policy.ts";
import { liveKey } from "../../src/schema/live-key.ts";
import { tries } from "../documents/support.ts";
import { appid, behaviours, document, type Place, withCards } from "./cards.ts";
import { entry, leaves, type Pair, pair, sampleOf } from "./specs.ts";

// Proves G2.

/*
 * Somebody edits a card at the console after it was looked at and before it is written. What is declared and moved is never overwritten; what nobody declared
 * is nobody's business.
 */
const id = "pTestTestTestTestTestTestTest";
const context = { timezone: "Asia/Shanghai" };
const writes = ["/card/update", "/card/modifystock"];
const readable = leaves.filter(
  ({ pointer, readback }) => readback !== "none" && !/^\/base_info\/(date_info|sku)\//.test(pointer),
);

interface Edit {
  readonly policy: FieldPolicy;
  readonly patch: JsonObject;
}

/** An edit of a field: of one that the document declares, or of any. */
function editOf(one: Pair): fc.Arbitrary<Edit> {
  const declared = readable.filter(({ pointer }) => valueAt(one.spec, pointer) !== undefined);
  const fields = fc.oneof(
    fc.constantFrom(...(declared.length === 0 ? readable : declared)),
    fc.constantFrom(...readable),
  );
  return fields.chain((policy) =>
    sampleOf(policy).map((value) => ({ policy, patch: withValue({}, policy.pointer, value) })),
  );
}

const cases = pair.chain((one) => editOf(one).map((edit) => ({ one, edit })));
const seen = { moved: 0, elsewhere: 0, impossible: 0 };

function sent(place: Place): number {
  return writes.reduce((sum, path) => sum + place.sandbox.calls(path), 0);
}

/** Whether the edit changed what a read shows of a declared field. */
function edited(place: Place, { policy, patch }: Edit, spec: JsonObject): boolean {
  const shown = () => {
    const content = (place.sandbox.state(appid).cards[id]?.content ?? {}) as JsonObject;
    return canonicalJson(liveKey(content, policy, entry, context));
  };
  const before = shown();
  place.sandbox.editInConsole(appid, id, patch);
  const moved = shown() !== before && valueAt(spec, policy.pointer) !== undefined;
  seen[moved ? "moved" : "elsewhere"] += 1;
  return moved;
}

/** What moved is left alone; otherwise all is written, unless the edit of an undeclared field makes the plan impossible or the platform refuse it. */
function expectRespected(place: Place, moved: boolean, planned: number, code: number): void {
  if (moved) expect([code, sent(place)]).toEqual([4, 0]);
  else if (code === 0) expect(sent(place)).toBe(planned);
  else seen.impossible += 1;
}

async function plannedCalls(place: Place): Promise<number> {
  const { stdout } = await place.run("plan", "--format", "json");
  return (JSON.parse(stdout) as { summary: { calls: number } }).summary.calls;
}

/**
 * Runs cases, each on a platform of its own; the body applies, edits in between, and gives whether the edit moved a
 * declared field, and the exit code.
 */
async function holds(body: (place: Place, one: Pair, edit: Edit) => Promise<{ moved: boolean; code: number }>) {
  await fc.assert(
    fc.asyncProperty(cases, behaviours, ({ one, edit }, ways) => {
      const files = { "cards/x.yaml": document("x", id, one.spec) };
      const run = async (place: Place) => {
        const planned = await plannedCalls(place);
        const { moved, code } = await body(place, one, edit);
        expectRespected(place, moved, planned, code);
      };
      return withCards({ [id]: one }, files, run, ways);
    }),
    tries(80, 500),
  );
}

test("between a saved plan and its apply", () =>
  holds(async (place, one, edit) => {
    await place.run("plan", "--out", "plan.json");
    const moved = edited(place, edit, one.spec);
    return { moved, code: (await place.run("apply", "plan.json")).code };
  }));

test("between the read of an apply and its write", () =>
  holds(async (place, one, edit) => {
    fc.pre((await plannedCalls(place)) > 0);
    let moved: boolean | undefined;
    const onNote = (text: string) => {
      if (/card\/get/.test(text)) moved ??= edited(place, edit, one.spec);
    };
    const { code } = await place.watch(onNote, "apply", "--yes", "--verbose");
    return { moved: moved === true, code };
  }));

test("both sorts of edits were among them", () => {
  const all = seen.moved + seen.elsewhere;
  expect(seen.moved).toBeGreaterThan(all / 5);
  expect(seen.elsewhere - seen.impossible).toBeGreaterThan(all / 10);
});
