import { version } from "../generated/version.ts";
import { runBudget } from "../model/budget.ts";
import type { Step } from "../model/plan.ts";
import type { Programs } from "../model/program.ts";
import type { World } from "../model/world.ts";
import type { Colours } from "../report/harmless.ts";
import { type Paint, paint } from "../report/paint.ts";
import { type Connections, connections } from "./connect.ts";
import { tuneEngine } from "./engine.ts";
import { readNamed } from "./named.ts";
import { progress } from "./progress.ts";
import { type CommonFlags, type GuardedEffects, openSession, type Session } from "./session.ts";
import { show } from "./show.ts";

const noPrograms: Programs = async () => ({
  ...{ code: null, failure: "unstartable", stdout: new Uint8Array(), stderr: "" },
});

/** One run of a command that reads live state. */
export interface LiveSession extends Session {
  readonly world: World;
  readonly paint: Paint;
  /** Writes notes of several lines, all with their ends. */
  readonly noteText: (text: string) => void;
  /** What was thrown in the middle of the work: the report says it in a word, and stderr where it happened. */
  readonly bugs: readonly unknown[];
  /** To be closed at the end of the run. */
  readonly connections: Connections;
}

/**
 * Sets up a run from its flags. `mayWrite` says whether the command may change anything, the embedded platform
 * included; `writesAtOnce` are the resources that it writes at the same time.
 */
export async function openLiveSession(
  effects: GuardedEffects,
  flags: CommonFlags,
  mayWrite: boolean,
  writesAtOnce = 1,
): Promise<LiveSession> {
  tuneEngine();
  const session = await openSession(effects, flags, (account, project) => links.credential(account, project));
  const budget = runBudget({ signal: effects.io.signal, clock: effects.clock });
  const { signal, graceSignal } = budget;
  const links = connections({
    ...effects,
    budget,
    trace: flags.verbose === true ? (line) => session.note(line) : () => {},
    note: session.note,
    notes: session.notes,
    userAgent: `wxcards/${version} (node ${process.versions.node})`,
    // A request that waits for a connection uses up its own time.
    connections: Math.max(flags.concurrency, writesAtOnce),
    mayWrite,
    programs: effects.programs ?? noPrograms,
    readFile: (path, limit) => readNamed(effects, path, limit),
    deskCredentials: session.deskCredentials,
  });
  const { notes, language } = session;
  const tool = `wxcards ${version}`;
  const line = progress(effects.io, effects.clock.now);
  const onRead = (done: number, total: number) => (done < total ? line.show(notes.reading(done, total)) : line.clear());
  const onStep = (step: Step, done: number, total: number) =>
    line.show(notes.carryingOut(done + 1, total, step.address));
  const write = (text: string, colours?: Colours) => {
    line.clear();
    session.write(text, colours);
  };
  const own = paint(session.colour());
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  return {
    ...session,
    world: {
      ...session.world,
      tool,
      connect: links.connect,
      reopen: links.reopen,
      signal,
      graceSignal,
      onRead,
      onStep,
      onBug,
    },
    // Whatever is printed begins on a line of its own.
    print: (lines, colours) => {
      line.clear();
      session.print(lines, colours);
    },
    write,
    show: async (render) => {
      await show({ format: flags.format, language, colour: session.colour, write }, render);
      session.keep(render);
    },
    showPersonal: (whole, masked) => {
      line.clear();
      return session.showPersonal(whole, masked);
    },
    note: (text) => {
      line.clear();
      session.note(text, own);
    },
    noteText: (text) => {
      line.clear();
      effects.io.stderr(text, own);
    },
    paint: own,
    bugs,
    connections: links,
  };
}
