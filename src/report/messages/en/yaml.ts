import type { fileProblems } from "../../../model/problems/files.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, fileReason } from "./phrases.ts";

/** Files that cannot be read as plain YAML. */
export const yaml = {
  title: "Files and YAML",
  when: "Found while files are read, before anything is understood of them.",
  words: {
    "file-unreadable": {
      about: "A file is there and cannot be read, most often for lack of permission.",
      message: (args) => `${text(args.file)} cannot be read (${fileReason(args)})`,
      hint: (args) =>
        args.reason === "slow"
          ? "look at what writes into it; a file has all the time it needs"
          : "look at its permissions and its owner",
    },
    "file-missing": {
      about:
        "A file named on the command line is not there, or cannot be read. Paths count from the folder the command runs in.",
      message: (args) => `${text(args.file)} cannot be read`,
      hint: () => "check the path; without one, every file under `cards:` is looked at",
    },
    "file-outside": {
      about:
        "A path leads out of the project's folder. Only files inside of it are read, and nothing outside of it is written.",
      message: (args) => `${text(args.file)} leads out of the project's folder`,
      hint: () => "move the file into the project, or name another project with --project",
    },
    "file-linked": {
      about:
        "A file of the project is a symbolic link, or a folder on the way to it is one. Whoever may change the repository could point such a link at any file of the machine, so none is followed, wherever it leads.",
      message: (args) =>
        has(args.part)
          ? `${text(args.file)} is not read: ${text(args.part)} is a symbolic link`
          : `${text(args.file)} is not read: it is a symbolic link`,
      hint: () => "put the file itself in its place; links are not followed, wherever they lead",
    },
    "file-mounted": {
      about:
        "A file of the project, or a folder on the way to it, is a mount point: what is mounted there is not of the repository. Only Linux tells. Mount the project as a whole.",
      message: (args) => `${text(args.file)} is not read: ${text(args.part, "a folder on the way")} is a mount point`,
      hint: () => "mount the folder of the project as a whole, or copy the file into it",
    },
    "file-irregular": {
      about:
        "What is to be read is no regular file: a folder, a pipe, a socket or a device. Such things are never opened.",
      message: (args) =>
        args.folder === true ? `${text(args.file)} is a folder` : `${text(args.file)} is not a regular file`,
      hint: (args) =>
        args.folder === true
          ? "name the project file in it: --project FOLDER/wxcards.yaml"
          : "put a regular file in its place",
    },
    "file-too-large": {
      about: "A file is larger than anything wxcards reads in its place, so none of it is read.",
      message: (args) => `${text(args.file)} is too large: more than ${count(args.limit ?? 0, "byte")}`,
      hint: () => "look at the name: it may be another file than the one that is meant",
    },
    "file-not-utf8": {
      about: "A file holds bytes that are not UTF-8, as when it was saved as GBK. Save it as UTF-8.",
      message: (args) => `${text(args.file)} is not UTF-8 text`,
      hint: () => "save it as UTF-8 in the editor (files from older Windows programs are often GBK)",
    },
    "yaml-syntax": {
      about:
        "The file is not valid YAML, so nothing in it could be read. Mostly it is indentation, a missing quote, or a colon followed by a space within a text.",
      message: (args) => `not valid YAML: ${syntaxReason(args)}`,
      hint: (args) =>
        args.rule === "TAB_AS_INDENT"
          ? "indent with spaces: YAML takes no tabs there"
          : args.rule === "BAD_DIRECTIVE"
            ? "take the line out, or put the text in quotes: a line that begins with % is a directive of YAML"
            : "look at the indentation, the quotes, and texts with a colon in them, which need quotes",
    },
    "yaml-fullwidth": {
      about:
        "The line holds full-width punctuation, such as ：, “ ”, ， or 【 】, where YAML knows only : and straight quotes, commas and brackets. They look alike and are easily typed with a Chinese keyboard.",
      message: () => "this line cannot be read: it holds full-width punctuation, which means nothing to YAML",
      hint: () =>
        "type it without the Chinese keyboard: a plain colon and a space after the key, straight quotes, [ ] { } - and commas, plain blanks before it",
    },
    "merge-conflict": {
      about:
        "A document or the project file holds the marks of a merge of git that was not finished, so that nobody can say which side is meant. Finish the merge and take the marks out.",
      message: (args) => `${text(args.file)} holds the marks of an unfinished merge of git`,
      hint: () =>
        "merge the two sides: keep the lines that are meant, and take out <<<<<<<, |||||||, ======= and >>>>>>>",
    },
    "yaml-version": {
      about:
        "The file asks for another YAML version by a `%YAML` line. wxcards reads YAML 1.2; in 1.1 the text no would mean false and 010 would mean 8.",
      message: (args) => `the file asks for YAML ${text(args.version, "without a version")}, and only 1.2 is read`,
      hint: () => "remove the %YAML line",
    },
    "yaml-tag": {
      about:
        "A value carries a YAML tag such as `!secret` or `!!binary`. Documents are plain data, so write the value itself.",
      message: (args) => `the tag ${text(args.tag)} is not understood: documents hold plain values only`,
      hint: () => "remove the tag and write the value itself",
    },
    "yaml-too-large": {
      about: "One file is larger than a file of documents can sensibly be. Split it into several files.",
      message: (args) => `the file is larger than ${grouped(args.limit ?? 0)} bytes`,
      hint: () => "split it: every file under `cards:` is read",
    },
    "yaml-too-deep": {
      about:
        "A file is nested too deeply, holds too many values, those that aliases and accounts repeat counted each time, or too many documents. Write it out more simply, or split it.",
      message: (args) =>
        `the file has more than ${grouped(number(args.depth))} levels, ${count(number(args.nodes), "value")} or ${count(number(args.documents), "document")}`,
      hint: () => "make it flatter, split it, or write out what its aliases repeat",
    },
    "yaml-too-long": {
      about:
        "A long file is read quickly as long as it is plain: block mappings and lists, values on one line, comments. For what is not plain, such as anchors, tags, tabs or texts folded over lines, a file may have no more tokens (words, marks and line ends) than this, because reading them takes time and memory. The place is the first line that is not plain, or where something is wrong such as a key that stands twice; mend it or write it plainly, or split the file.",
      message: (args) =>
        `the file has more than ${grouped(number(args.tokens))} tokens, and this line is a mistake or not plain YAML`,
      hint: () => "mend the line or write it plainly, or split the file: every file under `cards:` is read",
    },
    "yaml-not-data": {
      about:
        "A file that wxcards writes holds an anchor, an alias, a tag or a directive. wxcards writes none, so somebody or something else did; a state that does is not read (`state-damaged`).",
      message: (args) => `the file holds ${withArticle(text(args.what))}, which wxcards never writes`,
      hint: () => "bring back the version before it",
    },
    "key-not-text": {
      about: "A key is a number, a list or something else that is no text. All keys of documents are texts.",
      message: (args) => `the key ${text(args.key)} is not text`,
      hint: (args) => `put it in quotes when it is meant: ${JSON.stringify(text(args.key))}`,
    },
    "key-forbidden": {
      about:
        "A key has a name that no document may use, such as `__proto__`: programs that read JSON trip over it. No field of the platform is named so.",
      message: (args) => `${text(args.key)} cannot be used as a key`,
      hint: () => "remove it",
    },
    "duplicate-key": {
      about: "One key stands twice in one mapping, so one of the two values would be lost. Keep one of them.",
      message: (args) => `${text(args.key)} stands here a second time; the first is on line ${number(args.line)}`,
      hint: () => "keep one of the two",
    },
    "integer-too-large": {
      about:
        "A number has more digits than can be kept exactly. Such digits are an id as a rule, and ids are texts: put it in quotes. A field of whole numbers takes none above 9,007,199,254,740,991.",
      message: (args) => `${text(args.written, "the number")} is too large to be kept exactly as a number`,
      hint: (args) =>
        args.text === false
          ? `${text(args.field, "this field")} takes whole numbers up to 9,007,199,254,740,991: correct the digits\nif the platform really has this one, take ${text(args.field, "the field")} out: what is live stays as it is, and is set in the console`
          : `put it in quotes if it is an id: ${JSON.stringify(text(args.written, "1234"))}`,
    },
    "number-not-finite": {
      about:
        "`.inf` and `.nan` are numbers in YAML, and the platform has no such values. Write an ordinary number, or put the word in quotes if it is a text.",
      message: (args) => `${text(args.written)} is not a number that can be sent`,
      hint: () => "write an ordinary number, or put it in quotes if it is a text",
    },
    "text-broken": {
      about:
        "A text holds half of a character, as an escape like `\\uD83D` by itself makes it. Write the character itself.",
      message: () => "the text holds half of a character",
      hint: () => "write the character itself instead of escapes that begin with \\uD8 to \\uDF",
    },
  } satisfies WordsOf<keyof typeof fileProblems>,
} satisfies Theme;

/** What the reader of YAML says, or what we know better. */
function syntaxReason({ reason, name = "" }: ArgsOf<"yaml-syntax">): string {
  switch (reason) {
    case "unknown-directive":
      return `nothing is known of a directive ${text(name)}`;
    case "unknown-alias":
      return `nothing before it is called &${text(name)}`;
    case "no-plain-value":
      return "this is no plain value";
    default:
      return text(reason).replace(/[.:]$/, "");
  }
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
