import { whyStopped } from "../model/budget.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Programs } from "../model/program.ts";
import type { Account } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import { utf8Text } from "../model/utf8.ts";
import { type FetchedToken, isLife, isToken, withoutToken } from "../platform/weixin/token.ts";
import { commandEnvironment } from "./command-environment.ts";
import { saidOnStderr } from "./command-words.ts";
import type { Io } from "./io.ts";
import type { FoundCredential } from "./weixin-credentials.ts";

/** How long a command has, and how much it may print. */
const commandLimits = { milliseconds: 10_000, bytes: 65_536 } as const;

/** What commands of accounts are run with. */
export interface CommandSurroundings {
  readonly programs: Programs;
  readonly env: Io["env"];
  /** Of the run. */
  readonly signal: AbortSignal;
}

/** A command of an account: the variable it stands in, and the program with its arguments. */
export interface AccountCommand {
  readonly account: Account;
  readonly variable: string;
  readonly argv: readonly string[];
}

/**
 * Reads the command in a variable: a list of texts in JSON, the program first. What is wrong with it names the variable,
 * and nothing of what is in it.
 */
export function accountCommand(account: Account, { variable, value }: FoundCredential): AccountCommand | Problem {
  const wrong = (fault: "not-json" | "no-list" | "empty" | "no-texts") =>
    problem("command-malformed", { account: account.name, variable, fault });
  let parsed: unknown;
  try {
    parsed = JSON.parse(value.reveal());
  } catch {
    return wrong("not-json");
  }
  if (!Array.isArray(parsed)) return wrong("no-list");
  if (!parsed.every((item): item is string => typeof item === "string")) return wrong("no-texts");
  return parsed[0] === undefined || parsed[0] === "" ? wrong("empty") : { account, variable, argv: parsed };
}

/** Gets a token by the command of an account, which prints `{ "access_token", "expires_in" }`. */
export async function tokenByCommand(around: CommandSurroundings, command: AccountCommand): Promise<FetchedToken> {
  const { signal } = around;
  if (signal.aborted) return withoutToken(whyStopped(signal));
  const printed = await output(around, command);
  if ("code" in printed) return withoutToken(isStopped(printed) && signal.aborted ? whyStopped(signal) : printed);
  const { account, variable } = command;
  const wrong = (fault: "not-utf8" | "not-json" | "no-object" | "no-token" | "expires") =>
    withoutToken(problem("command-answer-unusable", { account: account.name, variable, fault }));
  const text = utf8Text(printed.stdout);
  if (text === undefined) return wrong("not-utf8");
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return wrong("not-json");
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return wrong("no-object");
  const { access_token: token, expires_in: seconds } = answer as Readonly<Record<string, unknown>>;
  if (!isToken(token)) return wrong("no-token");
  if (seconds !== undefined && !isLife(seconds)) return wrong("expires");
  return { token: secret(token), ...(seconds === undefined ? {} : { expiresInSeconds: seconds }) };
}

/**
 * Hands a refresh token to the command that keeps it, on stdin: an argument could be read by every user of the machine.
 * Gives why it is not kept. Also in a run that was stopped meanwhile: nobody gives the token a second time.
 */
export async function keepByCommand(
  around: CommandSurroundings,
  command: AccountCommand,
  refreshToken: Secret,
): Promise<Problem | undefined> {
  const kept = { appid: command.account.identity, refresh_token: refreshToken.reveal() };
  const ended = await output(around, command, `${JSON.stringify(kept)}\n`);
  return "code" in ended ? ended : undefined;
}

function isStopped({ args }: Problem): boolean {
  return args["why"] === "stopped";
}

/** Runs a command; gives what it printed when it ended well. */
async function output(
  { programs, env }: CommandSurroundings,
  { account, variable, argv }: AccountCommand,
  input = "",
): Promise<{ readonly stdout: Uint8Array } | Problem> {
  const [file = "", ...args] = argv;
  const { milliseconds: deadlineMs, bytes: mostOutput } = commandLimits;
  const ended = await programs({ file, args, env: commandEnvironment(account, env), input, deadlineMs, mostOutput });
  if (ended.code === 0) return { stdout: ended.stdout };
  return problem("command-failed", {
    account: account.name,
    variable,
    why: ended.failure ?? "exit",
    exitCode: ended.failure === undefined ? (ended.code ?? undefined) : undefined,
    seconds: ended.failure === "late" ? deadlineMs / 1000 : undefined,
    bytes: ended.failure === "overflow" ? mostOutput : undefined,
    // Of one that never ran there are words of Node only, which repeat what is in the variable.
    said: ended.failure === "missing" || ended.failure === "unstartable" ? undefined : saidOnStderr(ended.stderr),
  });
}
