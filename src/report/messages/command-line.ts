import * as english from "./en/command-line.ts";

/*
 * The words of the command line, in the language of this run. They are loaded at every start, so they import none of
 * the other words; each is an export of its own, so that a file of the bundle holds no more than it uses.
 */

/** What the program says of itself, and of what every command has. */
export const programWords: typeof english.program = english.program;

/** What a word means below which commands stand: `state`. */
export const groupWords: typeof english.groupSummary = english.groupSummary;

/** The words of every command. */
export const commandWords: typeof english.commands = english.commands;

/** The words of the flags that several commands have. */
export const sharedFlagWords: typeof english.sharedFlags = english.sharedFlags;

/** The words of `--report` for apply. */
export const reportWordsOfApply: typeof english.reportOfApply = english.reportOfApply;

/** What is wrong with the value of a flag. */
export const wrongValue: typeof english.wrongValue = english.wrongValue;
