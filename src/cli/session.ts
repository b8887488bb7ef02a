import { version } from "../generated/version.ts";
import { kinds, projectErrors } from "../kinds/registry.ts";
import type { Clock, Files, Random } from "../model/ports.ts";
import type { Selection, World } from "../pipeline.ts";
import { type Paint, paint } from "../report/paint.ts";
import { type Connections, connections } from "./connect.ts";
import type { Io } from "./io.ts";
import { type Redactor, redactor } from "./redact.ts";

/** Flags that every command of the pipeline takes. */
export interface CommonFlags {
  readonly project?: string;
  readonly account?: readonly string[];
  readonly target?: readonly string[];
  readonly sandbox?: boolean;
  readonly format: "text" | "json" | "markdown";
  readonly concurrency: number;
  readonly color: boolean;
  readonly verbose?: boolean;
}

/** The effects a command may use; tests bring their own. */
export interface Effects {
  readonly io: Io;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
}

/** One run of a command: its world, how it prints, and what must be closed at its end. */
export interface Session {
  readonly world: World;
  readonly selection: Selection;
  readonly paint: Paint;
  readonly connections: Connections;
  /** Writes lines of the result, secrets taken out. */
  readonly print: (lines: readonly string[]) => void;
  /** Writes a text of the result as it is, secrets taken out. */
  readonly write: (text: string) => void;
  /** Writes a note for the person at the terminal. */
  readonly note: (line: string) => void;
}

/** Sets up a run from its flags. `writes` says whether the command may change anything, the embedded platform included. */
export function openSession(
  effects: Effects,
  flags: CommonFlags,
  writes: boolean,
  net: Redactor = redactor(),
): Session {
  const { io, files, clock, random } = effects;
  const tool = `wxcards ${version}`;
  const note = (line: string) => io.stderr(`${net.clean(line)}\n`);
  const links = connections({
    io,
    files,
    clock,
    random,
    redactor: net,
    trace: flags.verbose === true ? note : () => {},
    userAgent: `wxcards/${version} (node ${process.versions.node})`,
    concurrency: flags.concurrency,
    sandboxKeeps: writes,
  });
  const selection: Selection = {
    ...(flags.project === undefined ? {} : { project: flags.project }),
    sandbox: flags.sandbox ?? false,
    accounts: flags.account ?? [],
    targets: flags.target ?? [],
    concurrency: flags.concurrency,
  };
  return {
    world: {
      kinds,
      projectErrors,
      files,
      clock,
      workingDirectory: io.workingDirectory,
      tool,
      connect: links.connect,
      signal: io.signal,
    },
    selection,
    paint: paint(io.colour && flags.color),
    connections: links,
    print: (lines) => io.stdout(net.clean(`${lines.join("\n")}\n`)),
    write: (text) => io.stdout(net.clean(text)),
    note,
  };
}
