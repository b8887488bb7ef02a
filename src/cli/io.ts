/** The surroundings of one run of the command: everything that is read from or written to the outside goes through here. */
export interface Io {
  /** Carries the result, and only that. */
  readonly stdout: (text: string) => void;
  /** Notes and progress. */
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** True when a person can be asked. */
  readonly canAsk: () => boolean;
  readonly colour: () => boolean;
  /** True when stderr is read by a person as it is written. */
  readonly hasTerminal: () => boolean;
  readonly signal: AbortSignal;
}

/** `NO_COLOR` and `--no-color` switch colour off, `FORCE_COLOR` on; otherwise a terminal decides. */
export function wantsColour(env: Io["env"], isTerminal: () => boolean): boolean {
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return env["TERM"] !== "dumb" && isTerminal();
}
