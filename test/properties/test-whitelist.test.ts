import fc from "fast-check";
import { expect, test } from "vitest";
import { valueDigest } from "../../src/model/digest.ts";
import { tries } from "../documents/support.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

const call = "/card/testwhitelist/set";
const file = "cards/testers.yaml";

/** People of a few, so that lists meet again; with one whom the platform never takes. */
const openid = fc.nat({ max: 5 }).map((number) => `oSomebodyOfThePropertyNumbe${number}`);
const username = fc.constantFrom("gao", "lin_2", "tester-of-ours", "never_taken");
const lists = fc.record({
  openid: fc.option(fc.uniqueArray(openid, { maxLength: 6 }), { nil: undefined }),
  username: fc.option(fc.uniqueArray(username, { maxLength: 4 }), { nil: undefined }),
});

/** A list, and where it stands: in the document, in the variable, or nowhere. */
const step = fc.record({ lists, inVariable: fc.boolean(), order: fc.boolean() });
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function place(world: World, { lists: { openid: ids, username: names }, inVariable, order }: Step): void {
  delete world.env["WXCARDS_COFFEE_TESTERS"];
  const own = ids === undefined || !order ? ids : [...ids].reverse();
  // An empty variable is none.
  const isVariable = inVariable && own !== undefined && own.length > 0;
  if (isVariable) world.env["WXCARDS_COFFEE_TESTERS"] = own.join(" ");
  const lines = [
    ...(own === undefined || isVariable ? [] : [`  openid: [${own.join(", ")}]`]),
    ...(names === undefined ? [] : [`  username: [${names.join(", ")}]`]),
  ];
  world.write({
    [file]: `kind: TestWhitelist\nname: testers\naccount: coffee\nspec:\n${lines.length === 0 ? "  {}" : lines.join("\n")}\n`,
  });
}

/** What the platform keeps by digests. */
function kept(world: World): { openid: readonly string[]; username: readonly string[] } {
  return world.sandbox.state(coffee.appid).testers ?? { openid: [], username: [] };
}

const digests = (texts: readonly string[]) => texts.map(valueDigest).sort();

test("whatever lists follow each other: after an apply the plan is empty, and nobody is thrown out unasked", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const world = await newWorld({ behaviours: { testersLeftOut: ["never_taken"] } });
      for (const [index, one] of steps.entries()) {
        place(world, one);
        const before = kept(world);
        world.forget();
        const run = await world.cli(index === 0 ? "apply --yes --allow unverified" : "apply --yes");
        const after = kept(world);
        // Without consent the list only grows, but for the first time, and but for a request that was not sent.
        if (index > 0 && world.bodies(call).length > 0)
          for (const list of ["openid", "username"] as const)
            expect(after[list]).toEqual(expect.arrayContaining([...before[list]]));
        if (run.code === 3) {
          expect([world.bodies(call), after]).toEqual([[], before]);
          await world.cli("apply --yes --allow replace --allow unverified");
        }
        const { openid: ids, username: names } = one.lists;
        const now = kept(world);
        const plan = await world.cli("plan --detailed-exitcode");
        if (plan.code === 3) continue;
        if (ids !== undefined) expect([...now.openid].sort()).toEqual(digests(ids));
        const taken = names?.filter((name) => name !== "never_taken");
        if (taken !== undefined) expect([...now.username].sort()).toEqual(digests(taken));
        expect(plan.code).toBe(names?.includes("never_taken") === true ? 2 : 0);
      }
    }),
    tries(12, 200),
  );
});
