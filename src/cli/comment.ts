import { projectSetting } from "../config/project-setting.ts";
import { version } from "../generated/version.ts";
import { placeComment } from "../hosts/place-comment.ts";
import { kinds } from "../kinds/registry.ts";
import { runBudget } from "../model/budget.ts";
import type { CommentDone, CommentHost, CommentPlace, HostName, HostReply } from "../model/comment.ts";
import { defined } from "../model/defined.ts";
import type { Transport } from "../model/ports.ts";
import { expected, type Problem } from "../model/problem.ts";
import { secret } from "../model/secret.ts";
import { withBreaker } from "../platform/breaker.ts";
import { exitCodes } from "../report/exit-code.ts";
import { isTimezone, momentText } from "../schema/instant.ts";
import { bodyOf, contentOf } from "./comment/body.ts";
import { hostIn, openHost, variablesOf } from "./comment/host.ts";
import { addToSummary } from "./comment/job-summary.ts";
import { destinationOf, isOfJob, type PlaceFlags } from "./comment/place.ts";
import { labelledKinds } from "./field-words.ts";
import { proxyOf } from "./proxy.ts";
import { type CommonFlags, type GuardedEffects, openSession, type Session } from "./session.ts";

export interface CommentFlags
  extends PlaceFlags,
    Pick<CommonFlags, "format" | "color" | "lang" | "project" | "verbose"> {
  readonly to: HostName;
  /** By which several comments of one pull request are told apart. */
  readonly id: string;
  readonly dryRun?: boolean;
}

/**
 * `wxcards comment FILE`: a saved plan, or the report of an apply, as one comment of a pull request or as one issue.
 * Reads the variables of the host's CI and no credential of any account.
 */
export async function commentCommand(effects: GuardedEffects, file: string, flags: CommentFlags): Promise<number> {
  const session = await openSession(effects, { ...flags, concurrency: 1 });
  const budget = runBudget({ signal: effects.io.signal, clock: effects.clock });
  const connection = lazyTransport(effects);
  const transport = withBreaker(connection, budget, effects.clock);
  try {
    const done = await commented({ effects, file, flags, session, budget, transport });
    await session.show((renderer, paint) => renderer.comment(done, paint));
    if (done.call !== undefined) session.note(session.notes.wouldCall(done.call));
    return exitCodes.ok;
  } catch (error) {
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    budget.close();
    await connection.close();
  }
}

/** One run of the command. */
interface Commenting {
  readonly effects: GuardedEffects;
  readonly file: string;
  readonly flags: CommentFlags;
  readonly session: Session;
  readonly budget: ReturnType<typeof runBudget>;
  readonly transport: Transport;
}

async function commented(run: Commenting): Promise<CommentDone> {
  const { effects, file, flags, session, budget } = run;
  const { clock, random } = effects;
  const content = await contentOf(effects, file, kinds);
  if ("problem" in content) throw expected(content.problem);
  const found = hostIn(effects.io.env, flags.to, {
    token: flags.dryRun === true ? "not-needed" : "needed",
    place: isOfJob(flags) ? "of-job" : "of-flag",
  });
  if ("code" in found) throw expected(found);
  if (found.token !== "") effects.redactor.learn(secret(found.token), variablesOf(flags.to).token);
  const timezone = timezoneOf(effects, flags);
  const waiting = { clock, random, budget };
  const host = await openHost(flags.to, found, {
    ...waiting,
    transport: run.transport,
    trace: flags.verbose === true ? (line) => session.note(line) : () => {},
    userAgent: `wxcards/${version} (node ${process.versions.node})`,
    onWait: (milliseconds) => session.note(session.notes.waiting(flags.to, milliseconds / 1000)),
    timeText: (milliseconds) => momentText(milliseconds, clock.now(), timezone),
  });
  const destination = await destinationOf(effects, flags.to, flags);
  if ("problem" in destination) throw expected(destination.problem);
  const language = await session.language();
  const marker = `<!-- wxcards:${flags.id} -->`;
  const labelled = await labelledKinds(kinds, language.name);
  const body = await bodyOf({ effects, content, kinds: labelled, timezone, language, marker, limit: host.bodyLimit });
  if (flags.dryRun === true) return dryRun(host, destination, body);
  if ("because" in destination) return { action: "none", because: destination.because };
  const place = "commit" in destination ? await placeOf(host, destination.commit) : destination.place;
  if (place === undefined) return { action: "none", because: "no-pull-request-of-commit" };
  const placed = await placeComment(host, { place, body, marker, isQuiet: content.isQuiet }, waiting);
  return placed.status === "not-permitted" ? notPermitted(effects, placed.answer, body) : valueIn(placed);
}

/** What would be sent, and where; nothing is. */
function dryRun(
  host: CommentHost,
  destination: { readonly place: CommentPlace } | { readonly commit: string } | object,
  body: string,
): CommentDone {
  const call =
    "place" in destination
      ? host.describe(destination.place)
      : "commit" in destination
        ? host.describe({ number: "N" })
        : undefined;
  return { action: "none", because: "dry-run", ...defined({ call }), body };
}

async function placeOf(host: CommentHost, commit: string): Promise<CommentPlace | undefined> {
  const number = valueIn(await host.pullRequestOf(commit));
  return number === undefined ? undefined : { number };
}

/** A token that may only read is no failure: pull requests of forks get no other. */
async function notPermitted(effects: GuardedEffects, answer: string, body: string): Promise<CommentDone> {
  const added = await addToSummary(effects, body);
  if (added !== undefined && added !== "written") throw expected(added.problem);
  return { action: added === "written" ? "summary" : "none", because: "not-permitted", answer };
}

function valueIn<Value>(reply: HostReply<Value>): Value {
  if (reply.status === "ok") return reply.value;
  throw expected(reply.problem satisfies Problem);
}

/** Instants are shown in the zone of the project, where there is one here. */
function timezoneOf({ files, io }: GuardedEffects, { project }: CommentFlags): string {
  const looking = { files, workingDirectory: io.workingDirectory, ...defined({ projectFile: project }) };
  const named = projectSetting(looking, "timezone");
  return typeof named === "string" && isTimezone(named) ? named : "Asia/Shanghai";
}

/**
 * In bytes: a page of twenty notes of GitLab, each of a million characters that JSON may write with six bytes. Were it
 * less, a few long ones of anybody would keep ours from being found.
 */
const largestAnswer = 128 * 1_048_576;

/** The transport of a run that calls one host, opened for the first call: a dry run opens none. */
function lazyTransport(effects: GuardedEffects): Transport {
  let opened: Promise<Transport> | undefined;
  const open = (): Promise<Transport> => {
    const proxy = proxyOf(effects.io.env);
    if ("code" in proxy) throw expected(proxy);
    return effects.network.open({ connections: 1, answerBytes: largestAnswer, proxy });
  };
  return {
    send: async (request, signal) => {
      opened ??= open();
      return (await opened).send(request, signal);
    },
    close: async () => {
      await (await opened)?.close();
    },
  };
}
