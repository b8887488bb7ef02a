import { hostNames } from "../../model/comment.ts";
import type { CommentFlags } from "../comment.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

/** More pull requests has no repository. */
const mostNumber = 9_999_999_999;

/** The end of a comment of HTML does not fit in, nor does anything that needs care in a shell. */
const idForm = /^[A-Za-z0-9](?:[A-Za-z0-9._]|-(?!-)){0,62}[A-Za-z0-9]$|^[A-Za-z0-9]$/;

/** One line that says something. Source: GitHub and GitLab take titles of 255 characters. */
const titleForm = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]{1,255}$/u;

export const command = ({
  words: { commands, wrongValue },
  shared,
}: CommandLine): CommandDefinition<[file: string], CommentFlags> => {
  const words = commands.comment;
  const { matching } = shared;
  return {
    name: "comment",
    summary: words.summary,
    about: words.about,
    network: "host",
    arguments: argumentsOf(words.arguments, { "<file>": {} }),
    flags: [
      shared.project,
      shared.format,
      shared.lang,
      shared.noColor,
      shared.verbose,
      ...flagsOf(words.flags, {
        "--to <host>": { choices: hostNames, isRequired: true },
        "--number <number>": { parse: shared.wholeNumber(1, mostNumber) },
        "--commit <sha>": { parse: matching(/^[0-9a-f]{7,64}$/i, wrongValue.commit) },
        "--issue <title>": { parse: matching(titleForm, wrongValue.title) },
        "--id <marker>": { default: "wxcards", parse: matching(idForm, wrongValue.commentId) },
        "--dry-run": {},
      }),
    ],
    examples: examplesOf(words.examples),
    exits: [...always, "stale", "notAllowed"],
    run: async ({ effects, operands: [file], flags }) =>
      (await import("../comment.ts")).commentCommand(effects, file, flags),
  };
};
