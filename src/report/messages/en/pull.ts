import type { pullProblems } from "../../../model/problems/pull.ts";
import { text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { declaredText, field, liveText } from "./phrases.ts";

/** What keeps a live value from being written into the document that declares it. */
export const pulling = {
  title: "Pulling drift into documents",
  when: "Said by `pull`.",
  words: {
    "pull-conflict": {
      about:
        "File and console have both changed the field since it was last settled, or nothing is remembered of who changed it. Taking the live value would undo the file; that is done with `--take live` only.",
      message: (args) =>
        `${field(args)}: the file and the console have both changed it, to ${declaredText(args)} and to ${liveText(args)}`,
      hint: () =>
        "take the live value with --take live, or send the file's with the consent drift: wxcards apply --allow drift",
    },
    "pull-cannot-clear": {
      about:
        "The platform shows nothing in the field any more, and the field has no value that says so: the platform cannot clear it by a call.",
      message: (args) => `${field(args)}: it is empty on the platform, which a document cannot say of this field`,
      hint: () => "take its line out of the document to leave it alone, or send the file's value",
    },
    "pull-objects-differ": {
      about:
        "The document stands for several objects of the platform, and they do not agree in the field. A document says one value for all of them.",
      message: (args) => `${field(args)}: not all objects of the document have the same value`,
      hint: () => "write the value that all of them shall have, and apply",
    },
    "pull-alias": {
      about:
        "The value stands behind an anchor, `&`, and something else repeats it by an alias, `*`. With this value the other one would change too, and it has not drifted.",
      message: (args) => `${field(args)}: something else in the document repeats the value by an alias`,
      hint: () => "write the repeated value out where it is repeated, then pull again",
    },
    "pull-unsayable": {
      about:
        "The document is laid out in a way in which the value cannot be changed by itself: other lines would have to be written anew.",
      message: (args) => `${field(args)}: the value cannot be changed without laying out the document anew`,
      hint: () => "write the value by hand",
    },
    "pull-file-changed": {
      about:
        "The file is not as it was when the documents were read: somebody has written it meanwhile, or taken it away. Nothing of it was written.",
      message: (args) => `${text(args.file)} has changed since it was read`,
      hint: () => "run again",
    },
    "pull-patch-unsafe": {
      about:
        "The lines of a diff are printed as they are. In those of this file, a terminal or a CI runner could take something for a command. Its diff was not printed.",
      message: (args) => `the diff of ${text(args.file)} holds characters or commands that are never printed`,
      hint: () => "pull without --dry-run and look at the file with git diff",
    },
  } satisfies WordsOf<keyof typeof pullProblems>,
} satisfies Theme;
