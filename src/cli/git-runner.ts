import { clipAnswer } from "../model/clip.ts";
import type { GitAnswer, GitCommand, GitRunner } from "../model/git.ts";

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

/** In milliseconds: how long git has for taking its lock files away before it is killed. */
const graceMs = 2_000;

/**
 * The git of this machine, in a bare environment: without questions at the terminal, in English, in a group of
 * processes of its own, so that a signal of the terminal reaches us and not a push under way. The signal ends what runs.
 */
export function gitRunner(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}): GitRunner {
  const { signal } = options;
  const kept = Object.entries(options.env).filter(([name]) => passed.includes(name) || setting.test(name));
  const bare = { ...Object.fromEntries(kept), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  return async (command) => {
    const { spawn } = await import("node:child_process");
    if (signal?.aborted) return failed("stopped", "");
    return run(spawn, command, { ...bare, ...command.env }, signal);
  };
}

type Spawn = typeof import("node:child_process").spawn;

function run(spawn: Spawn, command: GitCommand, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = spawn("git", command.args, { cwd: command.folder, env, stdio: "pipe", detached: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let bytes = 0;
    let failure: GitAnswer["failure"];
    let killing: NodeJS.Timeout | undefined;
    const end = (why: NonNullable<GitAnswer["failure"]>): void => {
      if (failure !== undefined) return;
      failure = why;
      kill(child.pid, "SIGTERM");
      killing = setTimeout(() => kill(child.pid, "SIGKILL"), graceMs);
    };
    const onAbort = (): void => end("stopped");
    const deadline = setTimeout(() => end("late"), command.deadline ?? 60_000);
    signal?.addEventListener("abort", onAbort, { once: true });
    const settle = (answer: GitAnswer): void => {
      clearTimeout(deadline);
      clearTimeout(killing);
      signal?.removeEventListener("abort", onAbort);
      resolve(answer);
    };
    child.stdout.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostOutput) end("overflow");
      else stdout.push(part);
    });
    child.stderr.on("data", (part: Buffer) => {
      if (stderr.length < 64) stderr.push(part);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle(failed(error.code === "ENOENT" ? "missing" : "unstartable", error.message));
    });
    child.on("close", (code) => {
      const said = wordsOf(Buffer.concat(stderr).toString("utf8"));
      if (failure !== undefined) settle(failed(failure, said));
      else
        settle({ code, ...(code === null ? { failure: "stopped" } : {}), stdout: Buffer.concat(stdout), stderr: said });
    });
    // Git may end before it has read everything, which its exit code tells.
    child.stdin.on("error", () => {});
    child.stdin.end(command.input ?? "");
  });
}

function failed(failure: NonNullable<GitAnswer["failure"]>, stderr: string): GitAnswer {
  return { code: null, failure, stdout: new Uint8Array(), stderr };
}

/** Git and what it started, such as ssh. */
function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Without the user and password of an address. */
function wordsOf(stderr: string): string {
  return clipAnswer(stderr.replace(/:\/\/[^/\s@]*@/g, "://").trim());
}
