import { type RunBudget, runLimits } from "../model/budget.ts";
import type { Clock, HttpFailure, HttpRequest, Transport } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { patience } from "./backoff.ts";

/** After so many requests in a row that a deadline ended, a host is called no more. */
const silentInARow = 3;

/** The same of requests that came to nothing in any way, such as connections that are closed without an answer. */
const unansweredInARow = patience.attempts;

/** What is counted of a host; an answer begins all of it anew. */
interface Host {
  readonly name: string;
  /** By what was called, and for all calls together: a platform may answer its reads and be silent to its writes. */
  readonly silent: Map<string, Row>;
  readonly unanswered: Row;
  /** Why it is called no more. */
  stopped?: Problem;
}

/** Attempts that came one after the other: those that were under way together count as one. */
interface Row {
  count: number;
  /** When the last of them ended, in the order of events. */
  last: number;
}

/**
 * Keeps a transport from calling on and on where nobody answers.
 *
 * A host is stopped once it was silent three times in a row, and the run once nothing was answered for ten minutes: what
 * would be sent then fails with the reason, and without a request. An answer of any sort is progress, a refusal as well.
 */
export function withBreaker(transport: Transport, budget: RunBudget, clock: Clock): Transport {
  const hosts = new Map<string, Host>();
  const called = caller();
  let order = 0;
  let unansweredSince: number | undefined;
  let underWay = 0;
  let lastEnded = 0;

  const obstacle = (host: Host): Problem | undefined => {
    // Nobody waits so long between two tries: somebody was asked, or the run waits for open work on purpose.
    if (underWay === 0 && clock.elapsed() - lastEnded > patience.rateWaitMs) unansweredSince = undefined;
    unansweredSince ??= clock.elapsed();
    if (clock.elapsed() - unansweredSince < runLimits.withoutProgressMs) return host.stopped;
    const minutes = runLimits.withoutProgressMs / 60_000;
    const ended = problem("run-without-progress", { minutes });
    budget.stop(ended);
    return ended;
  };
  const strike = (row: Row, began: number): number => {
    if (began > row.last) {
      row.count += 1;
      row.last = order++;
    }
    return row.count;
  };
  const noteFailure = (host: Host, call: string, began: number, failure: HttpFailure): void => {
    const silent = failure.silent === true ? ["", call].map((key) => strike(rowIn(host.silent, key), began)) : [];
    const attempts = Math.max(...silent, 0);
    // Who cannot be reached at all has said so: that ends a call by itself, in its own words.
    const all = failure.failure === "ambiguous" ? strike(host.unanswered, began) : 0;
    if (attempts < silentInARow && all < unansweredInARow) return;
    host.stopped ??= problem("host-silent", { host: host.name, attempts: attempts < silentInARow ? all : attempts });
  };
  const noteAnswer = (host: Host, call: string): void => {
    unansweredSince = undefined;
    host.silent.delete("");
    host.silent.delete(call);
    host.unanswered.count = 0;
  };
  return {
    send: async (request, signal) => {
      const { name, call } = called(request);
      const host: Host = hosts.get(name) ?? { name, silent: new Map(), unanswered: { count: 0, last: -1 } };
      hosts.set(name, host);
      const stops = obstacle(host);
      if (stops !== undefined) return { failure: "not-sent", reason: stops.code, stops };
      const began = order++;
      underWay += 1;
      const answer = await transport.send(request, signal);
      underWay -= 1;
      lastEnded = clock.elapsed();
      if (!("failure" in answer)) noteAnswer(host, call);
      // What an interruption ended says nothing of the host.
      else if (!signal.aborted) noteFailure(host, call, began, answer);
      return "failure" in answer && host.stopped !== undefined ? { ...answer, stops: host.stopped } : answer;
    },
    close: () => transport.close(),
  };
}

function rowIn(rows: Map<string, Row>, key: string): Row {
  const row = rows.get(key) ?? { count: 0, last: -1 };
  rows.set(key, row);
  return row;
}

interface Called {
  readonly name: string;
  readonly call: string;
}

/** Tells what is called. Most requests of a run go to the address of the one before. */
function caller(): (request: HttpRequest) => Called {
  let last: { readonly method: string; readonly url: string; readonly called: Called } | undefined;
  return (request) => {
    if (last?.url !== request.url || last.method !== request.method)
      last = { method: request.method, url: request.url, called: calledBy(request) };
    return last.called;
  };
}

/** The host that is called, and what of it, without the ids that paths of WeChat Pay hold. */
function calledBy({ method, url }: HttpRequest): Called {
  const { host, pathname } = new URL(url);
  return { name: host, call: `${method} ${pathname.split("/", 3).join("/")}` };
}
