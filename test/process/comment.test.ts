import { expect, test } from "vitest";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { environmentOf, robot, startHost } from "../helpers/comment-hosts.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld } from "../helpers/world.ts";
import { start } from "./command.ts";

/*
 * The command as it ships, as a process of its own: a plan becomes a comment, is left alone, and a token is in nothing
 * that the process says.
 */
const folder = temporaryFolder();

test("the built command makes one comment, and says so", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const host = await startHost("github");
  const world = await newWorld({
    files: { "cards/gold.yaml": goldCard, "event.json": JSON.stringify({ pull_request: { number: 7 } }) },
    env: environmentOf("github", host.url, robot.token),
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  expect((await world.cli("plan --out plan.json")).code).toBe(0);
  world.env["GITHUB_EVENT_PATH"] = `${world.root}/event.json`;
  const comment = async () => {
    const words = ["comment", "plan.json", "--to", "github", "--verbose", "--format", "json"];
    const ended = await start(world, [process.execPath, cli, ...words]).ended;
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout + ended.stderr).not.toContain(robot.token);
    expect(ended.stderr).toContain("GET /repos/shop/cards/issues/7/comments");
    return (JSON.parse(ended.stdout) as { action: string }).action;
  };
  expect([await comment(), await comment()]).toEqual(["created", "unchanged"]);
  expect(host.comments.get(7)?.map(({ body }) => body.split("\n").slice(0, 2))).toEqual([
    ["<!-- wxcards:wxcards -->", "## wxcards plan"],
  ]);
  expect(host.requests.every(({ headers }) => headers.authorization === `Bearer ${robot.token}`)).toBe(true);
});
