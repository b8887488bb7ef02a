import type { vendoredProblems } from "../../../model/problems/vendored.ts";
import { has, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";

/** What keeps the tool from being brought into a repository. */
export const vendored = {
  title: "The tool in a repository",
  when: "Said by `init`, when it brings the tool into a repository for its pipeline. Nothing of the tool is written then.",
  words: {
    "vendor-no-package": {
      about:
        "This wxcards runs from its sources, or from a folder that is not its package: there is nothing that could be brought into a repository.",
      message: () => "this wxcards does not run from its package, so there is nothing to bring into the repository",
      hint: () => "run the command of an installed package, or `dist/wxcards.cjs` of a clone that was built",
    },
    "vendor-from-binary": {
      about:
        "This wxcards is a single binary, made by `npm run build:binary`. A pipeline installs the tool from its package, which a binary does not hold.",
      message: () => "this wxcards is a single binary, and holds no package to bring into the repository",
      hint: () =>
        "run this command once with the package: `npx wxcards init --ci github`, or `dist/wxcards.cjs` of a clone that was built",
    },
    "vendor-package-differs": {
      about:
        "An archive of this version is there with other bytes: another build made it, or somebody changed it. It is not overwritten, since nobody can say which one is meant.",
      message: (args) => `${text(args.file)} is there, and is not what this wxcards would write`,
      hint: () => "if this wxcards is the right one, delete the file and run the command again",
    },
    "vendor-folder-taken": {
      about:
        "The tool needs a package.json and a package-lock.json of its own beside its archive, because those of the repository cannot be added to; others are in their place.",
      message: (args) => `${text(args.file)} is in the place of a file that the tool needs for itself`,
      hint: () => "move it elsewhere, and run the command again",
    },
    "vendor-of-go": {
      about:
        "The project is a module of Go. Go takes a folder of this name for the packages that the module needs, builds from it as soon as it is there, and empties it when it fills it anew.",
      message: (args) => `${text(args.file)} makes ${text(args.folder)}/ a folder of Go`,
      hint: () => "keep the documents and their pipeline in a repository of their own",
    },
    "vendor-in-workspaces": {
      about:
        "The workspaces of the project take in the folder in which the tool needs a package.json of its own. It would become a package of the project that the lock file of the project lacks, and installing with that lock file would fail.",
      message: (args) => `the workspaces of ${text(args.file)} take in ${text(args.folder)}/`,
      hint: (args) => `add the pattern "!${text(args.folder)}" to them, and run the command again`,
    },
    "json-syntax": {
      about: "A file that has to be JSON is not. JSON has no comments, and no comma behind the last value.",
      message: (args) => `${text(args.file)} is not JSON`,
      hint: () => "mend it here, and run the command again",
    },
    "json-not-object": {
      about: "A file of JSON, or a member of it, holds something else than an object, and npm does not read it either.",
      message: (args) =>
        has(args.key)
          ? `${text(args.key)} of ${text(args.file)} is not an object`
          : `${text(args.file)} is not an object`,
      hint: () => "write it as { … }, and run the command again",
    },
  } satisfies WordsOf<keyof typeof vendoredProblems>,
} satisfies Theme;
