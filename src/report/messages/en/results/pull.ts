/** What is said of live values that were written into documents. */
export const pullWords = {
  /** The head of the table in Markdown. */
  head: "| place | resource | field | was | is |",
  left: "Left as they are",
  counts: ({ values, files, left }: { values: number; files: number; left: number }): string => {
    if (values + left === 0) return "Nothing has drifted.";
    const own = `${values} ${values === 1 ? "value" : "values"}`;
    const where = `${files} ${files === 1 ? "file" : "files"}`;
    return `Pull: ${own} into ${where}.${left === 0 ? "" : ` ${left} left.`}`;
  },
};
