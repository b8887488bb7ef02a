import { join } from "node:path";
import type { JsonObject } from "../../src/model/json.ts";
import { app, type FakeHost, startHost } from "../helpers/comment-hosts.ts";
import { type ContentsRight, type GitServer, startGitServer } from "./git-server.ts";
import { type BareRepository, newRepository } from "./repository.ts";
import { readWorkflow } from "./workflow-file.ts";
import { type Environment, type HostEvent, type PlayedRun, playRun, type RunHost } from "./workflow-run.ts";

/** A repository on a played GitHub: a bare repository over HTTP, the calls of comments and issues, and runs of workflows. */
export interface GitHub {
  readonly repository: BareRepository;
  readonly api: FakeHost;
  readonly git: GitServer;
  /** May be changed between events. */
  readonly environments: Record<string, Environment>;
  readonly variables: Record<string, string>;
  /** All runs there were, in order. */
  readonly runs: PlayedRun[];
  /** Opens a pull request of a branch, or of a fork whose commits somebody has put at `refs/pull/N/head`; gives its runs. */
  open(pull: { readonly branch: string; readonly isFork?: boolean }): Promise<OpenPull>;
  /** Runs what a schedule starts. */
  night(): Promise<readonly PlayedRun[]>;
  /** Runs a workflow that somebody starts by hand. */
  dispatch(path: string, inputs: JsonObject): Promise<PlayedRun>;
  /** Runs all jobs of a run again. */
  again(run: PlayedRun): Promise<PlayedRun>;
}

/** A pull request that is open. */
export interface OpenPull {
  readonly number: number;
  /** What its opening started. */
  readonly runs: readonly PlayedRun[];
  /** Runs what a push to its branch starts. */
  pushed(): Promise<readonly PlayedRun[]>;
  /** Merges it; gives what the push to main starts. */
  merge(): Promise<readonly PlayedRun[]>;
}

const name = "shop/cards";

/** Sets up an empty repository. */
export async function newGitHub(): Promise<GitHub> {
  const repository = await newRepository(name);
  const [api, git] = [await startHost("github"), await startGitServer(join(repository.root, "served"))];
  const host: RunHost = {
    repository: name,
    url: git.url,
    apiUrl: api.url,
    environments: {},
    variables: {},
    folder: join(repository.root, "jobs"),
    admit: (token, permissions) => {
      git.admit(token, (permissions["contents"] ?? "none") as ContentsRight);
      api.admit({ ...app, token, may: permissions as NonNullable<(typeof app)["may"]> });
    },
  };
  return new Played(host, repository, api, git);
}

class Played implements GitHub {
  readonly runs: PlayedRun[] = [];
  readonly environments: Record<string, Environment>;
  readonly variables: Record<string, string>;
  readonly repository: BareRepository;
  readonly api: FakeHost;
  readonly git: GitServer;
  readonly #host: RunHost;
  #pulls = 0;

  constructor(host: RunHost, repository: BareRepository, api: FakeHost, git: GitServer) {
    this.#host = host;
    this.environments = host.environments as Record<string, Environment>;
    this.variables = host.variables as Record<string, string>;
    this.repository = repository;
    this.api = api;
    this.git = git;
  }

  async open({ branch, isFork = false }: Parameters<GitHub["open"]>[0]): Promise<OpenPull> {
    this.#pulls += 1;
    const number = this.#pulls;
    this.api.comments.set(number, []);
    const pull = { number, branch, isFork, head: isFork ? `refs/pull/${number}/head` : `refs/heads/${branch}` };
    return {
      number,
      runs: await this.#pullEvent(pull, "opened"),
      pushed: () => this.#pullEvent(pull, "synchronize"),
      merge: () => this.#merge(pull),
    };
  }

  async night(): Promise<readonly PlayedRun[]> {
    return this.#play(await this.#ofMain("schedule"), []);
  }

  async dispatch(path: string, inputs: JsonObject): Promise<PlayedRun> {
    const event = { ...(await this.#ofMain("workflow_dispatch")), inputs };
    const text = await this.repository.textIn(event.sha, path);
    return this.#start(path, text ?? "", event);
  }

  async again({ workflow, event, id, attempt, artifacts }: PlayedRun): Promise<PlayedRun> {
    const run = await playRun(this.#host, { workflow, event, id, attempt: attempt + 1, artifacts });
    this.runs.push(run);
    return run;
  }

  async #pullEvent(
    { number, branch, isFork, head }: { number: number; branch: string; isFork: boolean; head: string },
    action: string,
  ): Promise<readonly PlayedRun[]> {
    const { repository } = this;
    const [from, base] = [
      await repository.git("rev-parse", head),
      await repository.git("rev-parse", "refs/heads/main"),
    ];
    const sha = await repository.merged(base, from, `Merge ${from} into ${base}`);
    if (sha === undefined) throw new Error(`pull request ${number} cannot be merged`);
    const ref = `refs/pull/${number}/merge`;
    await repository.git("update-ref", ref, sha);
    const side = (of: string, commit: string, full: string) => ({ ref: of, sha: commit, repo: { full_name: full } });
    const pull = {
      number,
      head: side(branch, from, isFork ? "mallory/cards" : name),
      base: side("main", base, name),
    };
    const payload = { action, number, pull_request: pull, repository: { full_name: name } };
    const event: HostEvent = {
      name: "pull_request",
      ref,
      sha,
      payload,
      inputs: {},
      head: branch,
      base: "main",
      isFork,
    };
    const since = await repository.git("merge-base", base, from);
    return this.#play(event, await repository.changed(since, from));
  }

  async #merge({ number, head }: { number: number; head: string }): Promise<readonly PlayedRun[]> {
    const { repository } = this;
    const [from, before] = [
      await repository.git("rev-parse", head),
      await repository.git("rev-parse", "refs/heads/main"),
    ];
    const sha = await repository.merged(before, from, `Merge pull request #${number}`);
    if (sha === undefined) throw new Error(`pull request ${number} cannot be merged`);
    await repository.git("update-ref", "refs/heads/main", sha, before);
    this.api.merged.set(sha, [number]);
    return this.#play({ ...(await this.#ofMain("push")) }, await repository.changed(before, sha));
  }

  async #ofMain(event: HostEvent["name"]): Promise<HostEvent> {
    const ref = "refs/heads/main";
    const sha = await this.repository.git("rev-parse", ref);
    const payload = { ref, repository: { full_name: name } };
    return { name: event, ref, sha, payload, inputs: {}, head: "", base: "", isFork: false };
  }

  /** Runs every workflow of the commit that the event starts. */
  async #play(event: HostEvent, changed: readonly string[]): Promise<readonly PlayedRun[]> {
    const { repository } = this;
    const folder = ".github/workflows/";
    const listed = (await repository.git("ls-tree", "--name-only", event.sha, folder)).split("\n").filter(Boolean);
    const started: PlayedRun[] = [];
    for (const path of listed) {
      const text = (await repository.textIn(event.sha, path)) ?? "";
      const branch = event.name === "pull_request" ? event.base : event.ref.replace("refs/heads/", "");
      const { isStartedBy } = await readWorkflow(path, text);
      if (isStartedBy({ name: event.name, branch, changed })) started.push(await this.#start(path, text, event));
    }
    return started;
  }

  async #start(path: string, text: string, event: HostEvent): Promise<PlayedRun> {
    const workflow = await readWorkflow(path, text);
    const id = this.runs.length + 1;
    const run = await playRun(this.#host, { workflow, event, id, attempt: 1, artifacts: new Map() });
    this.runs.push(run);
    return run;
  }
}
