import type { Annotation } from "../report/annotations.ts";
import { type Colours, harmless, harmlessRow } from "../report/harmless.ts";
import { unbroken } from "../report/page.ts";
import { workflowCommand } from "../report/workflow-command.ts";

/**
 * The surroundings of one run of the command: everything that is read from or written to the outside goes through here.
 */
export interface Io {
  /** Carries the result, and only that. */
  readonly stdout: (text: string) => void;
  /** Why not all of the result could be written; absent where that cannot happen. */
  readonly outputTrouble?: () => string | undefined;
  /** Notes and progress. */
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** True when a person can be asked. */
  readonly canAsk: () => boolean;
  readonly colour: () => boolean;
  /** True when stderr is read by a person as it is written. */
  readonly hasTerminal: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * The surroundings as a command sees them: whatever it prints is made harmless and passes the net for secrets, line by
 * line, on its way out. Nothing else prints.
 */
export interface GuardedIo extends Io {
  /** Carries the result. Painted text is given with what turns its marks into codes. */
  readonly stdout: (text: string, colours?: Colours) => void;
  readonly stderr: (text: string, colours?: Colours) => void;
  /** Writes a result with what belongs to a person in it, which somebody has asked for; without secrets all the same. */
  readonly personal: (text: string, colours?: Colours) => void;
  /** Writes a diff that somebody has looked through, as it is: a program takes it byte for byte. */
  readonly patch: (text: string) => void;
  /** Writes rows for a program to stdout, their cells with a tab between. */
  readonly rows: (rows: readonly (readonly string[])[]) => void;
  /** Writes what a runner of GitHub shows beside lines of a diff to stderr: the only commands that are ever printed. */
  readonly annotate: (annotations: readonly Annotation[]) => void;
  /** Writes over the line that the cursor stands on; nothing clears it. */
  readonly overwrite: (line: string) => void;
}

/**
 * The only way out: gives the surroundings of a command. `clean` takes out of a text what nobody is to see, and
 * `cleanOfSecrets` secrets only.
 */
export function guardedIo(io: Io, clean: (text: string) => string, cleanOfSecrets = clean): GuardedIo {
  return {
    ...io,
    stdout: (text, colours) => io.stdout(clean(harmless(text, colours))),
    stderr: (text, colours) => io.stderr(clean(harmless(text, colours))),
    personal: (text, colours) => io.stdout(cleanOfSecrets(harmless(text, colours))),
    patch: io.stdout,
    rows: (rows) => {
      io.stdout(clean(rows.map((cells) => `${harmlessRow(cells)}\n`).join("")));
    },
    annotate: (annotations) => {
      // Each text by itself, before it is written in another way.
      const cleaned = annotations.map(({ title, message, file, ...place }) => ({
        ...{ title: clean(title), message: clean(message), ...place },
        ...(file === undefined ? {} : { file: clean(file) }),
      }));
      if (cleaned.length > 0) io.stderr(cleaned.map((one) => `${workflowCommand(one)}\n`).join(""));
    },
    overwrite: (line) => io.stderr(`\r\u001b[K${clean(harmless(unbroken(line)))}`),
  };
}

/** `NO_COLOR` and `--no-color` switch colour off, `FORCE_COLOR` on; otherwise a terminal decides. */
export function wantsColour(env: Io["env"], isTerminal: () => boolean): boolean {
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return env["TERM"] !== "dumb" && isTerminal();
}
