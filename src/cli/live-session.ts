import { version } from "../generated/version.ts";
import type { Step } from "../model/plan.ts";
import type { World } from "../model/world.ts";
import type { Colours } from "../report/harmless.ts";
import { type Paint, paint } from "../report/paint.ts";
import { type Connections, connections } from "./connect.ts";
import { tuneEngine } from "./engine.ts";
import { envFile } from "./env-file.ts";
import { readNamed } from "./named.ts";
import { progress } from "./progress.ts";
import type { Format } from "./report-flag.ts";
import { type CommonFlags, type GuardedEffects, openSession, type Session } from "./session.ts";

/** Gives a part of the result in one format, painted where the format is for people. */
export type RenderPainted = (format: Format, paint: Paint) => string;

/** One run of a command that reads live state. */
export interface LiveSession extends Session {
  readonly world: World;
  readonly paint: Paint;
  /** Writes a part of the result to stdout in the format asked for, and keeps it for the files of `--report`. */
  readonly show: (render: RenderPainted) => void;
  /** Keeps a part of the result for the files of `--report` only. */
  readonly keep: (render: RenderPainted) => void;
  /** To be closed at the end of the run. */
  readonly connections: Connections;
}

/** Sets up a run from its flags. `mayWrite` says whether the command may change anything, the embedded platform included. */
export function openLiveSession(effects: GuardedEffects, flags: CommonFlags, mayWrite: boolean): LiveSession {
  tuneEngine();
  const session = openSession(effects, flags);
  const links = connections({
    ...effects,
    trace: flags.verbose === true ? (line) => session.note(line) : () => {},
    note: session.note,
    userAgent: `wxcards/${version} (node ${process.versions.node})`,
    concurrency: flags.concurrency,
    mayWrite,
    readFile: (path, limit) => readNamed(effects, path, limit),
    deskCredentials: (project) => envFile({ ...effects, note: session.note }, project),
  });
  const tool = `wxcards ${version}`;
  const line = progress(effects.io, effects.clock.now);
  const onRead = (done: number, total: number) =>
    done < total ? line.show(`reading ${done} of ${total}`) : line.clear();
  const onStep = (step: Step, done: number, total: number) => line.show(`${done + 1} of ${total}: ${step.address}`);
  const write = (text: string, colours?: Colours) => {
    line.clear();
    session.write(text, colours);
  };
  const own = paint(session.colour());
  const keep = (render: RenderPainted) => effects.results.add((format) => render(format, paint(false)));
  return {
    ...session,
    world: { ...session.world, tool, connect: links.connect, signal: effects.io.signal, onRead, onStep },
    // Whatever is printed begins on a line of its own.
    print: (lines, colours) => {
      line.clear();
      session.print(lines, colours);
    },
    write,
    show: (render) => {
      if (flags.format === "text") write(render("text", own), own);
      else write(render(flags.format, paint(false)));
      keep(render);
    },
    keep,
    note: (text) => {
      line.clear();
      session.note(text, own);
    },
    paint: own,
    connections: links,
  };
}
