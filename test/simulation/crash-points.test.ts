import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../documents/support.ts";
import { countCases } from "../helpers/cases.ts";
import { byWorkers } from "../helpers/workers.ts";
import type { Sweep, SweepOptions } from "./crash-points.ts";
import { bundleSimulator, shownFailures, simulate } from "./simulator.ts";
import { added, type Tested } from "./tested.ts";

/*
 * One document of every kind, with references between them; the apply that makes them, or changes them, is killed at
 * every effect there is: each request, each operation on files, each wait. What was under way arrives, or does not.
 * Then the disk fails at every operation instead. Proves G9, G12 and G29.
 */
const folder = temporaryFolder();
let simulator: string;

beforeAll(async () => {
  simulator = await bundleSimulator(folder);
});

const isDeep = process.env["WXCARDS_DEEP"] === "1";
const [lives, listings] = [[false, true], ["with-ids", "without-ids"] as const];
/** One story made and one changed; all of them, with a second crash and with loss of power, where there is time. */
const stories: readonly SweepOptions[] = isDeep
  ? lives.flatMap((live) =>
      listings.flatMap((listing) =>
        [0, 1, 2].flatMap((variant): SweepOptions[] => [
          // A second crash is tried after each first one; for one variant, as that alone takes ten minutes a story.
          { live, listing, variant, crashes: ["kill", "power"], again: variant === 0 },
          { live, listing, variant, crashes: ["kill", "power"], again: false, elsewhere: true },
        ]),
      ),
    )
  : [
      { live: false, listing: "with-ids", variant: 0, crashes: ["kill"], again: false },
      { live: true, listing: "without-ids", variant: 1, crashes: ["kill"], again: false },
      { live: false, listing: "without-ids", variant: 0, crashes: ["kill"], again: false, elsewhere: true },
      { live: true, listing: "with-ids", variant: 1, crashes: ["kill"], again: false, elsewhere: true },
    ];

test("killed at any effect, nothing is lost or doubled", async () => {
  const tested: Tested[] = [];
  const failed: string[] = [];
  await byWorkers(stories, async (story) => {
    const sweep = await simulate<Sweep>(simulator, ["sweep", JSON.stringify(story)]);
    const { cases, different, failures } = sweep;
    const { live, listing, variant, elsewhere = false } = story;
    const place = elsewhere ? ", settled elsewhere" : "";
    const words = `${live ? "changed" : "made"}, listings ${listing}, variant ${variant}${place}`;
    if (isDeep)
      process.stdout.write(`crashes: ${cases}, of which ${different} leave something of their own: ${words}\n`);
    tested.push(sweep.tested);
    failed.push(...shownFailures(failures));
    expect(cases).toBeGreaterThan(100);
    expect(different).toBeGreaterThan(10);
  });
  countCases(tested.reduce(added, {}));
  expect(failed).toEqual([]);
  expect(tested).toHaveLength(stories.length);
});

test.each(lives)("a disk that fails at any operation stops the writes and loses nothing: live %s", async (live) => {
  const errors = isDeep ? (["ENOSPC", "EIO", "EROFS", "EACCES"] as const) : (["ENOSPC"] as const);
  const options: SweepOptions = { live, listing: "with-ids", variant: 0, crashes: [], errors, again: false };
  const { cases, tested, failures } = await simulate<Sweep>(simulator, ["sweep", JSON.stringify(options)]);
  countCases(tested);
  expect(shownFailures(failures)).toEqual([]);
  expect(cases).toBeGreaterThan(30 * errors.length);
});
