import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { start } from "./command.ts";
import { applyWords, expectConverged, openProject } from "./project.ts";
import { type Silence, silences, silentFront } from "./silent-front.ts";

// Proves G17 and G30.

/* A host that goes silent while an apply writes: the real process ends by itself, and says what became of each step. */
const folder = temporaryFolder();
/** In milliseconds: what is promised is that a run ends, and this is when it has to. */
const longest = 120_000;
/** Those that a process notices at once stand first: `npm test` tries them. */
const kinds: readonly Silence[] = [
  "reset at once",
  "closed at once",
  ...(Object.keys(silences) as Silence[]).filter((kind) => kind !== "reset at once" && kind !== "closed at once"),
];

/** What a run with a host that goes silent came to. */
interface Outcome {
  readonly silence: Silence;
  readonly milliseconds: number;
}

async function runAgainst(silence: Silence, cli: string): Promise<Outcome> {
  const world = await openProject();
  const isWrite = /\/card\/(update|create|modifystock|paygiftcard\/(add|delete))|card-member\/cards/;
  const front = await silentFront(world.sandbox.url, silence, ({ method, url = "" }) =>
    method === "POST" ? isWrite.test(url) : false,
  );
  const direct = { ...world.env };
  world.env["WXCARDS_WEIXIN_BASE_URL"] = front.url;
  world.env["WXCARDS_WECHATPAY_BASE_URL"] = front.url;
  const began = performance.now();
  const ended = await start(world, [process.execPath, cli, ...applyWords]).ended;
  const milliseconds = performance.now() - began;
  await front.close();
  const said = `${silence}: ${ended.stdout}${ended.stderr}`;
  const { summary, outcomes } = JSON.parse(ended.stdout) as { summary: Record<string, number>; outcomes: JsonObject[] };
  const { planned = 0, done = 0, failed = 0, skipped = 0, unknown = 0 } = summary;
  expect(planned, said).toBeGreaterThan(4);
  expect(done + failed + skipped + unknown, said).toBe(planned);
  expect(outcomes.length, said).toBe(planned);
  expect([1, 5, 6], said).toContain(ended.code);
  expect(said).not.toMatch(/\n {4}at |a bug of its own/);
  Object.assign(world.env, direct);
  await expectConverged(world, said);
  await world.close();
  return { silence, milliseconds };
}

test("a silent host: the run ends, with the whole report, and the next ones finish the work", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const { numRuns } = tries(2, kinds.length);
  const outcomes = await Promise.all(kinds.slice(0, numRuns).map((silence) => runAgainst(silence, cli)));
  for (const { silence, milliseconds } of outcomes)
    if (numRuns === kinds.length) console.log(`${silence}: ${(milliseconds / 1_000).toFixed(1)} s`);
  // Only the deep run, which has the machine to itself, looks at the clock.
  if (numRuns === kinds.length) for (const { milliseconds } of outcomes) expect(milliseconds).toBeLessThan(longest);
});
