/**
 * How long what came of a request whose answer was lost may stay away from listings and reads, in milliseconds: ten
 * minutes.
 */
const patienceMs = 600_000;

/** When a request that was recorded at an instant in ISO 8601 may be judged, in milliseconds since 1970. */
export function judgedFrom(recordedAt: string): number {
  return Date.parse(recordedAt) + patienceMs;
}

/**
 * True while what a request made, recorded at an instant in ISO 8601, need not show yet. `now` is in milliseconds since
 * 1970.
 */
export function mayStillShow(recordedAt: string, now: number): boolean {
  return now < judgedFrom(recordedAt);
}
