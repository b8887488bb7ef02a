import { type Command, Help } from "commander";
import type { CommandLineWords } from "../../report/messages/command-line.ts";

type UsageWords = CommandLineWords["usage"];

/** Says one kind of mistake again, from what commander has quoted. */
type Saying = (words: CommandLineWords, quoted: readonly string[]) => string;

/** What commander says of a wrong command line, in its own English. Source: commander 14, lib/command.js. */
const mistakes: readonly (readonly [RegExp, Saying])[] = [
  [/^error: unknown command '(.*)'$/s, ({ usage }, [name = ""]) => usage.unknownCommand(name)],
  [/^error: unknown option '(.*)'$/s, ({ usage }, [flag = ""]) => usage.unknownOption(flag)],
  [/^error: missing required argument '(.*)'$/s, ({ usage }, [name = ""]) => usage.missingArgument(name)],
  [/^error: required option '(.*)' not specified$/s, ({ usage }, [flag = ""]) => usage.missingOption(flag)],
  [/^error: option '(.*)' argument missing$/s, ({ usage }, [flag = ""]) => usage.missingValue(flag)],
  [
    /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (words, [flag = "", value = "", why = ""]) => words.usage.invalidValue(flag, value, reason(why, words)),
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s,
    (words, [value = "", name = "", why = ""]) => words.usage.invalidArgument(value, name, reason(why, words)),
  ],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.$/s,
    ({ usage }, [command = "", expected, count]) => usage.tooMany(command, Number(expected), Number(count)),
  ],
];

/** Why a value is not taken: in our words already, unless commander has looked at the choices by itself. */
function reason(why: string, { wrongValue }: CommandLineWords): string {
  const choices = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
  return choices === undefined ? why : wrongValue.choices(choices.split(", "));
}

/**
 * The lines of what is wrong with a command line, in the language of the help: what was written on it is on the first,
 * whatever it holds, and a suggestion on the second. What commander says otherwise stays as it is.
 */
export function errorLines(text: string, words: CommandLineWords): string[] {
  const whole = text.replace(/\n$/, "");
  const suggestion = /\n\(Did you mean (?:one of )?([\w, -]+)\?\)$/.exec(whole);
  const message = suggestion === null ? whole : whole.slice(0, suggestion.index);
  const meant = suggestion?.[1] === undefined ? [] : [words.usage.meant(suggestion[1].split(", "))];
  return [said(message, words), ...meant];
}

function said(message: string, words: CommandLineWords): string {
  for (const [pattern, say] of mistakes) {
    const found = pattern.exec(message);
    if (found !== null) return say(words, found.slice(1));
  }
  return message;
}

/** The help of commander with its own words in the language of ours. */
export function helpWords({ usage }: CommandLineWords) {
  return {
    styleTitle: (title: string) => heading(title, usage),
    // A wide colon brings its own room.
    formatHelp: (command: Command, help: Help) =>
      Help.prototype.formatHelp.call(help, command, help).replace(/^(.*：) /, "$1"),
    commandUsage: (command: Command) => placed(new Help().commandUsage(command), usage),
    subcommandTerm: (command: Command) => placed(new Help().subcommandTerm(command), usage),
    optionDescription: ({ description, argChoices, defaultValue }: Described) => {
      const standard = defaultValue === undefined ? [] : [usage.standard(JSON.stringify(defaultValue))];
      return described(description, [...choicesIn(argChoices, usage), ...standard], usage);
    },
    argumentDescription: ({ description, argChoices }: Described) =>
      described(description, choicesIn(argChoices, usage), usage),
  };
}

/** What commander knows of a flag or an argument. */
interface Described {
  readonly description: string;
  readonly argChoices?: readonly string[];
  readonly defaultValue?: unknown;
}

function heading(title: string, { headings }: UsageWords): string {
  return Object.hasOwn(headings, title) ? headings[title as keyof typeof headings] : title;
}

/** The places of flags and commands, which commander names in English. */
function placed(text: string, { placeholders }: UsageWords): string {
  return Object.entries(placeholders).reduce((said, [place, name]) => said.replace(place, () => name), text);
}

function choicesIn(choices: readonly string[] | undefined, usage: UsageWords): string[] {
  return choices === undefined ? [] : [usage.choices(choices.map((choice) => JSON.stringify(choice)))];
}

function described(description: string, asides: readonly string[], usage: UsageWords): string {
  return asides.length === 0 ? description : `${description}${usage.aside(asides)}`;
}
