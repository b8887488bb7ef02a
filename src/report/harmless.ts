import { replaceHidden } from "../model/hidden-characters.ts";
import { colourMarks, everyColourMark } from "./colour-marks.ts";
import { type Spelling, spelledInJson, spelledInText } from "./spelling.ts";

/** Turns the marks of colours into the codes of a terminal. */
export interface Colours {
  readonly coloured: (line: string) => string;
}

/**
 * A finished text as it may be printed: nothing in it commands a terminal or a CI runner, whatever the data in it is
 * and whoever forgot to escape it.
 *
 * Every line is looked at whole, since two harmless pieces can make a command together. Done twice, it changes nothing
 * more. Marks of colours become codes only where `colours` says how; elsewhere nobody but data can have brought them.
 */
export function harmless(text: string, colours?: Colours): string {
  return text
    .split("\n")
    .map((line) => harmlessLine(line, colours))
    .join("\n");
}

/** The cells of one row for a program, made harmless as one line with a tab between them. */
export function harmlessRow(cells: readonly string[]): string {
  return broken(cells.map((cell) => replaceHidden(cell, spelledInText)).join("\t"), spelledInText);
}

/**
 * The same for a JSON text, which stays valid and means the same: what is escaped stands within strings, and nowhere
 * else.
 */
export function harmlessJson(json: string): string {
  return json
    .split("\n")
    .map((line) => broken(replaceHidden(line, spelledInJson), spelledInJson))
    .join("\n");
}

function harmlessLine(line: string, colours: Colours | undefined): string {
  if (colours === undefined) return broken(replaceHidden(line, spelledInText), spelledInText);
  const kept = replaceHidden(line, (character) => (colourMarks.test(character) ? character : spelledInText(character)));
  // A mark that is left over is none of ours.
  return colours.coloured(broken(kept, spelledInText)).replace(everyColourMark, spelledInText);
}

/**
 * What makes a line a command, or a part of the log that can be folded away, to a runner that looks for it at the
 * beginning of a line. Blanks and colours may stand before it. Sources: actions/runner `ActionCommand.cs` (trims, then
 * `::`); Buildkite, "Managing log output" (`---`, `+++`, `~~~`, `^^^ +++`).
 */
const atBeginning = /^([\s\ufdd0-\ufdef]*)(::|---|\+\+\+|~~~|\^\^\^)/;

/**
 * The same for runners that look for it anywhere in a line. Sources: actions/runner `ActionCommand.cs` (`##[`); Azure
 * Pipelines, "Logging commands" (`##vso[`, `##[`); TeamCity, "Service messages" (`##teamcity[`).
 */
const hashes = /##(?=[\w-]*\[)/g;

/**
 * Parts of the log that can be folded away. Sources: GitLab, "Custom collapsible sections"; travis-build `travis_fold`,
 * `travis_time`.
 */
const folds = /((?:section_(?:start|end))|(?:travis_(?:fold|time))):/g;

/** What every one of those forms has in it: most lines have none, and need no closer look. */
const anyForm = /::|##|---|\+\+\+|~~~|\^\^\^|section_|travis_/;

/** A line in which every form that some runner takes for a command has one of its characters escaped. */
function broken(line: string, spelled: Spelling): string {
  if (!anyForm.test(line)) return line;
  return withoutPairs(line, spelled)
    .replace(atBeginning, (_match, before: string, form: string) => `${before}${first(form, spelled)}`)
    .replace(hashes, () => `#${spelled("#")}`)
    .replace(folds, (_match, word: string) => `${word}${spelled(":")}`);
}

/**
 * `::` is half of a command of GitHub wherever a second one follows, should somebody take what stands before it away.
 * An address such as `::ffff:203.0.113.7` stays.
 */
function withoutPairs(line: string, spelled: Spelling): string {
  const last = Math.max(0, line.lastIndexOf("::"));
  return line.slice(0, last).replaceAll("::", `:${spelled(":")}`) + line.slice(last);
}

/** A form with its second character escaped, or the first where all are the same and the rest would still be one. */
function first(form: string, spelled: Spelling): string {
  return form === "::" ? `:${spelled(":")}` : `${spelled(form.charAt(0))}${form.slice(1)}`;
}
