/** The words for one flag. */
export interface FlagWords {
  /** One line for the help and for completion. */
  readonly summary: string;
  /** In place of the summary on the reference page, in Markdown, with links relative to docs/. */
  readonly about?: string;
  /** What each value means, for the reference page, in Markdown. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The words for one command. Keys are what is typed, so that nothing is spelled a second time for its words. */
export interface CommandWords {
  /** One line for the help and for completion. */
  readonly summary: string;
  /** In place of the summary on the reference page, in Markdown, with links relative to docs/. */
  readonly about: string;
  /** One line for each argument, by its spelling: `[path...]`. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The flags that this command alone has, by their spelling: `--out <file>`. */
  readonly flags: Readonly<Record<string, FlagWords>>;
  /** Command lines that somebody would type, with what they do, in the order of the reference page. */
  readonly examples: Readonly<Record<string, string>>;
}
