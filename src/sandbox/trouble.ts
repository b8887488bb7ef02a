/** A forced answer, given instead of what the platform would say. */
export interface ForcedAnswer {
  /** Path it waits for, such as `/card/update`; `*` for any. */
  readonly path: string;
  readonly errcode: number;
  /** The platform's own words when absent. */
  readonly errmsg?: string;
  /** How many requests get it; 1 when absent. */
  readonly times?: number;
  /** How many requests to the path go well before; none when absent. */
  readonly after?: number;
  /** HTTP status; 200 when absent. */
  readonly status?: number;
  /** Sent instead of an errcode body, byte for byte. */
  readonly rawBody?: string;
  readonly contentType?: string;
  /** Further headers, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True when the call is carried out all the same, and only its answer is replaced: a 502 after execution. */
  readonly executes?: boolean;
}

/**
 * A broken connection: `before` destroys the socket without executing, `after` executes and destroys it without an answer,
 * `hang` neither executes nor answers, `hang-after` executes and never answers.
 */
export interface Fault {
  /** Path it waits for; `*` for any. */
  readonly path: string;
  readonly when: "before" | "after" | "hang" | "hang-after";
  /** How many requests it hits; 1 when absent. */
  readonly times?: number;
}

/** A queue per kind of trouble; the first entry that fits a path is used up first. */
export interface Queue<T> {
  add(entry: T): void;
  /** The entry that hits this path, one time less of it left; undefined when none does. */
  take(path: string): T | undefined;
  /** Forgets what has not come to pass. */
  clear(): void;
}

/** An empty queue. */
export function troubleQueue<
  T extends { readonly path: string; readonly times?: number; readonly after?: number },
>(): Queue<T> {
  const waiting: { readonly entry: T; left: number; spared: number }[] = [];
  return {
    add(entry) {
      waiting.push({ entry, left: entry.times ?? 1, spared: entry.after ?? 0 });
    },
    clear() {
      waiting.length = 0;
    },
    take(path) {
      if (waiting.length === 0) return undefined;
      const at = waiting.findIndex(({ entry }) => entry.path === "*" || entry.path === path);
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
