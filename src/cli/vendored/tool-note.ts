import type { Notes } from "../../report/messages/notes.ts";
import type { IgnoreRule } from "../ignored.ts";
import type { Obstacle } from "./npm-project.ts";

/** What somebody should know of what was done, and that is no problem. */
export type ToolNote =
  /** Why the tool has a package.json of its own. */
  | { readonly about: "apart"; readonly obstacle: Obstacle }
  /** What a package.json said of the tool until now. */
  | { readonly about: "former"; readonly file: string; readonly value: string }
  /** An archive of another version that nothing names any more. */
  | { readonly about: "older"; readonly file: string }
  /** The archive, which git would not keep as it is. */
  | { readonly about: "altered"; readonly path: string; readonly attributes: readonly string[] }
  /** Files that the pipeline needs, and that git would not take by one of its rules. */
  | { readonly about: "ignored"; readonly paths: readonly string[]; readonly rule: IgnoreRule };

/** A note in words, on one line. */
export function toolNoteText(notes: Notes, note: ToolNote): string {
  switch (note.about) {
    case "apart":
      return notes.toolApart(obstacleText(notes, note.obstacle));
    case "former":
      return notes.toolFormer(note.file, note.value);
    case "older":
      return notes.toolOlder(note.file);
    case "altered":
      return notes.fileAltered(note.path, note.attributes);
    case "ignored":
      return notes.filesIgnored(note.paths, note.rule);
  }
}

function obstacleText(notes: Notes, obstacle: Obstacle): string {
  const { file } = obstacle;
  switch (obstacle.because) {
    case "manager":
      return notes.otherManager(file, obstacle.manager);
    case "shrinkwrap":
      return notes.hasShrinkwrap(file);
    case "lock-version":
      return notes.lockOfVersion(file, obstacle.version);
    case "linked":
      return notes.toolLinked(file);
    case "no-lock":
      return notes.noLock(file);
    case "declared":
      return notes.toolDeclared(file, obstacle.sections);
  }
}
