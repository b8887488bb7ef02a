import { expect, test } from "vitest";
import { leaksIn } from "./leaks.ts";
import { openShop } from "./shop.ts";

/*
 * From an empty folder to the first green pull request, and what its merge does: all of it on the embedded platform, with no
 * account and no secret. `$REMOTE` is the address of an empty repository at the host.
 */
const commands = [
  "git init -b main",
  "git remote add origin $REMOTE",
  "git commit --allow-empty -m Begin",
  "git push -u origin main",
  "git switch -c cards",
  "wxcards init --ci github",
  "git add --all",
  'git commit -m "A first card, and its workflows"',
  "git push -u origin cards",
];
const isDeep = process.env["WXCARDS_DEEP"] === "1";

test(`${commands.length} commands and the opening of a pull request lead from an empty folder to a green one`, async () => {
  const shop = await openShop();
  const { github } = shop;
  for (const command of commands) await shop.desk(command);
  const pull = await github.open({ branch: "cards" });
  const [run, ...others] = pull.runs;
  expect(others).toEqual([]);
  expect(run?.result, JSON.stringify(run?.jobs, null, 1)).toBe("success");
  const { plan, comment } = run?.jobs ?? {};
  expect(plan?.permissions).toEqual({ contents: "read" });
  expect(plan?.summary).toContain("Plan: 1 to create");
  // The base branch has no tool yet that could write a comment.
  expect([plan?.outputs["comment"], comment?.state]).toEqual(["", "skipped"]);
  if (isDeep) {
    const [applied] = await pull.merge();
    expect(applied?.jobs["plan-sandbox"]?.outputs["exit"]).toBe("2");
    expect(applied?.jobs["apply-sandbox"]?.state).toBe("success");
    expect(shop.asked).toEqual([{ environment: "wxcards", job: "apply-sandbox" }]);
    expect(github.api.comments.get(pull.number)?.[0]?.body).toContain("## wxcards apply\n\n1 done");
    // The embedded platform begins anew with each job: what it lacks is nobody's doing.
    const [night] = await github.night();
    expect([night?.result, github.api.issues]).toEqual(["success", []]);
  }
  expect(await leaksIn(shop)).toEqual([]);
});
