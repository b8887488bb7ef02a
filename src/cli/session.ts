import { editorSchemaStamps } from "../generated/editor-schemas.ts";
import { kinds, projectErrors } from "../kinds/registry.ts";
import { defined } from "../model/defined.ts";
import type { Clock, Network, Processes, Random } from "../model/ports.ts";
import type { Programs } from "../model/program.ts";
import type { Project } from "../model/project.ts";
import type { OfflineWorld, Selection } from "../model/world.ts";
import type { Format } from "../report/formats/registry.ts";
import type { Colours } from "../report/harmless.ts";
import type { Language } from "../report/messages/language.ts";
import { languageOf, notesOf } from "../report/messages/languages.ts";
import type { Notes } from "../report/messages/notes.ts";
import { page } from "../report/page.ts";
import { tuneReading } from "./engine.ts";
import { type DeskCredentials, envFile } from "./env-file.ts";
import type { RunFiles } from "./files.ts";
import type { Git } from "./git.ts";
import type { GuardedIo, Io } from "./io.ts";
import type { LanguageFlags } from "./language.ts";
import { peopleOfRun } from "./people.ts";
import type { Redactor } from "./redact.ts";
import type { JournalFile, ReportTarget } from "./report-flag.ts";
import type { Render, Results } from "./results.ts";
import { languageNameOf } from "./run-language.ts";
import { show } from "./show.ts";
import { type StateInput, stateOpener } from "./state.ts";

/** Flags that every command of the pipeline takes. */
export interface CommonFlags extends LanguageFlags {
  readonly account?: readonly string[];
  readonly target?: readonly string[];
  readonly exclude?: readonly string[];
  readonly sandbox?: boolean;
  readonly format: Format;
  readonly report?: readonly (ReportTarget | JournalFile)[];
  readonly concurrency: number;
  readonly color: boolean;
  readonly verbose?: boolean;
}

/** Flags of the commands that are about what is remembered. */
export type StateFlags = Omit<CommonFlags, "concurrency" | "target" | "verbose">;

/** The effects a command may use; tests bring their own. */
export interface Effects {
  readonly io: Io;
  readonly files: RunFiles;
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  /** Absent where nothing is under version control, as in tests. */
  readonly git?: Git;
  /** Absent where no other run can be under way, as in tests. */
  readonly processes?: Processes;
  /** Runs commands of accounts; absent where none is run, as in tests. */
  readonly programs?: Programs;
  /**
   * The folder that the running code was loaded from; empty in a single binary, which has none; absent where that is
   * nobody's business, as in tests.
   */
  readonly codeFolder?: string;
}

/** Effects whose output is harmless and without secrets, with the memory of what the result was. */
export interface GuardedEffects extends Effects {
  readonly io: GuardedIo;
  /**
   * For what the embedded platform keeps, and nothing else: without secrets as well, and with the people that it plays,
   * whom `files` would keep out once a command has asked for one of them.
   */
  readonly playedFiles: RunFiles;
  readonly redactor: Redactor;
  readonly results: Results;
}

/** One run of a command that needs no network: what it works with and how it prints. */
export interface Session {
  readonly world: OfflineWorld;
  readonly selection: Selection;
  /** Credentials kept beside the project file, for work at a desk, or what is wrong with that file; read once. */
  readonly deskCredentials: (project: Project) => Promise<DeskCredentials>;
  /** What is said beside results, in the language of the run. */
  readonly notes: Notes;
  /** Everything that is said in the language of the run; loaded when it is asked for. */
  readonly language: () => Promise<Language>;
  /** Asked for only when something is to be painted. */
  readonly colour: () => boolean;
  /** Writes lines of the result. */
  readonly print: (lines: readonly string[], colours?: Colours) => void;
  /** Writes a text of the result, all its lines with their ends. */
  readonly write: (text: string, colours?: Colours) => void;
  /** Writes a part of the result to stdout in the format asked for, and keeps it for the files of `--report`. */
  readonly show: (render: Render) => Promise<void>;
  /** Writes a result with personal texts to stdout, and keeps another, which has none, for the files of `--report`. */
  readonly showPersonal: (whole: Render, masked: Render) => Promise<void>;
  /** Keeps a part of the result for the files of `--report` only. */
  readonly keep: (render: Render) => void;
  /** Writes a note for the person at the terminal, on one line. */
  readonly note: (line: string, colours?: Colours) => void;
}

/** Sets up a run from its flags. `credential` gives that of an account, where a command may look at it. */
export async function openSession(
  effects: GuardedEffects,
  flags: CommonFlags,
  credential?: StateInput["credential"],
): Promise<Session> {
  const { io, files, clock, results } = effects;
  const name = languageNameOf(effects, flags);
  const language = () => languageOf(name);
  const colour = () => flags.color && io.colour();
  let open: OfflineWorld["openState"] | undefined;
  // Many runs never look at what is remembered, and what does is loaded when it is asked for.
  const openState: OfflineWorld["openState"] = (project) => {
    open ??= stateOpener({ ...effects, credential: credential ?? (async () => undefined) });
    return open(project);
  };
  const notes = await notesOf(name);
  const note: Session["note"] = (line, colours) => io.stderr(page([line]), colours);
  const deskCredentials = onceOnly((project: Project) => envFile({ ...effects, note, notes }, project));
  return {
    world: {
      ...{ kinds, projectErrors, editorSchemaStamps, files, clock, workingDirectory: io.workingDirectory, openState },
      ...peopleOfRun(effects, deskCredentials),
      onDocuments: tuneReading,
    },
    deskCredentials,
    selection: {
      ...defined({ project: flags.project }),
      sandbox: flags.sandbox ?? false,
      accounts: flags.account ?? [],
      targets: flags.target ?? [],
      excludes: flags.exclude ?? [],
      concurrency: flags.concurrency,
    },
    notes,
    language,
    colour,
    print: (lines, colours) => io.stdout(page(lines), colours),
    write: io.stdout,
    show: async (render) => {
      await show({ format: flags.format, language, colour, write: io.stdout }, render);
      results.add(render);
    },
    showPersonal: async (whole, masked) => {
      await show({ format: flags.format, language, colour, write: io.personal }, whole);
      results.add(masked);
    },
    keep: results.add,
    note,
  };
}

/** One project a run: what was found out for it is not found out again. */
function onceOnly<Found>(find: (project: Project) => Promise<Found>): (project: Project) => Promise<Found> {
  let found: Promise<Found> | undefined;
  return (project) => {
    found ??= find(project);
    return found;
  };
}
