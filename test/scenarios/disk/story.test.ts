import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Disk, realDisk } from "../../../src/cli/disk.ts";
import { diskFiles } from "../../../src/cli/files.ts";
import { newCard } from "../../helpers/documents.ts";
import { type DiskCall, type DiskFault, faultyDisk } from "../../helpers/faulty-disk.ts";
import { coffee, openWorld, type Run, type World } from "../../helpers/world.ts";

// Proves G12.

const names = ["a", "b", "c"] as const;
const journal = ".wxcards/journal/coffee.jsonl";
const memory = "wxcards.state/coffee/state.yaml";

interface Report {
  readonly outcomes?: readonly { readonly status: string }[];
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
}

/** Three cards to make, by a process that others could be beside. */
async function worldOf(): Promise<World> {
  const files = Object.fromEntries(names.map((name) => [`cards/${name}.yaml`, newCard(name, `${name}新卡`)]));
  const world = await openWorld({ files });
  world.processes = { id: 4711, host: "here", space: "this", isAlive: () => false, started: () => "" };
  return world;
}

/** The cards that the memory on disk knows: by an id, or by what was about to be sent. */
function remembered(world: World): readonly string[] {
  const texts = [journal, memory].map((file) => join(world.root, file)).filter(existsSync);
  const text = texts.map((file) => readFileSync(file, "utf8")).join("\n");
  return names.filter((name) => new RegExp(`MemberCard/${name}"?:\\s*\\{?\\s*("?(id|pending|settled)"?):`).test(text));
}

function expectWhole(world: World, run: Run, about: string): void {
  const report = JSON.parse(run.stdout) as Report;
  const outcomes = report.outcomes ?? [];
  const made = Object.values(world.sandbox.state(coffee.appid).cards);
  expect([about, run.all.includes("    at "), report.problems.some(({ code }) => code === "bug")]).toEqual([
    about,
    false,
    false,
  ]);
  // Everything that was planned is told, or nothing was begun.
  if (outcomes.length > 0 || made.length > 0) expect([about, outcomes.length]).toEqual([about, names.length]);
  const isAllDone = outcomes.length > 0 && outcomes.every(({ status }) => status === "done");
  expect([about, run.code === 0]).toEqual([about, isAllDone && report.problems.length === 0]);
  const unknown = made.filter(
    (card) => !remembered(world).some((name) => JSON.stringify(card).includes(`${name}新卡`)),
  );
  expect([about, unknown]).toEqual([about, []]);
}

/** Every operation the tool asks of a disk, at each of some calls, with each error: once, and from then on. */
const operations = Object.keys(realDisk) as readonly (keyof Disk)[];
const faults: readonly DiskFault[] = ["ENOSPC", "EIO", "EROFS", "EACCES"];
const cases = operations.flatMap((operation) =>
  (operation === "writeSync" ? [...faults, "torn" as const] : faults).map((fault) => [operation, fault] as const),
);

test.each(cases)(
  "%s that says %s: nothing is made that is not remembered, and the report is whole",
  async (operation, fault) => {
    for (const lasts of [false, true])
      for (const nth of lasts ? [1, 3, 8, 13] : [2, 5, 9, 14, 20]) {
        const world = await worldOf();
        try {
          let calls = 0;
          const isHit = (call: DiskCall): boolean => {
            if (call.operation !== operation || !isOfRun(call, world)) return false;
            calls += 1;
            return lasts ? calls >= nth : calls === nth;
          };
          world.files = diskFiles(faultyDisk((call) => (isHit(call) ? fault : undefined)));
          const run = await world.cli("apply --yes --allow many --format json");
          const about = `${operation} ${fault} ${lasts ? "from" : "at"} call ${nth} of ${calls}: ${run.code}`;
          expectWhole(world, run, `${about}\n${run.stderr}`);
          if (calls < nth) break;
          await recovered(world, about);
        } finally {
          await world.close();
        }
      }
  },
);

/** What is asked about files of the project, or about what is mounted among them. */
function isOfRun({ path }: DiskCall, { root }: World): boolean {
  return path.startsWith(root) || path.startsWith("/proc/self/mountinfo");
}

/** Commands that carry out no plan; all but the last leave everything as it is. */
const others = ["status", "plan", "plan --unmanaged", "apply --recover-only", "import --all"] as const;

test.each(cases.filter(([, fault]) => fault !== "torn"))(
  "%s that says %s: every other command answers with a problem too",
  async (operation, fault) => {
    const world = await worldOf();
    try {
      world.sandbox.addCard(coffee.appid, { base_info: { title: "d老卡", sku: { total_quantity: 1 } } });
      for (const command of others)
        for (const nth of [1, 2, 5, 11]) {
          let calls = 0;
          const isHit = (call: DiskCall) => call.operation === operation && isOfRun(call, world) && ++calls >= nth;
          world.files = diskFiles(faultyDisk((call) => (isHit(call) ? fault : undefined)));
          const run = await world.cli(`${command} --format json`);
          const about = `${command}: ${operation} ${fault} from call ${nth} of ${calls}: ${run.code}\n${run.all}`;
          const { problems } = JSON.parse(run.stdout) as Report;
          const isOurs = run.all.includes("    at ") || problems.some(({ code }) => code === "bug");
          expect([about, isOurs]).toEqual([about, false]);
          const isWrong = problems.some(({ severity }) => severity === "error");
          expect([about, run.code === 0]).toEqual([about, !isWrong]);
          if (calls < nth) break;
        }
      expect(world.writes()).toEqual([]);
    } finally {
      await world.close();
    }
  },
);

/** On a disk that is whole again everything ends well, and no card is there twice. */
async function recovered(world: World, about: string): Promise<void> {
  world.files = diskFiles(realDisk);
  for (let apply = 0; apply < 3; apply += 1) {
    world.clock.advance(700);
    if ((await world.cli("apply --yes --allow many")).code === 0) break;
  }
  const plan = await world.cli("plan --detailed-exitcode");
  const titles = Object.values(world.sandbox.state(coffee.appid).cards).length;
  expect([about, plan.code, titles]).toEqual([about, 0, names.length]);
}
