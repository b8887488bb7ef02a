import { clipAnswer } from "../model/clip.ts";
import { defined } from "../model/defined.ts";
import type { GitRunner } from "../model/git.ts";
import { programsUntil } from "./programs.ts";

/**
 * What git gets of the surroundings: where its programs and the user's settings are, how to reach hosts, and who may
 * ask for a password. Nothing that points at a repository, an index or a work tree, nothing that traces.
 */
const passed = [
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE", "APPDATA", "PATHEXT"],
  ...["XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"],
  ...["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"],
  ...["GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH", "GIT_ALLOW_PROTOCOL"],
  ...["GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "SSH_ASKPASS", "SSH_AUTH_SOCK", "SSH_AGENT_PID"],
  ...["GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_SSL_NO_VERIFY", "GIT_PROXY_SSL_CAINFO"],
  ...[
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CURL_CA_BUNDLE",
    "GIT_HTTP_PROXY_AUTHMETHOD",
    "KRB5CCNAME",
    "GNUPGHOME",
    "GPG_TTY",
  ],
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"],
];

/** A setting that stands in the environment, as some pipelines pass their credentials. */
const setting = /^GIT_CONFIG_(KEY|VALUE)_\d+$/;

/** More than any answer that is asked for; in bytes. */
const mostOutput = 256 * 1024 * 1024;

/**
 * The git of this machine, in a bare environment: without questions at the terminal, and in English. The signal ends
 * what runs.
 */
export function gitRunner(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}): GitRunner {
  const programs = programsUntil(options.signal);
  const kept = Object.entries(options.env).filter(([name]) => passed.includes(name) || setting.test(name));
  const bare = { ...Object.fromEntries(kept), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  return async ({ args, folder, input, deadline = 60_000, env }) => {
    const ended = await programs({
      ...{ file: "git", args, folder, deadlineMs: deadline, mostOutput },
      ...{ env: { ...bare, ...env }, ...defined({ input }) },
    });
    return { ...ended, stderr: wordsOf(ended.stderr) };
  };
}

/** Without the user and password of an address. */
function wordsOf(stderr: string): string {
  return clipAnswer(stderr.replace(/:\/\/[^/\s@]*@/g, "://").trim());
}
