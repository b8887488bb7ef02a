/*
 * Finds English in what is said in Chinese: three words or more in a row. What is the same in every language is taken
 * out first: what stands in backticks or quotes, commands with their flags, addresses, paths, names with signs or digits
 * in them, and the names that the platforms and the field have.
 */

/** Names of more than one word, and words that stand beside others as names do. */
const names = [
  "Weixin",
  "WeChat Pay",
  "Official Account",
  "Request-ID",
  "HTTP",
  "YAML",
  "JSON",
  "Markdown",
  "UTF-8",
  "Unicode",
  "GitHub Actions",
  "GitLab",
  "CI",
  "IP",
  "AppID",
  "AppSecret",
  "access_token",
  "errcode",
  "errmsg",
  "rid",
  "git",
  "wxcards",
  "Node",
];

const taken: readonly RegExp[] = [
  /`[^`]*`/g,
  /"[^"\n]*"/g,
  /“[^”\n]*”/g,
  /https?:\/\/\S+/g,
  // A command line as somebody types it, to the end of its words.
  /\b(?:wxcards|git|npx|npm|export|source)(?: [\w@./:=*<>()[\]{}-]+)+/g,
  /--[\w-]+(?:[ =][\w./:<>=*-]+)?/g,
  // What is no word of a sentence: paths, addresses, fields, variables, codes, numbers, dates.
  /\S*[\w)][/._=@:#{}[\]|*\\+<>-]+[\w({[]\S*/g,
  /\b\S*\d\S*\b/g,
  /\b[A-Z][A-Z0-9_]+\b/g,
  /\b[a-z]+[A-Z]\w*\b/g,
];

/** The runs of English words in a text. */
export function englishLeft(text: string): string[] {
  const rest = [...names.map((name) => new RegExp(`\\b${name}\\b`, "g")), ...taken].reduce(
    (shown, pattern) => shown.replace(pattern, "·"),
    text,
  );
  return rest.match(/[A-Za-z][A-Za-z'’]*(?:[,;:]? [A-Za-z][A-Za-z'’]*){2,}/g) ?? [];
}
