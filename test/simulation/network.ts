import type { HttpAnswer, HttpFailure, HttpRequest, Network } from "../../src/model/ports.ts";
import type { Received } from "../../src/sandbox/platform.ts";
import type { PlayedPlatform } from "../../src/sandbox/sandbox.ts";
import { isWechatPay } from "../../src/sandbox/wechatpay/routes.ts";
import type { Chance } from "./chance.ts";
import type { Life } from "./effects.ts";
import type { Events } from "./events.ts";

/**
 * What befalls one request. `before` and `after` say whether the platform has carried it out by then; `late` ones are
 * carried out so many seconds later, after the caller has heard that nobody knows.
 */
export type NetFault =
  | { readonly net: "refused" | "reset-before" | "reset-after" | "silent-before" | "silent-after" }
  | { readonly net: "reset-late" | "silent-late"; readonly seconds: number }
  | { readonly net: "502-before" | "502-after" | "html-after" | "cut-after" | "empty-after" | "types-after" }
  | { readonly net: "429"; readonly seconds: number }
  | { readonly net: "busy" | "quota" | "token" | "slow" };

/** The deadline of one call, in milliseconds, as the real transport has it. */
const callMs = 30_000;

/** One request as the platform's side sees it. */
export interface Seen {
  readonly at: number;
  readonly number: number;
  /** Whether it arrives only after its caller has heard that nobody knows. */
  readonly isLate: boolean;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly received: Received;
}

/** What the network of one process is made of. */
export interface NetworkOptions {
  readonly platform: PlayedPlatform;
  /** Answers a request, from the platform as it was some time ago for one that only reads; whatever it is, at once. */
  readonly answer: (received: Received) => ReturnType<PlayedPlatform["answer"]>;
  readonly events: Events;
  readonly life: Life;
  /** How long the ways are. */
  readonly chance: Chance;
  readonly faultOf: (request: number) => NetFault | undefined;
  /** Whether a request that is under way when its process dies arrives all the same. */
  readonly landsAfterDeath: () => boolean;
  readonly onSend: (seen: Seen) => void;
  /** Told when the platform is about to carry a request out. */
  readonly onArrival: (seen: Seen) => void;
  readonly onAnswer: (seen: Seen, answer: HttpAnswer | HttpFailure) => void;
}

/** The network of one process: requests are answered in process, in virtual time. */
export function simulatedNetwork(options: NetworkOptions): Network {
  let count = 0;
  return {
    open: async () => ({
      send: async (request, signal) => {
        if (signal.aborted) return { failure: "not-sent", reason: "interrupted" };
        const carried = () => {
          count += 1;
          return carry(options, request, count, signal);
        };
        const left = () => void (options.landsAfterDeath() && carried());
        return options.life.later(`send ${request.method} ${new URL(request.url).pathname}`, carried, left);
      },
      close: async () => undefined,
    }),
  };
}

function carry(
  options: NetworkOptions,
  request: HttpRequest,
  number: number,
  signal: AbortSignal,
): Promise<HttpAnswer | HttpFailure> {
  const { events, life, platform } = options;
  const received = receivedOf(request);
  const { method, path } = received;
  const fault = options.faultOf(number);
  const isLate = fault?.net.endsWith("-late") === true;
  const seen: Seen = { at: events.now(), number, isLate, method, path, body: received.body.toString("utf8"), received };
  options.onSend(seen);
  const there = 2 + options.chance.whole(40);
  const back = 2 + options.chance.whole(40);
  return new Promise((resolve) => {
    let isOver = false;
    const taken: (() => void)[] = [];
    const end = (answer: HttpAnswer | HttpFailure): void => {
      if (isOver || life.isDead) return;
      isOver = true;
      for (const takeBack of taken) takeBack();
      signal.removeEventListener("abort", onAbort);
      options.onAnswer(seen, answer);
      resolve(answer);
    };
    const inTime = (milliseconds: number, action: () => void) => {
      taken.push(events.after(milliseconds, action));
    };
    const onAbort = (): void => end({ failure: "ambiguous", reason: "interrupted" });
    signal.addEventListener("abort", onAbort, { once: true });
    inTime(callMs, () => end({ failure: "ambiguous", reason: "no complete answer within 30 s" }));
    // What the platform does goes on whatever becomes of the caller.
    const execute = (after: number, then: (answer: HttpAnswer) => void): void =>
      void events.after(after, () => {
        if (life.isDead && !options.landsAfterDeath()) return;
        options.onArrival(seen);
        force(platform, received, fault);
        const outcome = options.answer(received);
        if (typeof outcome === "string") return;
        const body = typeof outcome.body === "string" ? Buffer.from(outcome.body, "utf8") : outcome.body;
        then({ status: outcome.status, headers: lowerCase(outcome.headers), body });
      });
    const answerWith = (answer: HttpAnswer | HttpFailure) => inTime(back, () => end(answer));
    const reset = { failure: "ambiguous", reason: "other side closed (ECONNRESET)" } as const;
    const kind = fault?.net;
    if (kind === "refused") inTime(there, () => end({ failure: "not-sent", reason: "refused (ECONNREFUSED)" }));
    else if (kind === "reset-before") inTime(there, () => end(reset));
    else if (kind === "silent-before") return;
    else if (kind === "502-before") inTime(there + back, () => end(badGateway));
    else if (kind === "reset-late" || kind === "silent-late") {
      execute(secondsOf(fault) * 1000, () => undefined);
      if (kind === "reset-late") inTime(there + back, () => end(reset));
    } else if (kind === "429") inTime(there + back, () => end(tooMany(secondsOf(fault))));
    else
      execute(there, (answer) => {
        if (kind === "reset-after") answerWith(reset);
        else if (kind === "502-after") answerWith(badGateway);
        else if (kind !== "silent-after") answerWith(odd(kind, answer));
      });
  });
}

function secondsOf(fault: NetFault | undefined): number {
  return fault !== undefined && "seconds" in fault ? fault.seconds : 0;
}

const html = { "content-type": "text/html" };
const badGateway: HttpAnswer = {
  status: 502,
  headers: html,
  body: Buffer.from("<html><body>502 Bad Gateway</body></html>", "utf8"),
};

function tooMany(seconds: number): HttpAnswer {
  return { status: 429, headers: { ...html, "retry-after": String(seconds) }, body: Buffer.from("slow down", "utf8") };
}

/** An answer that is not what the platform said. */
function odd(kind: string | undefined, answer: HttpAnswer): HttpAnswer {
  const text = Buffer.from(answer.body).toString("utf8");
  const body = (changed: string) => ({ ...answer, body: Buffer.from(changed, "utf8") });
  if (kind === "html-after") return { ...body("<html><body>portal</body></html>"), status: 200, headers: html };
  if (kind === "cut-after") return body(text.slice(0, Math.floor(text.length / 2)));
  if (kind === "empty-after") return body("");
  if (kind === "types-after") return body(text.replace(/:"[^"]*"/g, ":[7]").replace(/:\{/g, ':"x","y":{'));
  return answer;
}

/** Makes the platform refuse the request it is about to get. */
function force(platform: PlayedPlatform, { path }: Received, fault: NetFault | undefined): void {
  const pay = isWechatPay(path);
  const refuse = (errcode: number, code: string) => platform.fail(pay ? { path: "*", code } : { path: "*", errcode });
  if (fault?.net === "busy") refuse(-1, "SYSTEM_ERROR");
  if (fault?.net === "quota") refuse(45009, "FREQUENCY_LIMITED");
  if (fault?.net === "slow") refuse(45011, "RATELIMIT_EXCEEDED");
  if (fault?.net === "token" && path !== "/cgi-bin/stable_token") refuse(42001, "SIGN_ERROR");
}

function receivedOf(request: HttpRequest): Received {
  const { pathname, search, searchParams } = new URL(request.url);
  const body = Buffer.from(request.body ?? "");
  return {
    method: request.method,
    target: pathname + search,
    path: pathname,
    query: searchParams,
    headers: lowerCase(request.headers),
    body,
    tooLarge: false,
  };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
