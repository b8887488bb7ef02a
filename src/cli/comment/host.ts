import type { HostOptions } from "../../hosts/options.ts";
import type { CommentHost, HostName } from "../../model/comment.ts";
import { hostTitles } from "../../model/comment.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { secret } from "../../model/secret.ts";
import { baseFault } from "../credentials.ts";
import type { Io } from "../io.ts";

/** What a host is found and called by: the variables of the environment, as its own CI sets them. */
interface HostEnvironment {
  readonly variables: HostOptions["variables"];
  /** The variable with the repository of the pull request of a job, where the job may run in another one. */
  readonly pullRepository?: string;
  /** Where it answers when the environment does not say; GitLab is anybody's, so that it has to. */
  readonly url?: string;
  readonly repository: RegExp;
  /** What stands for the variables of a job in a dry run outside of one. */
  readonly placeholder: { readonly url?: string; readonly repository: string };
}

/** `owner/name`, neither of them a way up. */
const ownerAndName = /^(?!\.{1,2}\/)[A-Za-z0-9_.-]{1,100}\/(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}$/;

const environments: Readonly<Record<HostName, HostEnvironment>> = {
  github: {
    variables: { token: "GITHUB_TOKEN", url: "GITHUB_API_URL", repository: "GITHUB_REPOSITORY" },
    url: "https://api.github.com",
    repository: ownerAndName,
    placeholder: { repository: "OWNER/NAME" },
  },
  gitlab: {
    variables: { token: "GITLAB_TOKEN", url: "CI_API_V4_URL", repository: "CI_PROJECT_ID" },
    // A job of a merge request from a fork may run in the fork, whose own merge request of that number is another one.
    // Source: GitLab, "Predefined CI/CD variables"; "Merge request pipelines", "Use with forked projects".
    pullRepository: "CI_MERGE_REQUEST_PROJECT_ID",
    // A number, or the path of a project with its groups.
    repository: /^\d{1,20}$|^(?!\.)[A-Za-z0-9_.-]+(?:\/(?!\.)[A-Za-z0-9_.-]+)+$/,
    placeholder: { url: "https://gitlab.example/api/v4", repository: "GROUP/NAME" },
  },
  gitee: {
    variables: { token: "GITEE_TOKEN", url: "GITEE_API_URL", repository: "GITEE_REPOSITORY" },
    url: "https://gitee.com/api/v5",
    repository: ownerAndName,
    placeholder: { repository: "OWNER/NAME" },
  },
};

/** The variables of a host. */
export function variablesOf(name: HostName): HostOptions["variables"] {
  return environments[name].variables;
}

/** What a host is opened with besides its environment. */
export type HostMeans = Omit<HostOptions, "name" | "baseUrl" | "token" | "variables">;

/** What the environment says of a host. */
export interface FoundHost {
  readonly baseUrl: string;
  readonly repository: string;
  /** Empty where none is needed. */
  readonly token: string;
}

/** What is looked for in the environment. */
export interface Looking {
  readonly token: "needed" | "not-needed";
  /** Whether it is for the pull request of the job; else the repository of the job is meant. */
  readonly place: "of-job" | "of-flag";
}

/**
 * Finds a host in the environment: its address, the repository and the token. Where no token is needed nothing is sent,
 * and what a job would know may be missing. A plain `http:` address is taken for this machine only, since the token goes
 * there.
 */
export function hostIn(env: Io["env"], name: HostName, { token, place }: Looking): FoundHost | Problem {
  const { variables, pullRepository = "", url, repository, placeholder } = environments[name];
  const host = hostTitles[name];
  const at = (variable: string) => env[variable]?.trim() ?? "";
  const isDry = token === "not-needed";
  const isFork = place === "of-job" && at(pullRepository) !== "";
  const variable = isFork ? pullRepository : variables.repository;
  const named = at(variable) || (isDry ? placeholder.repository : "");
  if (!repository.test(named)) {
    const malformed = named === "" ? undefined : true;
    return problem("host-variable-missing", { variable, host, malformed });
  }
  const address = at(variables.url) || url || (isDry ? placeholder.url : undefined);
  if (address === undefined) return problem("host-variable-missing", { variable: variables.url, host });
  const fault = baseFault(address);
  if (fault !== undefined) return problem("base-url-insecure", { variable: variables.url, fault });
  if (isDry) return { baseUrl: address.replace(/\/+$/, ""), repository: named, token: "" };
  const own = at(variables.token);
  if (!/^[\x21-\x7e]{1,4096}$/.test(own)) {
    const malformed = own === "" ? undefined : true;
    return problem("host-token-missing", { variable: variables.token, host, malformed });
  }
  return { baseUrl: address.replace(/\/+$/, ""), repository: named, token: own };
}

/** Opens a host that was found. Nothing is sent before it is asked for something. */
export async function openHost(name: HostName, found: FoundHost, means: HostMeans): Promise<CommentHost> {
  const { baseUrl, repository, token } = found;
  const options: HostOptions = { ...means, name, baseUrl, token: secret(token), variables: variablesOf(name) };
  if (name === "github") return (await import("../../hosts/github.ts")).githubHost(options, repository);
  if (name === "gitlab") return (await import("../../hosts/gitlab.ts")).gitlabHost(options, repository);
  return (await import("../../hosts/gitee.ts")).giteeHost(options, repository);
}
