import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { newCard } from "../helpers/documents.ts";
import { git, shopInGit } from "../helpers/shop-in-git.ts";
import { start } from "./command.ts";

// Proves G11.

/*
 * The host of the repository goes silent while a real process asks it, and then comes a signal: the run ends in time,
 * also while it releases its lease, and says what is left where.
 */
const folder = temporaryFolder();

/** In milliseconds, with what starting and ending a process may take on a machine with other work. */
const most = 8_000;

/** What runs in place of ssh: the programs of git on this machine, so often; then nothing answers any more. */
const host = `#!/bin/sh
count=$(($(cat "$0.count" 2>/dev/null || echo 0) + 1))
echo $count > "$0.count"
if [ $count -gt "$(cat "$0.most")" ]; then touch "$0.silent"; exec sleep 300; fi
for last; do :; done
eval "$last"
`;

/** Runs an apply whose host answers so often; sends the signal once it is silent. Undefined where it never was. */
async function interrupted(cli: string, answers: number) {
  const shop = await shopInGit({ "cards/gold.yaml": newCard("gold", "金卡会员") });
  const { world } = shop;
  // A process of its own has the clock of the machine.
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  const clone = shop.clone(1);
  const ssh = join(world.root, "ssh.sh");
  world.write({ "ssh.sh": host, "ssh.sh.most": `${answers}\n` });
  chmodSync(ssh, 0o755);
  git(clone, "remote", "set-url", "origin", `ssh://host.example${shop.remote}`);
  const env = { GIT_SSH_COMMAND: ssh, GIT_SSH_VARIANT: "ssh", GIT_CONFIG_NOSYSTEM: "1" };
  Object.assign(world.env, env);
  const { child, ended } = start({ ...world, root: clone }, [
    process.execPath,
    cli,
    "apply",
    "--yes",
    "--format",
    "json",
  ]);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !existsSync(`${ssh}.silent`)) await new Promise((resolve) => setTimeout(resolve, 10));
  const wasSilent = !isOver;
  const began = performance.now();
  child.kill("SIGINT");
  const end = await ended;
  const milliseconds = performance.now() - began;
  const asked = Number(readFileSync(`${ssh}.count`, "utf8"));
  const cards = world.bodies("/card/create").length;
  return { end, milliseconds, wasSilent, asked, cards, shop, clone };
}

test("a host of git that went silent holds up nobody's end", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const whole = await interrupted(cli, 100);
  expect([whole.end.code, whole.cards], whole.end.stderr).toEqual([0, 1]);
  const places = Array.from({ length: whole.asked }, (_, answers) => answers);
  const { numRuns } = tries(2, places.length);
  // The last one is that of the release: everything has been sent by then.
  for (const answers of places.slice(-numRuns)) {
    const { end, milliseconds, wasSilent, cards, shop, clone } = await interrupted(cli, answers);
    const told = `${answers} answers, ${milliseconds} ms\n${end.stdout}${end.stderr}`;
    expect([wasSilent, [130, 5, 6].includes(end.code ?? -1)], told).toEqual([true, true]);
    expect(end.stdout + end.stderr).not.toMatch(/\n {4}at |a bug of its own/);
    if (process.env["WXCARDS_DEEP"] === "1") expect(milliseconds, told).toBeLessThan(most);
    // The journal has what the release could not bring up; the next run does.
    git(clone, "remote", "set-url", "origin", `file://${shop.remote}`);
    shop.world.clock.advance(30 * 60);
    const next = await shop.cli(clone, "apply --yes");
    expect([next.code, shop.world.bodies("/card/create").length], told + next.all).toEqual([0, 1]);
    expect(cards).toBeLessThan(2);
    await shop.world.close();
  }
});
