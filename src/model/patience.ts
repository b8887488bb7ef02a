/**
 * How long what came of a request whose answer was lost may stay away from listings and reads, in milliseconds: ten
 * minutes.
 */
const patienceMs = 600_000;

/**
 * When a request that was recorded at an instant in ISO 8601 may be judged; `now` and the result are in milliseconds
 * since 1970.
 */
export function judgedFrom(recordedAt: string, now: number): number {
  return (isAhead(recordedAt, now) ? now : Date.parse(recordedAt)) + patienceMs;
}

/**
 * True for an instant so far ahead that a clock which was wrong must have given it. Nobody would see the end of waiting
 * for it, so whoever waits begins anew; a few minutes of difference between two machines are simply waited out.
 */
export function isAhead(recordedAt: string, now: number): boolean {
  return Date.parse(recordedAt) > now + patienceMs;
}

/**
 * True while what a request made, recorded at an instant in ISO 8601, need not show yet. `now` is in milliseconds since
 * 1970.
 */
export function mayStillShow(recordedAt: string, now: number): boolean {
  return now < judgedFrom(recordedAt, now);
}
