import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FakeHost, robot, startHost } from "../helpers/comment-hosts.ts";
import { type GitServer, startGitServer } from "./git-server.ts";
import { type ChosenJob, chosenJobs } from "./gitlab-file.ts";
import { installing } from "./installed.ts";
import { type BareRepository, newRepository } from "./repository.ts";
import { bareEnvironment, run, runWell } from "./shell.ts";

/** What became of a job of GitLab. */
export interface GitLabJobDone {
  readonly code: number;
  readonly log: string;
  readonly token: string;
  /** Red in the pipeline: it failed, and not with the code that it may fail with. */
  readonly isRed: boolean;
  readonly artifacts: Readonly<Record<string, string>>;
}

/** A pipeline: jobs that ran, and those that wait for somebody. */
export interface Pipeline {
  readonly done: Readonly<Record<string, GitLabJobDone>>;
  readonly waiting: readonly string[];
  /** Somebody starts a job that waits. */
  start(name: string): Promise<GitLabJobDone>;
}

/** A repository on a played GitLab. */
export interface GitLab {
  readonly repository: BareRepository;
  readonly api: FakeHost;
  readonly git: GitServer;
  /** Variables of the environments `wxcards*`, protected: no job of another ref or without an environment gets them. */
  readonly secrets: Record<string, string>;
  /** Variables of the project that every job gets. */
  readonly variables: Record<string, string>;
  /** The pipeline of a merge request of a branch. */
  mergeRequest(iid: number, branch: string): Promise<Pipeline>;
  /** Merges a branch; the pipeline of main. */
  merge(iid: number, branch: string): Promise<Pipeline>;
  schedule(): Promise<Pipeline>;
}

const jobsFile = ".gitlab/wxcards.gitlab-ci.yml";
const included = `include: [{ local: ${jobsFile} }]\n`;

/** Sets up an empty repository. */
export async function newGitLab(): Promise<GitLab> {
  const repository = await newRepository("shop/cards.git");
  const [api, git] = [await startHost("gitlab"), await startGitServer(join(repository.root, "served"))];
  const secrets: Record<string, string> = {};
  const variables: Record<string, string> = { GITLAB_TOKEN: robot.token };
  const play = (asked: Asked) => pipeline({ repository, api, git, secrets, variables }, asked);
  const main = () => repository.git("rev-parse", "main");
  return {
    repository,
    api,
    git,
    secrets,
    variables,
    mergeRequest: async (iid, branch) => {
      api.comments.set(iid, []);
      const [sha, base] = [
        await repository.git("rev-parse", branch),
        await repository.git("merge-base", "main", branch),
      ];
      const told = {
        CI_PIPELINE_SOURCE: "merge_request_event",
        CI_MERGE_REQUEST_IID: `${iid}`,
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
        CI_MERGE_REQUEST_PROJECT_ID: "4711",
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "4711",
      };
      return play({ sha, ref: branch, told, changed: await repository.changed(base, sha) });
    },
    merge: async (iid, branch) => {
      const before = await main();
      const sha = (await repository.merged(before, branch, `Merge branch '${branch}' into 'main'`)) ?? "";
      await repository.git("update-ref", "refs/heads/main", sha, before);
      api.merged.set(sha, [iid]);
      const told = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" };
      return play({ sha, ref: "main", told, changed: await repository.changed(before, sha) });
    },
    schedule: async () => {
      const told = { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" };
      return play({ sha: await main(), ref: "main", told, changed: [] });
    },
  };
}

type Host = Pick<GitLab, "repository" | "api" | "git" | "secrets" | "variables">;

interface Asked {
  readonly sha: string;
  /** A branch. */
  readonly ref: string;
  /** Variables of this pipeline alone. */
  readonly told: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
}

async function pipeline(host: Host, asked: Asked): Promise<Pipeline> {
  const { repository } = host;
  if ((await repository.textIn(asked.sha, ".gitlab-ci.yml")) !== included) throw new Error("nothing is included");
  const text = (await repository.textIn(asked.sha, jobsFile)) ?? "";
  const common = { ...host.variables, ...asked.told, CI_DEFAULT_BRANCH: "main" };
  const jobs = chosenJobs(text, common, asked.changed);
  const done: Record<string, GitLabJobDone> = {};
  const waiting = jobs.filter(({ when }) => when === "manual").map(({ name }) => name);
  for (const job of jobs) {
    const isHeld = (job.job.needs ?? []).some((need) => done[need.job]?.isRed !== false);
    if (job.when !== "manual" && (job.when === "always" || !isHeld))
      done[job.name] = await playJob(host, asked, job, done);
  }
  const start = async (name: string) => {
    const job = jobs.find((one) => one.name === name && one.when === "manual");
    if (job === undefined) throw new Error(`no job ${name} waits`);
    if ((job.job.needs ?? []).some((need) => done[need.job]?.isRed !== false))
      throw new Error(`${name} cannot be started`);
    return playJob(host, asked, job, done);
  };
  return { done, waiting, start };
}

async function playJob(
  { repository, api, git, secrets, variables }: Host,
  { sha, ref, told }: Asked,
  { name, job }: ChosenJob,
  before: Readonly<Record<string, GitLabJobDone>>,
): Promise<GitLabJobDone> {
  const folder = join(repository.root, "jobs", `${name}-${randomBytes(4).toString("hex")}`);
  const [project, home] = [join(folder, "work"), join(folder, "home")];
  for (const made of [project, home]) mkdirSync(made, { recursive: true });
  const token = `glcbt-${randomBytes(12).toString("hex")}`;
  // The token of a job reads its own project, and writes nothing unless the project says so.
  git.admit(token, "read");
  const url = `${git.url.replace("//", `//gitlab-ci-token:${token}@`)}/shop/cards.git`;
  const hasSecrets = ref === "main" && job.environment?.name.startsWith("wxcards") === true;
  const env: Record<string, string> = {
    ...bareEnvironment,
    HOME: home,
    CI: "true",
    GITLAB_CI: "true",
    CI_API_V4_URL: api.url,
    CI_SERVER_URL: git.url,
    CI_PROJECT_ID: "4711",
    CI_PROJECT_DIR: project,
    CI_PROJECT_URL: `${git.url}/shop/cards`,
    CI_REPOSITORY_URL: url,
    CI_JOB_TOKEN: token,
    CI_JOB_NAME: name,
    CI_COMMIT_SHA: sha,
    CI_COMMIT_REF_NAME: ref,
    CI_DEFAULT_BRANCH: "main",
    ...variables,
    ...told,
    ...(hasSecrets ? secrets : {}),
    ...job.variables,
  };
  if (env["GIT_STRATEGY"] !== "none") await checkout({ folder: project, env }, url, sha);
  for (const { job: needed, artifacts } of job.needs ?? [])
    for (const [path, text] of Object.entries(artifacts ? (before[needed]?.artifacts ?? {}) : {}))
      writeFileSync(join(project, path), text);
  // One shell for all lines, which ends at the first that fails. Source: GitLab Runner, "Types of shells".
  const shell = (lines: readonly string[]) =>
    run(["bash", "-c", ["set -eo pipefail", ...lines].join("\n")], { folder: project, env });
  const { before_script: [install, ...others] = [], script } = job;
  if (others.length > 0) throw new Error("nobody plays so many lines before a script");
  const place = { workspace: project, cache: join(repository.root, "jobs/installed") };
  const installed = install === undefined ? undefined : await installing(place, install, () => shell([install]));
  const { code, log } = installed === undefined || installed.code === 0 ? await shell(script) : installed;
  const found = (job.artifacts?.paths ?? []).filter((path) => existsSync(join(project, path)));
  const artifacts = Object.fromEntries(found.map((path) => [path, readFileSync(join(project, path), "utf8")]));
  rmSync(folder, { recursive: true, force: true });
  return { code, log, token, isRed: code !== 0 && code !== job.allow_failure?.exit_codes, artifacts };
}

/** As the runner does: of the repository with the token of the job in its address, as deep as is said. */
async function checkout(
  options: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
  url: string,
  sha: string,
): Promise<void> {
  const depth = Number(options.env["GIT_DEPTH"] ?? "20");
  const git = (...args: readonly string[]) => runWell(["git", ...args], options);
  await git("init", "--quiet", ".");
  await git("remote", "add", "origin", url);
  await git("config", "--local", "gc.auto", "0");
  await git("fetch", "--quiet", ...(depth > 0 ? [`--depth=${depth}`] : []), "origin", sha);
  await git("checkout", "--quiet", "--force", "--detach", sha);
}
