import type { Clock } from "../model/ports.ts";
import type { Outcome } from "./http-server.ts";
import type { Answer, Platform, Received } from "./platform.ts";
import { type RecordedRequest, startRecording } from "./recording.ts";
import { checkFault, checkForced, type Fault, type ForcedAnswer, troubleQueue } from "./trouble.ts";

/** The control API of requests, whichever platform they are for: what was asked, and what goes wrong. */
export interface RequestControl {
  /** The last requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Requests to a path since the start, or all of them; counted even when none is kept. */
  calls(path?: string): number;
  /** Forgets the recorded requests; the counts stay. */
  forgetRequests(): void;
  /** Queues a forced answer: by `errcode` for Weixin, by `code` for WeChat Pay. Throws when it has neither. */
  fail(next: ForcedAnswer): void;
  /** Queues a broken connection. */
  fault(next: Fault): void;
  /** Forgets all queued trouble. */
  calm(): void;
}

/** Answers requests for the platforms, the first that owns a path, and plays the trouble that is queued. */
export function openAnswering(
  platforms: readonly Platform[],
  clock: Clock,
  recordLimit: number,
): { readonly answer: (received: Received) => Outcome; readonly control: RequestControl } {
  const recording = startRecording(recordLimit);
  const forced = troubleQueue<ForcedAnswer>();
  const faults = troubleQueue<Fault>();

  function answer(received: Received): Outcome {
    const answered = recording.arrived(received, clock.now());
    const platform = platforms.find((candidate) => candidate.owns(received.path)) as Platform;
    platform.arrived?.(received);
    const fault = faults.take(received);
    if (fault?.when === "before") return "destroy";
    if (fault?.when === "hang") return "hang";
    const force = forced.take(received, platform.speaks);
    const executed = force === undefined || force.executes === true ? platform.answer(received) : undefined;
    if (fault?.when === "after") return "destroy";
    if (fault?.when === "hang-after") return "hang";
    const shown = force === undefined ? (executed as Answer) : withHeaders(platform.forced(force, received), force);
    answered(shown);
    return shown;
  }

  return {
    answer,
    control: {
      requests: recording.requests,
      calls: recording.calls,
      forgetRequests: recording.forget,
      fail: (next) => {
        checkForced(next);
        forced.add(next);
      },
      fault: (next) => {
        checkFault(next);
        faults.add(next);
      },
      calm: () => {
        forced.clear();
        faults.clear();
      },
    },
  };
}

/** A forced answer with the headers that it asks for. */
function withHeaders(answer: Answer, { contentType, headers }: ForcedAnswer): Answer {
  const type: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
  return { ...answer, headers: { ...answer.headers, ...type, ...headers } };
}
