/** How many resources or problems a page tells in which form. */
export interface Told {
  readonly whole: number;
  /** By themselves, and not all of it. */
  readonly shorter: number;
  /** By their names, behind one sentence. */
  readonly named: number;
  /** Only as a number. */
  readonly counted: number;
}
