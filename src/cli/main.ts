import { setMaxListeners } from "node:events";
import { resolve } from "node:path";
import { CommanderError } from "commander";
import { runLimits } from "../model/budget.ts";
import { fileProblem } from "../model/file-trouble.ts";
import { bugOf, expected, problem, problemsIn } from "../model/problem.ts";
import { exitCodes } from "../report/exit-code.ts";
import { commandLineOf } from "../report/messages/command-line.ts";
import type { Language } from "../report/messages/language.ts";
import { languageOf } from "../report/messages/languages.ts";
import { page } from "../report/page.ts";
import { realClock, realRandom } from "./clock.ts";
import { endCleanly, framesOf } from "./crash.ts";
import { realFiles } from "./files.ts";
import { realGitUntil } from "./git.ts";
import { guardedFiles } from "./guarded-files.ts";
import { guardedIo, type Io, wantsColour } from "./io.ts";
import { type LanguageFlags, languageFlagIn, spokenOnCommandLine } from "./language.ts";
import { trackedLink } from "./named.ts";
import { realNetwork } from "./network.ts";
import { realProcesses } from "./processes.ts";
import { askedCommands, everyCommand } from "./program/asked-commands.ts";
import { commandLine } from "./program/flags.ts";
import { commanderProgram } from "./program/program.ts";
import { programsUntil, someTimeAfter } from "./programs.ts";
import { type Redactor, redactor } from "./redact.ts";
import type { JournalFile, ReportTarget } from "./report-flag.ts";
import { type Render, results } from "./results.ts";
import type { Effects, GuardedEffects } from "./session.ts";
import { isTerminal, outputTo } from "./streams.ts";

/** Runs the command of this process and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  // Every request under way listens to it.
  setMaxListeners(0, stop.signal);
  let exit: number = exitCodes.interrupted;
  const onSignal = (signal: NodeJS.Signals): void => {
    exit = signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted;
    // The first signal lets the request in flight end and the state be written; the second ends at once.
    if (stop.signal.aborted) process.exit(exit);
    stop.abort();
    // Whatever does not come to its end by itself: what is running is as safe as when the process is killed.
    setTimeout(() => process.exit(exit), runLimits.endMs).unref();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const net = redactor(process.env);
  const [output, messages] = [outputTo(1), outputTo(2)];
  endCleanly(net, messages);
  const io: Io = {
    stdout: output.write,
    stderr: messages.write,
    outputTrouble: output.trouble,
    env: process.env,
    workingDirectory: process.cwd(),
    canAsk: () => isTerminal(0) && isTerminal(2),
    hasTerminal: () => isTerminal(2),
    colour: () => wantsColour(process.env, () => isTerminal(1)),
    signal: stop.signal,
  };
  const effects: Effects = {
    io,
    files: realFiles,
    clock: realClock,
    random: realRandom,
    network: realNetwork,
    git: realGitUntil(stop.signal),
    processes: realProcesses,
    programs: programsUntil(someTimeAfter(stop.signal)),
    codeFolder: import.meta.dirname,
  };
  const code = await run(effects, argv, net);
  return stop.signal.aborted && code === exitCodes.interrupted ? exit : code;
}

/**
 * Runs one command line with the given effects and gives its exit code; never throws. All that it prints and writes
 * passes the net.
 */
export async function run(
  effects: Effects,
  argv: readonly string[],
  net: Redactor = redactor(effects.io.env),
): Promise<number> {
  let code: number = exitCodes.ok;
  const io = guardedIo(effects.io, net.clean, net.cleanOfSecrets);
  const files = guardedFiles(effects.files, net, io.workingDirectory);
  const playedFiles = guardedFiles(effects.files, { ...net, shownIn: net.secretsIn }, io.workingDirectory);
  const guarded: GuardedEffects = { ...effects, io, files, playedFiles, redactor: net, results: results() };
  const words = await commandLineOf(spokenOnCommandLine(io.env, argv));
  const spoken = commandLine(words);
  const line = { words, lang: spoken.shared.lang, commands: () => everyCommand(spoken) };
  const program = commanderProgram(guarded, line, askedCommands(argv, spoken), (result) => {
    code = result;
  });
  let ending: Ending = { effects: guarded, flags: languageFlagIn(argv), reports: [] };
  program.hook("preAction", async (_program, command) => {
    const flags = command.optsWithGlobals<LanguageFlags & { report?: readonly (ReportTarget | JournalFile)[] }>();
    const reports = (flags.report ?? []).filter((file) => file.format !== "journal");
    ending = { effects: guarded, flags, reports };
    if (flags.project === undefined) return;
    const trouble = await trackedLink(guarded, resolve(io.workingDirectory, flags.project));
    if (trouble !== undefined) throw expected(fileProblem(flags.project, trouble));
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return await withReports(ending, guarded.results.parts, code);
  } catch (error) {
    if (error instanceof CommanderError)
      return withReports({ ...ending, reports: [] }, [], error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);
    return failure(error, ending, argv);
  }
}

/** What the end of a run needs to know of its command line. */
interface Ending {
  readonly effects: GuardedEffects;
  readonly flags: LanguageFlags;
  /** Where `--report` wants the result besides. */
  readonly reports: readonly ReportTarget[];
}

/**
 * Tells what ended a run from below: expected failures as problems, anything else as a bug with its stack, which names
 * code and no data.
 */
async function failure(error: unknown, ending: Ending, argv: readonly string[]): Promise<number> {
  const { effects, flags } = ending;
  const { io } = effects;
  const { exitOfProblems } = await import("../report/exit-code.ts");
  const { rendererOf } = await import("../report/formats/registry.ts");
  const { paint } = await import("../report/paint.ts");
  const known = problemsIn(error);
  const shown = known ?? [bugOf(error)];
  const asJson = argv.some(
    (word, index) => word === "--format=json" || (word === "json" && argv[index - 1] === "--format"),
  );
  const render: Render = (renderer, paint) => renderer.validation({ problems: shown, kinds: new Map() }, paint);
  const text = render(await rendererOf(asJson ? "json" : "text", await languageAtEnd(effects, flags)), paint(false));
  if (asJson) io.stdout(text);
  else io.stderr(text);
  if (known === undefined) io.stderr(page(framesOf(error).split("\n")));
  return withReports(ending, [render], exitOfProblems(shown));
}

/**
 * Writes the files of `--report`, when there are any, and gives the exit code of the whole run: 1 at least when the
 * result could not be written to stdout.
 */
async function withReports(
  { effects, flags, reports }: Ending,
  parts: readonly Render[],
  code: number,
): Promise<number> {
  const reason = effects.io.outputTrouble?.();
  if (reports.length === 0 && reason === undefined) return code;
  const { writeReports } = await import("./reports.ts");
  const unwritten = reason === undefined ? [] : [problem("output-not-written", { reason })];
  const language = await languageAtEnd(effects, flags);
  return writeReports(effects, { reports, renders: parts, language, flags, unwritten, code });
}

/** The language for telling how a run ended; what finds it is loaded by the commands themselves, and here only then. */
async function languageAtEnd(effects: GuardedEffects, flags: LanguageFlags): Promise<Language> {
  const { languageNameAtEnd } = await import("./run-language.ts");
  return languageOf(languageNameAtEnd(effects, flags));
}
