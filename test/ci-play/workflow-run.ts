import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { isMapping, isString } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { type Contexts, holds, jsonOf, type Status, textsOf } from "./expressions.ts";
import { type Artifacts, type PlayedSteps, playSteps } from "./job.ts";
import type { Workflow, WorkflowJob } from "./workflow-file.ts";

/** What happened at the host. */
export interface HostEvent {
  readonly name: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  readonly ref: string;
  readonly sha: string;
  /** As `github.event`, and as the file of every job. */
  readonly payload: JsonObject;
  readonly inputs: JsonObject;
  /** Branches of a pull request; empty for all else. */
  readonly head: string;
  readonly base: string;
  /** Whether it comes from a fork: no secret, and no token that writes. */
  readonly isFork: boolean;
}

/** An environment of the repository. */
export interface Environment {
  readonly secrets: Readonly<Record<string, string>>;
  /** The refs whose jobs may use it; any where none is named. */
  readonly refs?: readonly string[];
  /** Waits for somebody's approval, who may look at other things first. */
  readonly approve?: (asked: Asked) => unknown;
}

/** What somebody is asked to approve. */
export interface Asked {
  readonly environment: string;
  readonly job: string;
}

/** What the runs of a host share. */
export interface RunHost {
  readonly repository: string;
  readonly url: string;
  readonly apiUrl: string;
  readonly environments: Readonly<Record<string, Environment>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Folders of jobs. */
  readonly folder: string;
  /** Makes a token of these rights valid. */
  admit(token: string, permissions: Permissions): void;
}

export type Permissions = Readonly<Record<string, string>>;

/** What became of one job. */
export interface PlayedJob extends PlayedSteps {
  readonly state: Status | "skipped" | "refused";
  readonly environment?: string;
  readonly permissions: Permissions;
  readonly token: string;
  readonly runsOn: Json;
  readonly concurrency: Json;
}

/** A run of a workflow, one attempt of it. */
export interface PlayedRun {
  readonly workflow: Workflow;
  readonly event: HostEvent;
  readonly id: number;
  readonly attempt: number;
  readonly result: Status;
  readonly jobs: Readonly<Record<string, PlayedJob>>;
  readonly artifacts: Artifacts;
}

/** Runs all jobs of a workflow, one after the other, each once those that it needs have ended. */
export async function playRun(
  host: RunHost,
  start: Pick<PlayedRun, "workflow" | "event" | "id" | "attempt" | "artifacts">,
): Promise<PlayedRun> {
  const { workflow } = start;
  const jobs: Record<string, PlayedJob> = {};
  const left = [...workflow.jobs];
  while (left.length > 0) {
    const at = left.findIndex(({ needs }) => needs.every((need) => need in jobs));
    const [job] = left.splice(at, 1);
    if (at === -1 || job === undefined) throw new Error(`${workflow.path}: jobs that need each other`);
    jobs[job.id] = await playJob(host, { ...start, job, jobs });
  }
  const isRed = Object.values(jobs).some(({ state }) => state === "failure" || state === "refused");
  return { ...start, result: isRed ? "failure" : "success", jobs };
}

const nothing: PlayedSteps = { result: "success", steps: [], outputs: {}, summary: "" };

async function playJob(
  host: RunHost,
  start: Pick<PlayedRun, "workflow" | "event" | "id" | "attempt" | "artifacts" | "jobs"> & {
    readonly job: WorkflowJob;
  },
): Promise<PlayedJob> {
  const { job, event, id, attempt, artifacts, jobs, workflow } = start;
  const permissions = rightsOf(workflow, job, event);
  const token = `ghs_${randomBytes(18).toString("hex")}`;
  const needed = Object.entries(jobs).filter(([name]) => job.needs.includes(name));
  const needs = Object.fromEntries(
    needed.map(([name, { state, outputs }]) => [name, { result: state === "refused" ? "failure" : state, outputs }]),
  );
  const before: Status = needed.every(([, { state }]) => state === "success") ? "success" : "failure";
  const github = contextOf(host, start, token);
  const known: Contexts = { github, needs, inputs: event.inputs, vars: host.variables };
  const value = (name: string): Json => {
    const found = job.raw.find(name);
    return found === undefined ? null : jsonOf(found, known);
  };
  const about = { permissions, token, runsOn: value("runs-on"), concurrency: value("concurrency") };
  if (!holds(job.if, known, before)) return { ...nothing, ...about, state: "skipped" };
  const environment = nameOf(value("environment"));
  const secrets = environment === undefined ? {} : await secretsOf(host, { environment, job: job.id }, event);
  if (environment !== undefined && secrets === undefined)
    return { ...nothing, ...about, state: "refused", environment };
  host.admit(token, permissions);
  const played = await playSteps({
    job,
    contexts: { ...known, secrets: event.isFork ? {} : { ...secrets, GITHUB_TOKEN: token } },
    folder: join(host.folder, `${id}-${attempt}-${job.id}`),
    cache: join(host.folder, "installed"),
    repository: { url: `${host.url}/${host.repository}`, token, ref: event.ref, sha: event.sha },
    event: event.payload,
    artifacts,
  });
  return { ...played, ...about, state: played.result, ...(environment === undefined ? {} : { environment }) };
}

function nameOf(environment: Json): string | undefined {
  if (environment === null || environment === "") return undefined;
  return typeof environment === "string" ? environment : String((environment as JsonObject)["name"]);
}

/** The secrets of an environment, once whoever has to be asked has agreed; undefined where the ref may not use it. */
async function secretsOf(
  { environments }: RunHost,
  asked: Asked,
  { ref }: HostEvent,
): Promise<Readonly<Record<string, string>> | undefined> {
  // One that nobody has set up is made on the way, and holds nothing.
  const { secrets, refs, approve } = environments[asked.environment] ?? { secrets: {} };
  if (refs !== undefined && !refs.includes(ref)) return undefined;
  await approve?.(asked);
  return secrets;
}

/** What the token of a job may do: what the job says, else the workflow, and never more than reading for a fork. */
function rightsOf({ root }: Workflow, { raw }: WorkflowJob, { isFork }: HostEvent): Permissions {
  const said = rightsIn(raw.find("permissions") ?? root.find("permissions"));
  if (!isFork) return said;
  return Object.fromEntries(Object.entries(said).map(([name, right]) => [name, right === "write" ? "read" : right]));
}

const scopes = ["contents", "issues", "pull-requests"];

function rightsIn(token: TemplateToken | undefined): Permissions {
  // What a repository gives where no workflow says anything.
  if (token === undefined) return { contents: "read" };
  if (isMapping(token)) return textsOf(token, {});
  const all = isString(token) ? token.value.replace("-all", "") : "";
  if (all !== "read" && all !== "write") throw new Error(`nobody knows the permissions ${token}`);
  return Object.fromEntries(scopes.map((scope) => [scope, all]));
}

/** Source: GitHub, "Contexts reference", `github`. */
function contextOf(
  { repository, url, apiUrl }: RunHost,
  {
    event,
    id,
    attempt,
    workflow,
    job,
  }: Pick<PlayedRun, "workflow" | "event" | "id" | "attempt"> & { job: WorkflowJob },
  token: string,
): JsonObject {
  const { name, ref, sha, payload, head, base } = event;
  return {
    token,
    event: payload,
    event_name: name,
    ref,
    ref_name: ref.replace(/^refs\/(heads|pull)\//, ""),
    ref_type: "branch",
    sha,
    head_ref: head,
    base_ref: base,
    actor: "an",
    triggering_actor: "an",
    repository,
    repository_owner: repository.replace(/\/.*/, ""),
    run_id: String(id),
    run_number: String(id),
    run_attempt: String(attempt),
    server_url: url,
    api_url: apiUrl,
    graphql_url: `${apiUrl}/graphql`,
    workflow: workflow.name,
    job: job.id,
  };
}
