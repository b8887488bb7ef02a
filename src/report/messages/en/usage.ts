/** What is said around flags and commands in the help, and of a command line that is wrong. */
export const usageWords = {
  /** The headings of the help, by those of commander. */
  headings: { "Usage:": "Usage:", "Arguments:": "Arguments:", "Options:": "Options:", "Commands:": "Commands:" },
  /** What commander puts where flags and commands come, by its own words. */
  placeholders: { "[options]": "[options]", "[command]": "[command]" },
  choices: (values: readonly string[]): string => `choices: ${values.join(", ")}`,
  standard: (value: string): string => `default: ${value}`,
  /** Around what is said of a flag beside its words. */
  aside: (parts: readonly string[]): string => ` (${parts.join(", ")})`,
  unknownCommand: (name: string): string => `error: unknown command '${name}'`,
  unknownOption: (flag: string): string => `error: unknown option '${flag}'`,
  missingArgument: (name: string): string => `error: missing required argument '${name}'`,
  missingOption: (flag: string): string => `error: required option '${flag}' not specified`,
  missingValue: (flag: string): string => `error: option '${flag}' argument missing`,
  invalidValue: (flag: string, value: string, why: string): string =>
    `error: option '${flag}' argument '${value}' is invalid. ${why}`,
  invalidArgument: (value: string, name: string, why: string): string =>
    `error: command-argument value '${value}' is invalid for argument '${name}'. ${why}`,
  tooMany: (command: string, expected: number, count: number): string =>
    `error: too many arguments${command === "" ? "" : ` for '${command}'`}. Expected ${expected} ${expected === 1 ? "argument" : "arguments"} but got ${count}.`,
  meant: (names: readonly string[]): string =>
    `(Did you mean ${names.length === 1 ? "" : "one of "}${names.join(", ")}?)`,
};
