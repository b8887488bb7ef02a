import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { kinds } from "../../src/kinds/registry.ts";
import { canonicalJson } from "../../src/model/json.ts";
import type { KindEntry } from "../../src/model/kind.ts";
import type { Pointer } from "../../src/model/pointer.ts";
import { tries } from "../documents/support.ts";
import { brandId, brandMemories, brandSpec, brandWorld, changes, templates } from "../helpers/brand.ts";
import { readPlan } from "../helpers/plan.ts";
import { brandSpecs } from "./brand-specs.ts";

// Proves G3.

const entry = kinds.get("BrandCard") as KindEntry;

const behaviours = fc.record({
  nested: fc.constantFrom("merge" as const, "replace" as const),
  timeName: fc.constantFrom("modify_time" as const, "update_time" as const),
  echoForeignValidity: fc.boolean(),
  probes: fc.integer({ min: 0, max: 2 }),
});

/** Fields seen in some request of all tries: a law that is never put to the test proves nothing. */
const sent = new Set<Pointer>();

test("chains of documents of one template: each apply sends what the plan says, and leaves nothing to do", async () => {
  const made = await brandWorld("");
  made.remove("cards/black.yaml");
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(brandSpecs, { minLength: 3, maxLength: 3 }), behaviours, async (chain, ways) => {
      count += 1;
      const id = `pCard${count}`;
      const file = `cards/c${count}.yaml`;
      Object.assign(made.sandbox.behaviours.wechatpay, ways);
      // PURCHASE, so that everything can be declared.
      const first = { ...brandSpec, card_type: "PURCHASE", card_title: `第${count}张` };
      made.sandbox.wechatpay.addCard(brandId, first, { card_id: id });
      for (const one of chain) {
        made.write({ [file]: stringify({ kind: "BrandCard", name: `c${count}`, account: "tea", id, spec: one }) });
        made.forget();
        const plan = readPlan((await made.cli("plan --format json")).stdout);
        expect(plan.problems.filter(({ severity }) => severity === "error")).toEqual([]);
        const before = templates(made)[id]?.content ?? {};
        made.forget();
        const applied = await made.cli("apply --yes --format json");
        expect({ code: applied.code, said: applied.code === 0 ? "" : applied.all }).toEqual({ code: 0, said: "" });
        expect(changes(made)).toEqual(
          plan.steps.map((step) => ({ method: "PATCH", path: step.path, body: step.body })),
        );
        for (const step of plan.steps) for (const field of step.because) sent.add(field);
        const after = templates(made)[id]?.content ?? {};
        for (const key of Object.keys(before).filter((name) => !Object.hasOwn(one, name)))
          expect([key, canonicalJson(after[key] ?? null)]).toEqual([key, canonicalJson(before[key] ?? null)]);
        made.sandbox.behaviours.wechatpay.probes = ways.probes;
        const again = await made.cli("plan --detailed-exitcode --format json");
        expect({ code: again.code, steps: readPlan(again.stdout).steps }).toEqual({ code: 0, steps: [] });
      }
      made.remove(file);
      made.write(brandMemories);
    }),
    tries(12, 25),
  );
  const changeable = [...entry.policies.values()].filter(({ change, atomic }) => change === "update" && !atomic);
  expect(changeable.map(({ pointer }) => pointer).filter((pointer) => !sent.has(pointer))).toEqual([]);
});
