import type { patternProblems } from "../../../model/problems/project.ts";
import { grouped } from "../amounts.ts";
import { has, text, value } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** Where documents lie: the patterns of `cards:`, and the paths that are named. */
export const patternWords = {
  "cards-pattern-unmatched": {
    about:
      "A pattern of `cards:` in the project file matches no file, so the documents it is for are not looked at. Correct it, or take it out; without `cards:` the documents are `cards/**/*.{yaml,yml}`.",
    message: (args) =>
      has(args.exceptions)
        ? `\`cards:\` matches no file: ${list(args.exceptions)} takes away all that the other patterns find`
        : `\`cards: ${text(args.pattern, "")}\` matches no file`,
    hint: (args) =>
      has(args.nearest)
        ? `did you mean ${text(args.nearest)}?`
        : has(args.exceptions)
          ? "correct the patterns that begin with an exclamation mark, or take them out"
          : "correct it (it counts from the folder of this file), or take it out",
  },
  "cards-pattern-outside": {
    about:
      "A pattern of `cards:` in the project file begins at the root of the disk or leads above the folder of the project. Documents lie below that folder, so nothing is looked for elsewhere.",
    message: (args) => `\`cards: ${text(args.pattern)}\` leads outside of the project`,
    hint: (args) =>
      has(args.nearest)
        ? `did you mean ${text(args.nearest)}?`
        : "write it from the folder of this file, such as cards/**/*.yaml",
  },
  "cards-pattern-refused": {
    about:
      "A pattern of `cards:` in the project file is of a form that is not read: with `..`, a part that begins with a dot, a backslash, brackets such as `@(a|b)`, or more stars, alternatives, characters or patterns than a list of documents needs. Write it more plainly; nothing is looked for until then.",
    message: (args) => {
      const pattern = `\`cards:\` ${value(args.pattern, "here")}`;
      const limit = args.limit ?? 0;
      return args.rule === "patterns"
        ? `\`cards:\` has more than ${limit} patterns; this is the first one too many`
        : `${pattern} ${refusals[text(args.rule)]?.(limit) ?? "is of a form that is not read"}`;
    },
    hint: (args) => remedies[text(args.rule)] ?? "write it more plainly, such as cards/**/*.yaml",
  },
  "file-not-document": {
    about:
      "A path named on the command line is neither a folder of the project nor a file that can be a document. Documents end in `.yaml` or `.yml`, no part of their path begins with a dot, and none lies in `node_modules`; nothing else is read.",
    message: (args) => `${text(args.file)} is neither a folder of documents nor a .yaml or .yml file`,
    hint: () => "name a document or a folder of them; a name that begins with a dot is never one",
  },
  "too-many-files": {
    about:
      "The folders in which the patterns of `cards:` look for documents hold more than is looked through, or lie too deep; or it takes too long to match so many names with such long patterns. A list that was cut would look like documents that were removed, so nothing is done.",
    message: (args) =>
      has(args.work)
        ? `it takes too long to match the patterns of \`cards:\` with so many long names (in ${text(args.folder)})`
        : `more than ${grouped(args.entries ?? 0)} files and folders, or ${grouped(args.depth ?? 0)} levels of them, would have to be looked through for documents (in ${text(args.folder)})`,
    hint: (args) =>
      has(args.work)
        ? "write shorter patterns, such as cards/**/*.yaml, with fewer `?`, `[…]` and braces"
        : "let the patterns of `cards:` begin with the folder of the documents, such as cards/**/*.yaml",
  },
  "document-not-matched": {
    about:
      "A file named on the command line was checked, and no pattern of `cards:` in the project file matches it, or one takes it away. So `plan`, `apply` and all other commands do not look at it.",
    message: (args) => `${text(args.file)} is not matched by \`cards:\`, so plan and apply do not see it`,
    hint: (args) =>
      has(args.exceptions)
        ? `${list(args.exceptions)} takes it away: correct that in \`cards:\`, or move the file`
        : `move it to where ${list(args.patterns, "or")} finds it, or add a pattern to \`cards:\``,
  },
  "document-ending-unread": {
    about:
      "A file would be a document if its ending stood in lower case. Patterns of `cards:` count in the case they are written in, so no command reads it.",
    message: (args) => `${text(args.file)} is not read, since its ending is in upper case`,
    hint: () => "rename it to .yaml or .yml, or add a pattern with its ending to `cards:`",
  },
} satisfies WordsOf<keyof typeof patternProblems>;

/** What is wrong with a pattern that is refused. */
const refusals: Readonly<Record<string, (limit: number) => string>> = {
  parent: () => "holds the part `..`",
  dot: () => "has a part that begins with a dot, and such files and folders are no documents",
  extglob: () => "has round brackets with a meaning of their own, which are not read",
  backslash: () => "holds a backslash",
  stars: (limit) => `has more than ${limit} stars in one part`,
  alternatives: (limit) => `has more than ${limit} alternatives in one pair of braces`,
  combinations: (limit) => `stands for more than ${limit} patterns, all its braces together`,
  total: (limit) => `is too much: the patterns, all their braces together, stand for more than ${limit}`,
  characters: (limit) => `has more than ${limit} characters`,
};

/** What to do about it. */
const remedies: Readonly<Record<string, string>> = {
  parent: "write the path as it is, from the folder of this file",
  dot: "move the documents to a folder whose name begins with no dot",
  extglob: "write the alternatives in braces, such as cards/{gold,silver}.yaml",
  backslash: "write / between folders",
  total: "join some of them, such as cards/**/*.yaml",
  patterns: "join some of them, such as cards/**/*.yaml",
};
