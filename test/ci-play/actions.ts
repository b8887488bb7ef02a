import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { RunningJob } from "./job.ts";
import { type Ended, runWell } from "./shell.ts";

/** What an action gave to later steps, besides what it said. */
type Done = Ended & { readonly outputs: Readonly<Record<string, string>> };
type Inputs = Readonly<Record<string, string>>;
type Action = (running: RunningJob, inputs: Inputs) => Promise<string>;

/** The actions that the workflows use, by their own hand: what each does to the folder of a job. */
const played: Readonly<Record<string, Action>> = {
  "actions/checkout": checkout,
  "actions/setup-node": async (_, inputs) => {
    expectOnly(inputs, ["node-version", "package-manager-cache"]);
    return `node ${process.version} stands for ${inputs["node-version"]}`;
  },
  "actions/upload-artifact": async (running, inputs) => upload(running, inputs),
  "actions/download-artifact": async (running, inputs) => download(running, inputs),
};

/** Plays an action that a step uses; throws for one that nobody plays, since that would prove nothing. */
export async function actions(running: RunningJob, uses: string, inputs: Inputs): Promise<Done> {
  const action = played[uses.slice(0, uses.indexOf("@"))];
  if (action === undefined || !/@[0-9a-f]{40}$/.test(uses)) throw new Error(`nobody plays ${uses}`);
  try {
    return { code: 0, log: `${await action(running, inputs)}\n`, outputs: {} };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { code: 1, log: `${error.message}\n`, outputs: {} };
  }
}

/** An action that fails as the real one would. */
class ActionError extends Error {}

/**
 * Fetches the one commit that the event is about, or the one that is named, as deep as is said. Source: the README and
 * src/git-source-provider.ts of actions/checkout.
 */
async function checkout({ workspace, home, env, repository }: RunningJob, inputs: Inputs): Promise<string> {
  expectOnly(inputs, ["ref", "fetch-depth", "persist-credentials"]);
  const { url, token } = repository;
  const named = inputs["ref"] ?? "";
  if (named !== "" && !/^[0-9a-f]{40}$/.test(named)) throw new Error(`nobody plays a checkout of ${named}`);
  const git = (...args: readonly string[]) =>
    runWell(["git", ...args], { folder: workspace, env: { ...env, HOME: home } });
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const key = `http.${new URL(url).origin}/.extraheader`;
  const depth = Number(inputs["fetch-depth"] ?? "1");
  const fetched = named === "" ? repository.ref : named;
  const local = fetched
    .replace(/^refs\/heads\//, "refs/remotes/origin/")
    .replace(/^refs\/pull\//, "refs/remotes/pull/");
  const wanted = named === "" ? [`+${repository.sha}:${local}`] : [named];
  await git("init", "--quiet", ".");
  await git("remote", "add", "origin", url);
  await git("config", "--local", "gc.auto", "0");
  const cut = depth > 0 ? [`--depth=${depth}`] : [];
  await git("-c", `${key}=${header}`, "fetch", "--quiet", "--no-tags", "--prune", ...cut, "origin", ...wanted);
  const branch = /^refs\/heads\/(.+)$/.exec(fetched)?.[1];
  const place = branch === undefined ? [named === "" ? local : named] : ["-B", branch, local];
  await git("checkout", "--quiet", "--force", ...place);
  if ((inputs["persist-credentials"] ?? "true") === "true") await git("config", "--local", key, header);
  return `checked out ${await git("rev-parse", "HEAD")}`;
}

/** Files as they are named, without their folders. Source: the README of actions/upload-artifact. */
function upload({ artifacts }: RunningJob, inputs: Inputs): string {
  expectOnly(inputs, ["name", "path", "if-no-files-found", "overwrite", "retention-days"]);
  const { name = "artifact" } = inputs;
  const paths = (inputs["path"] ?? "").split("\n").map((path) => path.trim());
  const found = paths.filter((path) => path !== "" && existsSync(path));
  if (found.length === 0) {
    if (inputs["if-no-files-found"] === "ignore") return "no files were found";
    throw new ActionError("no files were found");
  }
  if (artifacts.has(name) && inputs["overwrite"] !== "true") throw new ActionError("an artifact of this name is there");
  artifacts.set(name, new Map(found.map((path) => [basename(path), readFileSync(path)])));
  return `uploaded ${found.map((path) => basename(path)).join(", ")}`;
}

/** Source: the README of actions/download-artifact. */
function download({ artifacts }: RunningJob, inputs: Inputs): string {
  expectOnly(inputs, ["name", "path"]);
  const { name = "", path = "" } = inputs;
  const files = artifacts.get(name);
  if (files === undefined) throw new ActionError(`no artifact ${name}`);
  mkdirSync(path, { recursive: true });
  for (const [file, bytes] of files) writeFileSync(join(path, file), bytes);
  return `downloaded ${[...files.keys()].join(", ")}`;
}

function expectOnly(inputs: Inputs, known: readonly string[]): void {
  const unknown = Object.keys(inputs).filter((input) => !known.includes(input));
  if (unknown.length > 0) throw new Error(`nobody plays the inputs ${unknown.join(", ")}`);
}
