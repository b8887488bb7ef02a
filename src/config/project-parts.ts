import { basename } from "node:path";
import type { ProjectParts } from "../model/commits.ts";
import type { Project } from "../model/project.ts";
import { isOwnFile } from "./document-files.ts";
import { isDocumentPath, isFound, pathMatcher, usable } from "./pattern.ts";

/** What a project consists of, as a repository has it: its file and its documents, and those that are gone. */
export function projectParts(project: Project, documents: readonly string[]): ProjectParts {
  const own = basename(project.file);
  const matcher = pathMatcher(usable(project.cards));
  return {
    files: [own, ...new Set(documents)],
    isPart: (path) => path === own || (isDocumentPath(path) && isFound(matcher, path) && !isOwnFile(project, path)),
  };
}
