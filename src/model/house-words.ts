/** Words that a project wants to keep out of its texts, as its file of words has them. */
export interface HouseWords {
  /** The file, relative to the root of the project. */
  readonly file: string;
  /** Fits a text that holds one of them. */
  readonly any: RegExp;
  /** Fits each of them. */
  readonly each: RegExp;
  /** Why, by the word in lower case, where the file says it. */
  readonly because: ReadonlyMap<string, string>;
}
