import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newWorld } from "../helpers/world.ts";

const files = [
  "wxcards.yaml",
  "cards/first.yaml",
  ".github/workflows/wxcards.yml",
  ".gitignore",
  "wxcards.schema.json",
];

describe("wxcards init", () => {
  test("writes a project whose card can be made at once, and whose plan is empty after that", async () => {
    const world = await newWorld();
    world.remove("wxcards.yaml");
    world.env["WXCARDS_WEIXIN_BASE_URL"] = undefined;
    const run = await world.cli("init");
    expect([run.code, run.stdout]).toEqual([0, files.map((file) => `wrote ${file}\n`).join("")]);
    expect((await world.cli("validate")).code).toBe(0);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("Plan: 1 to create, 0 to change");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.paths()).toEqual([]);
  });

  test("its workflow is YAML that runs plan before the merge and apply after it", async () => {
    const world = await newWorld();
    await world.cli("init");
    const workflow = parse(world.read(".github/workflows/wxcards.yml")) as {
      jobs: Record<string, { if: string; permissions: unknown; steps: { run?: string }[] }>;
    };
    const { plan, apply } = workflow.jobs;
    const runs = (job: typeof plan) => (job?.steps ?? []).map(({ run }) => run ?? "").join("\n");
    expect([plan?.if, plan?.permissions]).toEqual(["github.event_name == 'pull_request'", { contents: "read" }]);
    expect(runs(plan)).toContain("npx --no-install wxcards plan");
    expect(runs(plan)).not.toContain("apply");
    expect(apply?.if).toBe("github.event_name == 'push'");
    expect(runs(apply)).toContain("npx --no-install wxcards apply --yes");
    // What apply remembers is pushed by itself: no step commits anything, and the last one is apply.
    expect(apply?.permissions).toEqual({ contents: "write" });
    expect(apply?.steps.at(-1)?.run).toBe("npx --no-install wxcards apply --yes");
    expect(runs(apply)).not.toContain("git ");
  });

  test("writes over nothing", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": "accounts: {}\n", "cards/first.yaml": "mine" } });
    const run = await world.cli("init");
    expect(run.code).toBe(0);
    expect(run.stdout).toBe("wrote .github/workflows/wxcards.yml\nwrote .gitignore\nwrote wxcards.schema.json\n");
    expect(run.stderr).toContain("cards/first.yaml is there already");
    expect([world.read("wxcards.yaml"), world.read("cards/first.yaml")]).toEqual(["accounts: {}\n", "mine"]);
    expect((await world.cli("init")).stdout).toBe("nothing to write\n");
  });
});
