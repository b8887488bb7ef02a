import { expect, test } from "vitest";
import { newCard } from "../helpers/documents.ts";
import { makeHostile, marks } from "./hostile.ts";
import { leaksIn, textsOfRun } from "./leaks.ts";
import { bareEnvironment } from "./shell.ts";
import { openShop } from "./shop.ts";
import type { PlayedJob, PlayedRun } from "./workflow-run.ts";

/*
 * A pull request that brings another tool, scripts for npm and a workflow of its own: each of them tries whatever it finds.
 * Once from a fork, and once from a branch of the repository itself, whose author may push anyway.
 */
const logOf = (job: PlayedJob | undefined) => job?.steps.map(({ log }) => log).join("\n") ?? "";

const sides = [
  ["a fork", true],
  ["a branch", false],
] as const;

test.each(process.env["WXCARDS_DEEP"] === "1" ? sides : sides.slice(0, 1))(
  "a hostile pull request from %s finds no secret, and no token that writes",
  async (_, isFork) => {
    const shop = await openShop();
    const { github } = shop;
    await shop.begin("github", { "cards/gold.yaml": newCard("gold", "云杉金卡") });
    const folder = await shop.desk("git switch -qc hostile; pwd");
    await makeHostile(folder, bareEnvironment);
    shop.edit("cards/gold.yaml", "title: 云杉金卡", "title: 云杉黑金卡");
    const ref = isFork ? "refs/pull/1/head" : "refs/heads/hostile";
    await shop.desk(`git add --all; git commit -qm 'Nothing to see'; git push -q origin HEAD:${ref}`);
    const before = await github.repository.git("for-each-ref", "--format=%(refname)", "refs/heads");

    const { runs } = await github.open({ branch: "hostile", isFork });
    const [own, ours] = runs as [PlayedRun, PlayedRun];
    expect([own.workflow.name, ours.workflow.name]).toEqual(["hostile", "wxcards plan"]);
    // The plan runs what the pull request brings: that is what it is for. It has a token that reads, and nothing else.
    const { plan, comment } = ours.jobs;
    const said = logOf(plan);
    expect(said).toContain(marks.tool);
    expect(said).toContain("PUSH REFUSED");
    expect(said).toContain("COMMENT 403");
    expect(said).not.toMatch(/PUSH DONE|COMMENT 2/);
    expect(plan?.permissions).toEqual({ contents: "read" });
    // The comment runs nothing of it, and takes its plan for what it is.
    expect(comment?.steps.length, logOf(comment)).toBeGreaterThan(0);
    expect(logOf(comment)).not.toContain(marks.tool);
    expect(comment?.state).toBe("failure");
    // Scripts of npm run in the job only that says so itself: the trap works, and nothing else steps into it.
    const { environment, bare } = own.jobs;
    expect(bare?.summary).toContain(marks.script);
    for (const job of [plan, comment]) expect(job?.summary ?? "").not.toContain(marks.script);
    // The environment lets its branch in, and nobody is asked about another one.
    expect([environment?.state, shop.asked]).toEqual(["refused", []]);
    expect(logOf(bare)).toContain("FOUND SECRET=\n");
    expect(logOf(bare)).toContain("FOUND PROXY=\n");
    // Who may push a branch may push, and its workflow may ask for as much; nobody else's may.
    expect(github.api.comments.get(1)?.filter(({ by }) => isFork || by.token !== bare?.token)).toEqual([]);
    if (isFork) {
      expect(logOf(bare)).toMatch(/PUSH REFUSED\nCOMMENT 403/);
      expect(await github.repository.git("for-each-ref", "--format=%(refname)", "refs/heads")).toBe(before);
      expect(runs.flatMap(textsOfRun).join("\n")).not.toMatch(/PUSH DONE|COMMENT 2/);
    }
    const shown = [plan?.token, bare?.token];
    expect(await leaksIn(shop, (token) => shown.includes(token))).toEqual([]);
  },
);
