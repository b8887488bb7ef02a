import type { Json } from "../model/json.ts";
import { exactJson } from "./exact-json.ts";
import type { Answer, Received } from "./platform.ts";

/** One request as it was received, and what became of it. */
export interface RecordedRequest {
  /** Milliseconds on the sandbox's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The parameters of the query, without those that are secret; the last one of a name. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Received["headers"];
  /** The raw body, read as UTF-8. */
  readonly text: string;
  /** The body as JSON, with every number kept to the digit; undefined when it is none. */
  readonly body: Json | undefined;
  /** HTTP status of the answer; undefined while there is none, and for good when a fault swallowed it. */
  readonly status?: number;
  /** Code inside the answer; 0 for a success that carries none. */
  readonly errcode?: number | string;
}

/** Keeps the last requests, and counts all of them. */
export interface Recording {
  readonly requests: readonly RecordedRequest[];
  /** Number of requests to a path since the start, or to any path; not bounded by the limit. */
  calls(path?: string): number;
  /** Notes an arrival; the function it gives notes the answer. */
  arrived(received: Received, at: number): (answer: Answer) => void;
  /** Forgets the requests, not the counts. */
  forget(): void;
}

function parsed(text: string): Json | undefined {
  try {
    return exactJson(text);
  } catch {
    return undefined;
  }
}

/** Parameters that open an account. */
const SECRET = ["access_token", "component_access_token", "secret"];

function shown(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...query].filter(([name]) => !SECRET.includes(name)));
}

/** A recording of at most `limit` requests, the oldest dropped first; 0 keeps none. */
export function startRecording(limit: number): Recording {
  const requests: RecordedRequest[] = [];
  const counts = new Map<string, number>();
  let all = 0;
  return {
    requests,
    calls: (path) => (path === undefined ? all : (counts.get(path) ?? 0)),
    arrived(received, at) {
      all += 1;
      counts.set(received.path, (counts.get(received.path) ?? 0) + 1);
      if (limit <= 0) return () => undefined;
      const text = received.body.toString("utf8");
      const { method, path, headers } = received;
      const entry: { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] } = {
        at,
        method,
        path,
        query: shown(received.query),
        headers,
        text,
        body: parsed(text),
      };
      if (requests.length >= limit) requests.splice(0, requests.length - limit + 1);
      requests.push(entry);
      return (answer) => {
        entry.status = answer.status;
        entry.errcode = answer.errcode ?? 0;
      };
    },
    forget() {
      requests.length = 0;
    },
  };
}
