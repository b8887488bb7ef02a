import type { Problem } from "../model/problem.ts";
import type { SnapshotTaken } from "../model/snapshot.ts";
import { keepSnapshots, type Snapshots, seeLive } from "../pipeline/snapshot.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { jsonText } from "../report/json-text.ts";
import { liveJson } from "../state/format/live-file.ts";
import { openLiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

export interface SnapshotFlags extends CommonFlags {
  /** A file in place of branches or folder. */
  readonly out?: string;
}

/** `wxcards snapshot`: what is live of the declared fields, for plans that are made offline. Reads on the platform. */
export async function snapshotCommand(effects: GuardedEffects, flags: SnapshotFlags): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  try {
    const seen = await seeLive(session.world, session.selection);
    const kept = flags.out === undefined ? await keptIn(seen) : await writtenTo(effects, flags.out, seen);
    const problems = [...seen.problems, ...kept.problems];
    const { kinds } = session.world;
    await session.show((renderer, paint) => renderer.snapshot({ taken: kept.taken, problems, kinds }, paint));
    return exitOfProblems(problems);
  } finally {
    await session.connections.close();
  }
}

interface Kept {
  readonly taken: readonly SnapshotTaken[];
  readonly problems: readonly Problem[];
}

async function keptIn({ run, snapshots }: Snapshots): Promise<Kept> {
  return run === undefined ? { taken: [], problems: [] } : keepSnapshots(run, snapshots);
}

async function writtenTo(effects: GuardedEffects, file: string, { snapshots }: Snapshots): Promise<Kept> {
  if (snapshots.size === 0) return { taken: [], problems: [] };
  const unwritten = await writeResult(effects, file, jsonText(liveJson(snapshots)));
  const result = unwritten === undefined ? "written" : "failed";
  const taken = [...snapshots].map(
    ([account, { resources }]) => ({ account, resources: resources.size, result }) as const,
  );
  return { taken, problems: unwritten === undefined ? [] : [unwritten] };
}
