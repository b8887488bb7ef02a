import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { actions } from "./actions.ts";
import { type Contexts, holds, type Status, textOf, textsOf } from "./expressions.ts";
import { installing } from "./installed.ts";
import { bareEnvironment, type Ended, run } from "./shell.ts";
import type { WorkflowJob, WorkflowStep } from "./workflow-file.ts";

/** Files that a run keeps, by the name of the artifact and of the file. */
export type Artifacts = Map<string, ReadonlyMap<string, Buffer>>;

/** What a job is started with. */
export interface JobStart {
  readonly job: WorkflowJob;
  /** All contexts but those that grow while it runs. */
  readonly contexts: Contexts;
  /** The folder of this job alone, which is gone afterwards. */
  readonly folder: string;
  /** A folder of all jobs of the play, for packages that were installed. */
  readonly cache: string;
  /** Where the repository is, as the checkout fetches it. */
  readonly repository: { readonly url: string; readonly token: string; readonly ref: string; readonly sha: string };
  /** The event, as a file of the job has it. */
  readonly event: JsonObject;
  readonly artifacts: Artifacts;
}

/** What became of one step. */
export interface PlayedStep {
  readonly name: string;
  readonly outcome: Status | "skipped";
  /** The exit code of a script, 0 or 1 of an action. */
  readonly code?: number;
  readonly log: string;
}

/** What became of the steps of a job. */
export interface PlayedSteps {
  readonly result: Status;
  readonly steps: readonly PlayedStep[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The page of the run that the steps wrote. */
  readonly summary: string;
}

/** A job while it runs. */
export interface RunningJob extends JobStart {
  readonly workspace: string;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  /** An empty folder, since whoever runs it has no settings. */
  readonly home: string;
  /** What every step finds in its environment. */
  readonly env: Record<string, string>;
}

/** Runs the steps of a job in a folder of its own, as the runner of GitHub does. */
export async function playSteps(start: JobStart): Promise<PlayedSteps> {
  const running = opened(start);
  const steps: PlayedStep[] = [];
  const known: Record<string, JsonObject> = {};
  let result: Status = "success";
  const contexts = (): Contexts => ({
    ...start.contexts,
    steps: known,
    env: {},
    job: { status: result },
    runner: { temp: running.temp, os: "Linux", arch: "X64", name: "played" },
  });
  for (const step of start.job.steps) {
    const { played, outputs } = await playStep(running, step, contexts(), result);
    steps.push(played);
    known[step.id] = { outcome: played.outcome, conclusion: played.outcome, outputs };
    if (played.outcome === "failure") result = "failure";
  }
  const summary = readFileSync(running.env["GITHUB_STEP_SUMMARY"] ?? "", "utf8");
  const outputs = textsOf(start.job.raw.find("outputs"), contexts());
  rmSync(start.folder, { recursive: true, force: true });
  return { result, steps, outputs, summary };
}

function opened(start: JobStart): RunningJob {
  const { folder, contexts, event } = start;
  const at = (name: string) => join(folder, name);
  for (const name of ["home", "work", "temp", "files"]) mkdirSync(at(name), { recursive: true });
  const files = { GITHUB_STEP_SUMMARY: at("files/summary"), GITHUB_EVENT_PATH: at("files/event.json") };
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(event));
  const github = contexts["github"] as Readonly<Record<string, Json>>;
  const told = Object.entries(github).flatMap(([key, value]) =>
    key === "token" || key === "event" ? [] : [[`GITHUB_${key.toUpperCase()}`, String(value)] as const],
  );
  const env = {
    ...bareEnvironment,
    HOME: at("home"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    ...Object.fromEntries(told),
    GITHUB_WORKSPACE: at("work"),
    ...files,
    RUNNER_TEMP: at("temp"),
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "played",
  };
  return { ...start, workspace: at("work"), temp: at("temp"), home: at("home"), env };
}

async function playStep(
  running: RunningJob,
  step: WorkflowStep,
  contexts: Contexts,
  status: Status,
): Promise<{ readonly played: PlayedStep; readonly outputs: JsonObject }> {
  const { raw } = step;
  const uses = raw.find("uses");
  const script = raw.find("run");
  const name = uses === undefined ? textOf(script ?? raw, contexts) : uses.toString();
  if (step.if !== undefined && !holds(step.if, contexts, status))
    return { played: { name, outcome: "skipped", log: "" }, outputs: {} };
  const env = textsOf(raw.find("env"), contexts);
  const ended =
    uses === undefined
      ? await playScript(running, name, env)
      : await actions(running, uses.toString(), textsOf(raw.find("with"), contexts));
  const outcome = ended.code === 0 ? "success" : "failure";
  return { played: { name, outcome, code: ended.code, log: ended.log }, outputs: ended.outputs };
}

/** A script with files of its own for what it hands to later steps. Source: GitHub, "Workflow commands". */
async function playScript(
  running: RunningJob,
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended & { readonly outputs: Readonly<Record<string, string>> }> {
  const id = randomUUID();
  const at = (name: string) => join(running.folder, "files", `${id}.${name}`);
  const files = { GITHUB_OUTPUT: at("output"), GITHUB_ENV: at("env"), GITHUB_PATH: at("path") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  writeFileSync(at("sh"), script);
  const all = { ...running.env, ...env, ...files };
  // Without a `shell:` the lines end at the first that fails, and a pipe ends as its last command does.
  const play = () => run(["bash", "-e", at("sh")], { folder: running.workspace, env: all });
  const ended = await installing(running, script, play);
  const handed = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  Object.assign(running.env, pairsIn(handed(files.GITHUB_ENV)));
  for (const folder of handed(files.GITHUB_PATH).split("\n").filter(Boolean))
    running.env["PATH"] = `${folder}:${running.env["PATH"]}`;
  return { ...ended, outputs: pairsIn(handed(files.GITHUB_OUTPUT)) };
}

/** `name=value` a line, or `name<<END` and lines until that word. */
function pairsIn(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const [, name = "", sign = "", value = ""] = /^([^=<]+)(=|<<)(.*)$/.exec(lines[at] ?? "") ?? [];
    if (sign === "=") pairs[name] = value;
    if (sign !== "<<") continue;
    const end = lines.indexOf(value, at);
    pairs[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return pairs;
}
