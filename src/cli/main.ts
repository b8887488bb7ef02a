import { setMaxListeners } from "node:events";
import { resolve } from "node:path";
import { Argument, Command, CommanderError, Option } from "commander";
import { version } from "../generated/version.ts";
import { fileProblem } from "../model/file-trouble.ts";
import { expected, type Problem } from "../model/problem.ts";
import { exitCodes } from "../report/exit-code.ts";
import { page } from "../report/page.ts";
import { realClock, realRandom } from "./clock.ts";
import { shells } from "./completion/shells.ts";
import { endCleanly, framesOf } from "./crash.ts";
import { duration } from "./duration.ts";
import { realFiles } from "./files.ts";
import { common, consenting, format, reporting, whole } from "./flags.ts";
import { realGit } from "./git.ts";
import { guardedFiles } from "./guarded-files.ts";
import { guardedIo, type Io, wantsColour } from "./io.ts";
import { trackedLink } from "./named.ts";
import { realProcesses } from "./processes.ts";
import { type Redactor, redactor } from "./redact.ts";
import type { Format, ReportFile } from "./report-flag.ts";
import { type Render, results } from "./results.ts";
import type { Effects, GuardedEffects } from "./session.ts";
import { isTerminal, writeTo } from "./streams.ts";

/** Runs the command of this process and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  // Every request under way listens to it.
  setMaxListeners(0, stop.signal);
  let exit: number = exitCodes.interrupted;
  const onSignal = (signal: NodeJS.Signals): void => {
    exit = signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted;
    // The first signal lets the request in flight end and the lock file be written; the second ends at once.
    if (stop.signal.aborted) process.exit(exit);
    stop.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const net = redactor(process.env);
  endCleanly(net);
  const io: Io = {
    stdout: (text) => writeTo(1, text),
    stderr: (text) => writeTo(2, text),
    env: process.env,
    workingDirectory: process.cwd(),
    canAsk: () => isTerminal(0) && isTerminal(2),
    hasTerminal: () => isTerminal(2),
    colour: () => wantsColour(process.env, () => isTerminal(1)),
    signal: stop.signal,
  };
  const code = await run(
    { io, files: realFiles, clock: realClock, random: realRandom, git: realGit, processes: realProcesses },
    argv,
    net,
  );
  return stop.signal.aborted && code === exitCodes.interrupted ? exit : code;
}

/** Runs one command line with the given effects and gives its exit code; never throws. All that it prints and writes passes the net. */
export async function run(
  effects: Effects,
  argv: readonly string[],
  net: Redactor = redactor(effects.io.env),
): Promise<number> {
  let code: number = exitCodes.ok;
  const io = guardedIo(effects.io, net.clean);
  const files = guardedFiles(effects.files, net, io.workingDirectory);
  const guarded: GuardedEffects = { ...effects, io, files, redactor: net, results: results() };
  const program = commands(guarded, (result) => {
    code = result;
  });
  let reports: readonly ReportFile[] = [];
  program.hook("preAction", async (_program, command) => {
    const flags = command.opts<{ report?: readonly ReportFile[]; project?: string }>();
    reports = flags.report ?? [];
    if (flags.project === undefined) return;
    const trouble = await trackedLink(guarded, resolve(io.workingDirectory, flags.project));
    if (trouble !== undefined) throw expected(fileProblem(flags.project, trouble));
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return await withReports(guarded, reports, guarded.results.parts, code);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return failure(error, guarded, argv, reports);
  }
}

/** Tells what ended a run from below: expected failures as problems, anything else as a bug with its stack, which names code and no data. */
async function failure(
  error: unknown,
  effects: GuardedEffects,
  argv: readonly string[],
  reports: readonly ReportFile[],
): Promise<number> {
  const { io } = effects;
  const { exitOfProblems } = await import("../report/exit-code.ts");
  const { validationReport } = await import("../report/validation.ts");
  const { paint } = await import("../report/paint.ts");
  const { problem, problems } = (error ?? {}) as { problem?: Problem; problems?: readonly Problem[] };
  const known = problems ?? (problem === undefined ? undefined : [problem]);
  const reason = error instanceof Error ? error.message : String(error);
  const told = known ?? [{ code: "bug", severity: "error", class: "failure", args: { reason } }];
  const asJson = argv.some(
    (word, index) => word === "--format=json" || (word === "json" && argv[index - 1] === "--format"),
  );
  const render = (format: Format) => validationReport(told, format, paint(false));
  if (asJson) io.stdout(render("json"));
  else io.stderr(render("text"));
  if (known === undefined) io.stderr(page(framesOf(error).split("\n")));
  return withReports(effects, reports, [render], exitOfProblems(told));
}

/** Writes the files of `--report`, when there are any, and gives the exit code of the whole run. */
async function withReports(
  effects: GuardedEffects,
  reports: readonly ReportFile[],
  parts: readonly Render[],
  code: number,
): Promise<number> {
  if (reports.length === 0) return code;
  const { writeReports } = await import("./reports.ts");
  return writeReports(effects, reports, parts, code);
}

/** The lines of what is wrong with a command line: what was written on it is on the first, whatever it holds, and a suggestion on the second. */
function errorLines(text: string): string[] {
  const message = text.replace(/\n$/, "");
  const suggestion = /\n\(Did you mean [\w, -]+\?\)$/.exec(message);
  return suggestion === null ? [message] : [message.slice(0, suggestion.index), suggestion[0].slice(1)];
}

function commands(effects: GuardedEffects, done: (code: number) => void): Command {
  const program = new Command("wxcards");
  const { io } = effects;
  program
    .description(
      "Member cards and pay-gift rules of Weixin and brand cards of WeChat Pay as code: YAML in git, validated, compared with live state, applied with only what changed.",
    )
    .version(version, "-V, --version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: (text) => io.stderr(page(errorLines(text))),
    })
    .showHelpAfterError("Run wxcards --help for commands, wxcards COMMAND --help for flags.");

  reporting(common(program.command("validate")))
    .description("check documents without any network; every problem in one run")
    .argument("[path...]", "only these files or folders")
    .action(async (paths, flags) => done(await (await import("./validate.ts")).validateCommand(effects, paths, flags)));
  consenting(reporting(common(program.command("plan"))))
    .description("show what apply would do; never writes")
    .option("--detailed-exitcode", "exit 2 when apply would change something")
    .option("--out <file>", "save the plan, for apply FILE")
    .option("--unmanaged", "list also what the accounts have and no document names")
    .action(async (flags) => done(await (await import("./plan.ts")).planCommand(effects, flags)));
  consenting(reporting(common(program.command("apply"))))
    .description("plan, ask, carry out, read back")
    .argument("[plan.json]", "a saved plan: only what it approves is carried out, without asking")
    .option("--expect-digest <digest>", "carry out nothing unless the plan has this digest")
    .option("--yes", "do not ask")
    .action(async (file, flags) =>
      done(
        await (await import("./apply.ts")).applyCommand(effects, { ...flags, ...(file === undefined ? {} : { file }) }),
      ),
    );
  consenting(reporting(common(program.command("verify"))))
    .description("does a saved plan still fit files and live state; reads only")
    .argument("<plan.json>", "a plan saved by plan --out")
    .action(async (file, flags) => done(await (await import("./verify.ts")).verifyCommand(effects, file, flags)));
  reporting(common(program.command("import")))
    .description("write documents for live cards; reads on the platform, never writes over a file")
    .argument("[address=id...]", "what to import, such as coffee/MemberCard/gold=ph_gmt7cUVrlRk8swPwx7aDyF-pg")
    .option("--all", "everything that no document manages")
    .action(async (named, flags) => done(await (await import("./import.ts")).importCommand(effects, named, flags)));
  reporting(common(program.command("status")))
    .description("live and review state of every managed resource; 0 settled, 2 in review, 5 a review refused")
    .addOption(new Option("--wait <duration>", "wait so long for reviews to end, such as 2h").argParser(duration))
    .action(async (flags) => done(await (await import("./status.ts")).statusCommand(effects, flags)));
  program
    .command("init")
    .description("write a starter project: project file, one card on the embedded platform, a CI workflow")
    .action(async () => done(await (await import("./init.ts")).initCommand(effects)));
  common(program.command("sandbox"))
    .description("serve the embedded platform on loopback and print the environment to use it")
    .addOption(
      new Option("--port <number>", "port to listen on; a free one when 0").argParser(whole(0, 65_535)).default(0),
    )
    .option("--fill", "put the cards there that the documents name by id, and end")
    .action(async (flags) => done(await (await import("./sandbox.ts")).sandboxCommand(effects, flags)));
  program
    .command("explain")
    .description("everything known of a field: type, limits, may it change, by which call, review, source")
    .argument(
      "[field]",
      "a kind, such as MemberCard, or a field, such as MemberCard.base_info.title; all kinds when absent",
    )
    .addOption(format())
    .option("--no-color", "no colours")
    .action(async (asked, flags) => done(await (await import("./explain.ts")).explainCommand(effects, asked, flags)));
  program
    .command("completion")
    .description("print the script that teaches a shell to complete")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action(async (shell) => done((await import("./completion/script.ts")).completionCommand(effects, shell)));
  program
    .command("__complete", { hidden: true })
    .argument("[word...]")
    .action(async (words) =>
      done(await (await import("./completion/complete.ts")).completeCommand(effects, program, words)),
    );
  return program;
}
