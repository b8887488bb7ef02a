/** How much a pull wrote and left. */
export interface PullCounts {
  readonly values: number;
  readonly files: number;
  readonly left: number;
  /** Whether all could be read and written. */
  readonly isWhole: boolean;
}

/** What is said of live values that were written into documents. */
export const pullWords = {
  /** The head of the table in Markdown. */
  head: "| place | resource | field | was | is |",
  left: "Left as they are",
  /** Nothing is known to have drifted where `isWhole` is false: something could not be read, or not be written. */
  counts: ({ values, files, left, isWhole }: PullCounts): string => {
    if (values + left === 0) return isWhole ? "Nothing has drifted." : "Nothing was written.";
    const own = `${values} ${values === 1 ? "value" : "values"}`;
    const where = `${files} ${files === 1 ? "file" : "files"}`;
    return `Pull: ${own} into ${where}.${left === 0 ? "" : ` ${left} left.`}`;
  },
};
