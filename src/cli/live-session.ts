import { version } from "../generated/version.ts";
import type { World } from "../model/world.ts";
import { type Paint, paint } from "../report/paint.ts";
import { type Connections, connections } from "./connect.ts";
import { type CommonFlags, type GuardedEffects, openSession, type Session } from "./session.ts";

/** One run of a command that reads live state. */
export interface LiveSession extends Session {
  readonly world: World;
  readonly paint: Paint;
  /** To be closed at the end of the run. */
  readonly connections: Connections;
}

/** Sets up a run from its flags. `mayWrite` says whether the command may change anything, the embedded platform included. */
export function openLiveSession(effects: GuardedEffects, flags: CommonFlags, mayWrite: boolean): LiveSession {
  const session = openSession(effects, flags);
  const links = connections({
    ...effects,
    trace: flags.verbose === true ? session.note : () => {},
    note: session.note,
    userAgent: `wxcards/${version} (node ${process.versions.node})`,
    concurrency: flags.concurrency,
    mayWrite,
  });
  const tool = `wxcards ${version}`;
  return {
    ...session,
    world: { ...session.world, tool, connect: links.connect, signal: effects.io.signal },
    paint: paint(session.colour()),
    connections: links,
  };
}
