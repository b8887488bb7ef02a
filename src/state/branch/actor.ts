import { type Setting, settingOf } from "./settings.ts";

/** Who a commit says has acted. */
export interface Actor {
  readonly name: string;
  readonly email: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The person or pipeline that acts: as the environment names it, else git's user, else the tool itself. */
export function actorOf(env: Env, settings: readonly Setting[]): Actor {
  const named = ["WXCARDS_ACTOR", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"].map((name) => env[name]);
  const users = settingOf(settings, "user.name");
  const name = [...named, users].map((text) => clean(text ?? "")).find((text) => text !== "") ?? "wxcards";
  // Some hosts take only commits with an address of whoever pushes, and that is what is set for git.
  const email = clean(settingOf(settings, "user.email") ?? "");
  return { name, email: email === "" ? addressOf(name, env) : email };
}

/** An address that leads nowhere; the one of GitHub is shown there as that account. */
function addressOf(name: string, env: Env): string {
  const local = encodeURIComponent(name);
  const isGitHub = env["GITHUB_ACTOR"] === name && env["GITHUB_SERVER_URL"] === "https://github.com";
  return isGitHub ? `${name}@users.noreply.github.com` : `${local}@wxcards.invalid`;
}

/** Without what ends a name or a line in a commit. */
function clean(text: string): string {
  return text.replace(/[<>\s\0-\x1f\x7f]+/g, " ").trim();
}
