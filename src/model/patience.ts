/**
 * How long what came of a request whose answer was lost may stay away from listings and reads, in milliseconds: ten
 * minutes.
 */
const patienceMs = 600_000;

/**
 * True while what a request made, recorded at an instant in ISO 8601, need not show yet. `now` is in milliseconds since
 * 1970.
 */
export function mayStillShow(recordedAt: string, now: number): boolean {
  return now - Date.parse(recordedAt) < patienceMs;
}
