/** A bug that somebody could make any day, and the test that has to find it. */
export interface NamedBug {
  /** What would happen to people. */
  readonly name: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
}

export const named: readonly NamedBug[] = [];
