import { isAbsolute, join } from "node:path";
import { type Problem, problem } from "../../model/problem.ts";
import { type Setting, settingOf } from "./settings.ts";

/** The repository that keeps the branches, as our own repository has to know it. */
export interface Remote {
  /** Its name; `.` where the repository itself is meant, as git calls it. */
  readonly name: string;
  /** True where there is no remote, so that the repository itself keeps the branches. */
  readonly isItself: boolean;
  /** The settings that lead to it, under the name `key`. */
  readonly key: string;
  readonly settings: readonly Setting[];
}

/** Finds the remote among the settings of the user's repository: the one that is named, else `origin`. */
export function remoteOf(
  settings: readonly Setting[],
  place: { readonly top: string; readonly commonDir: string; readonly name?: string | undefined },
): Remote | Problem {
  const addresses = settings.filter(([key]) => /^remote\..+\.url$/.test(key));
  const names = [...new Set(addresses.map(([key]) => key.slice("remote.".length, -".url".length)))];
  const name = place.name ?? "origin";
  if (names.includes(name)) {
    const url = settings.find(([key]) => key === `remote.${name}.url`)?.[1] ?? "";
    const pushUrl = settings.find(([key]) => key === `remote.${name}.pushurl`)?.[1];
    const urls: Setting[] = [[`remote.${name}.url`, absolute(url, place.top)]];
    if (pushUrl !== undefined) urls.push([`remote.${name}.pushurl`, absolute(pushUrl, place.top)]);
    return { name, key: name, isItself: false, settings: urls };
  }
  // Branches of the repository itself would look like an account without a memory to everybody else.
  if (place.name !== undefined || names.length > 0)
    return problem("state-remote-unknown", { remote: name, remotes: names });
  return itself(place.commonDir);
}

/** The receiving side reads the settings of the repository itself, and no hook of it may run either. */
function itself(commonDir: string): Remote {
  const without = "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c gc.auto=0 -c maintenance.auto=false";
  return {
    name: ".",
    key: "origin",
    isItself: true,
    settings: [
      ["remote.origin.url", commonDir],
      ["remote.origin.uploadpack", `${without} upload-pack`],
      ["remote.origin.receivepack", `${without} receive-pack`],
    ],
  };
}

/** A path is meant from the top of the work tree; git would take it from where it runs. */
function absolute(url: string, top: string): string {
  const isPath = !/^[^/]*:/.test(url) && !isAbsolute(url);
  return isPath ? join(top, url) : url;
}

/** The variables in which a token for the remote is passed to git and to the helper that git asks. */
export interface TokenAccess {
  readonly settings: readonly Setting[];
  readonly variables: Readonly<Record<string, string>>;
  /** The settings that lead to the remote, with addresses that name nobody. */
  readonly remote: readonly Setting[];
}

/** An address over https, or over http on this machine: before and behind the name and password that it may hold. */
const withUser = /^(https:\/\/|http:\/\/(?=(?:[^/@]*@)?(?:127\.0\.0\.1|localhost)[:/]))((?:[^/@]*@)?)(([^/]+)[\s\S]*)$/;

/**
 * Lets git answer with a token when a host asks who it is: the hosts of these addresses, over https only, or over http
 * on this machine. By a helper and not in a header, which would also go where a host redirects to.
 *
 * Git asks no helper where an address holds a password, as those of GitLab's jobs do, so that it is taken out; a rule of
 * its own for the whole address keeps `url.*.insteadOf` from putting it back, since the longest one counts.
 *
 * Source: gitcredentials(7); git-config(1), `url.<base>.insteadOf`; GitLab, CI_REPOSITORY_URL.
 */
export function tokenAccess(
  token: string,
  remote: readonly Setting[],
  env: Readonly<Record<string, string | undefined>>,
): TokenAccess {
  const read = remote.map(([key, value]) => ({ key, value, parts: withUser.exec(value) }));
  const hosts = read.flatMap(({ parts }) => (parts === null ? [] : [`${parts[1]}${parts[4]}`]));
  const helper = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$WXCARDS_GIT_USER" "$WXCARDS_GIT_TOKEN"; }; f`;
  const user = token === env["CI_JOB_TOKEN"] ? "gitlab-ci-token" : "x-access-token";
  const bare = read.flatMap(({ key, parts }) => (parts?.[2] ? [{ key, value: `${parts[1]}${parts[3]}` }] : []));
  return {
    settings: [
      ...[...new Set(hosts)].flatMap((host): Setting[] => [
        // Nobody else is asked: a helper of a desk could open a window.
        [`credential.${host}.helper`, ""],
        [`credential.${host}.helper`, helper],
      ]),
      ...bare.map(({ value }): Setting => [`url.${value}.insteadOf`, value]),
    ],
    variables: { WXCARDS_GIT_USER: user, WXCARDS_GIT_TOKEN: token },
    remote: bare.map(({ key, value }): Setting => [key, value]),
  };
}

/** True for a problem among values. */
export function isProblem<Value>(value: Value | Problem): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "severity" in value;
}

/** Whether git signs commits, as the user has set it. */
export function signs(settings: readonly Setting[]): boolean {
  return /^(true|yes|on|1)$/i.test(settingOf(settings, "commit.gpgsign") ?? "");
}
