/**
 * What becomes of open work in an apply: it is looked up, waits until it may be judged, is put up again, or is left to
 * a person.
 */
export type Will = "look" | "wait" | "put-back" | "ask";

/** What an earlier run left open, as the memory shows it. */
export interface OpenWork {
  readonly address: string;
  /** The name of the operation that was announced. */
  readonly operation: string;
  /** When it was announced, in ISO 8601 with offset; absent where nobody remembers. */
  readonly since?: string;
  /** Until then what does not show need not have failed, in ISO 8601 with offset; absent once that has passed. */
  readonly notBefore?: string;
  readonly will: Will;
}

/**
 * What recovery did.
 *
 * | | |
 * |---|---|
 * | `adopted` | what the request made or did was found, and is remembered |
 * | `cleared` | it came to nothing, and everything may be planned anew |
 * | `put-back` | what was taken down is live again, as it was |
 * | `kept-down` | it stays down: its document asks for that by now, or others have what it held |
 * | `refused` | the platform does not take it back |
 * | `waits` | it does not show, and may still |
 * | `asks` | nobody but a person can say |
 * | `unread` | the platform could not be asked |
 */
export type RecoveryResult = "adopted" | "cleared" | "put-back" | "kept-down" | "refused" | "waits" | "asks" | "unread";

/** What recovery did about one resource. */
export interface Recovered {
  readonly address: string;
  readonly operation: string;
  readonly result: RecoveryResult;
  /** Of what waits: until when. */
  readonly notBefore?: string;
}
