import type { JsonObject } from "../model/json.ts";

/** Which requests trouble waits for. */
interface Waiting {
  /**
   * The path: whole, such as `/card/update`; `*` for any; or an expression that finds something in it, for paths with
   * an id, such as `/^\/v3\/brand\/partner\/card-member\/cards\/[^/]+$/`. Never the query.
   */
  readonly path: string | RegExp;
  /** Any method when absent. One path of WeChat Pay takes several. */
  readonly method?: string;
  /** How many requests it hits; 1 when absent. */
  readonly times?: number;
  /** How many of the requests it waits for go well before; none when absent. */
  readonly after?: number;
}

/** What a forced answer of either platform is made of. */
interface Forced extends Waiting {
  /** HTTP status; that of the code when absent. */
  readonly status?: number;
  /** Sent instead of a body with the code, byte for byte. */
  readonly rawBody?: string;
  readonly contentType?: string;
  /** Further headers, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True when the call is carried out all the same, and only its answer is replaced: a 502 after execution. */
  readonly executes?: boolean;
}

/** A forced answer of Weixin, by errcode. */
interface ForcedErrcode extends Forced {
  readonly errcode: number;
  /** The platform's own words when absent. */
  readonly errmsg?: string;
  readonly code?: undefined;
  readonly message?: undefined;
  readonly detail?: undefined;
}

/**
 * A forced answer of WeChat Pay, by code. With a status of 2xx it is signed like any other, so that a client gets to
 * read it.
 */
interface ForcedCode extends Forced {
  readonly code: string;
  /** The platform's own words when absent. */
  readonly message?: string;
  readonly detail?: JsonObject;
  readonly errcode?: undefined;
  readonly errmsg?: undefined;
}

/**
 * A forced answer, given instead of what the platform would say. One with `errcode` waits for requests to Weixin only,
 * one with `code` for requests to WeChat Pay only, also where its path is `*`.
 */
export type ForcedAnswer = ForcedErrcode | ForcedCode;

/**
 * A broken connection: `before` destroys the socket without executing, `after` executes and destroys it without an
 * answer, `hang` neither executes nor answers, `hang-after` executes and never answers.
 */
export interface Fault extends Waiting {
  readonly when: "before" | "after" | "hang" | "hang-after";
}

/** Throws for a forced answer that is in the words of no platform, or of both: it would wait for ever. */
export function checkForced({ errcode, code }: ForcedAnswer): void {
  if ((errcode === undefined) === (code === undefined))
    throw new Error("a forced answer has an errcode (Weixin) or a code (WeChat Pay)");
}

const MOMENTS: readonly string[] = ["before", "after", "hang", "hang-after"];

/** Throws for a fault that strikes at no known moment. */
export function checkFault({ when }: Fault): void {
  if (!MOMENTS.includes(when)) throw new Error(`no fault strikes ${when}`);
}

/** What trouble looks at in a request. */
interface Request {
  readonly method: string;
  readonly path: string;
}

/** A queue per kind of trouble; the first entry that fits a request is used up first. */
export interface Queue<T> {
  add(entry: T): void;
  /**
   * The entry that hits this request, one time less of it left; undefined when none does. Entries that `counts` is
   * false for are passed over.
   */
  take(request: Request, counts?: (entry: T) => boolean): T | undefined;
  /** Forgets what has not come to pass. */
  clear(): void;
}

/** An empty queue. */
export function troubleQueue<T extends Waiting>(): Queue<T> {
  const waiting: { readonly entry: T; left: number; spared: number }[] = [];
  return {
    add(entry) {
      waiting.push({ entry, left: entry.times ?? 1, spared: entry.after ?? 0 });
    },
    clear() {
      waiting.length = 0;
    },
    take(request, counts = () => true) {
      if (waiting.length === 0) return undefined;
      const at = waiting.findIndex(({ entry }) => fits(entry, request) && counts(entry));
      const found = waiting[at];
      if (found === undefined) return undefined;
      if (found.spared > 0) {
        found.spared -= 1;
        return undefined;
      }
      found.left -= 1;
      if (found.left <= 0) waiting.splice(at, 1);
      return found.entry;
    },
  };
}

function fits({ path, method }: Waiting, request: Request): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (typeof path === "string") return path === "*" || path === request.path;
  // Unlike `test`, it remembers nothing between two requests.
  return request.path.search(path) >= 0;
}
