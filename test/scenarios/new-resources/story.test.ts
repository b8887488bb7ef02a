import { describe, expect, test } from "vitest";
import { newCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
async function codesOf(world: World, command: string): Promise<readonly string[]> {
  const { problems } = JSON.parse((await world.cli(command)).stdout) as { problems: readonly { code: string }[] };
  return problems.map(({ code }) => code);
}

const validate = "validate --format json";

/** What is judged of new resources only, and what the state knows to be there. */
describe("new-resources", () => {
  test("two new cards of one brand and title: the second is told, and neither once they are there", async () => {
    const way = "  auto_activate: true\n";
    const files = { "cards/a.yaml": newCard("a", "甲卡") + way, "cards/b.yaml": newCard("b", "甲卡") + way };
    const world = await newWorld({ files });
    const ran = await world.cli("validate");
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(
      "cards/b.yaml:2:7  warning: this new card matches coffee/MemberCard/a in cards/a.yaml:2",
    );
    expect(await codesOf(world, "plan --format json")).toContain("new-lookalike");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(await codesOf(world, validate)).toEqual([]);
    expect(await codesOf(world, "plan --format json")).toEqual([]);
  });

  test("a new card beside one that the state knows is a lookalike of it, and so is each further one", async () => {
    const way = "  auto_activate: true\n";
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") + way } });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.write({ "cards/b.yaml": newCard("b", "甲卡") + way });
    expect(await codesOf(world, validate)).toEqual(["new-lookalike"]);
    world.write({ "cards/c.yaml": newCard("c", "甲卡") + way });
    expect(await codesOf(world, validate)).toEqual(["new-lookalike", "new-lookalike"]);
  });

  test("a new rule without its terms is refused before the network, by validate and plan; one that is there is not", async () => {
    const whole = rule({ mchids: ["1900000001"] });
    const bare = whole.slice(0, whole.indexOf("  member_rule:"));
    const world = await ruleWorld(input);
    const ran = await world.cli("validate --format json");
    expect(ran.code).toBe(65);
    expect(JSON.parse(ran.stdout).problems).toMatchObject([
      { code: "create-needs-field", severity: "error", line: 4, message: "member_rule is needed for a new resource" },
    ]);
    expect((await world.cli("plan")).code).toBe(65);
    expect(world.writes()).toEqual([]);
    world.write({ "cards/spring.yaml": whole });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.write({ "cards/spring.yaml": bare });
    expect((await world.cli("validate")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a state that cannot be trusted is told as that: nothing is called new", async () => {
    const world = await ruleWorld(input);
    world.write({
      "wxcards.state/coffee/state.yaml": `format: wxcards.state/9\naccount: coffee\nidentity: ${coffee.appid}\n`,
    });
    expect(await codesOf(world, validate)).toEqual([]);
    const plan = await world.cli("plan");
    expect(plan.stdout).toContain("state-damaged");
    expect(plan.stdout).not.toContain("create-needs-field");
  });
});
