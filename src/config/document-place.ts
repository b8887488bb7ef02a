import { posix } from "node:path";
import { type FileTrouble, fileProblem, unwritten } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { isOwnFile } from "./document-files.ts";
import { isFound, pathMatcher } from "./pattern.ts";
import { isException } from "./pattern-rules.ts";

/**
 * Where new documents go: a file nobody has, below the folder of the first pattern of `cards:`, found again by that
 * pattern.
 */
export type DocumentPlace = (account: string, name: string) => string;

/** What choosing a place needs. */
export interface PlaceInput {
  readonly files: Files;
  readonly project: Project;
  /** The document files there are: beside `gold.yml` nobody looks for a `gold.yaml`. */
  readonly documents: readonly string[];
}

/** Bytes that every file system takes for the name of a file, with room for a number and the ending. */
const longestStem = 200;

/** Names that Windows keeps for devices. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Reads the first pattern of `cards:` as a place: the folders before the first `*`, a folder of the account where a
 * whole folder is `*`, and the ending of its last part. A pattern that is cleverer than that says nothing about new
 * files, and is a problem.
 */
export function documentPlace({ files, project, documents }: PlaceInput): DocumentPlace | Problem {
  const candidates = candidatesIn(project);
  if ("code" in candidates) return candidates;
  // Two names that differ only in case are one file on some machines.
  const taken = new Set(documents.map(baseNameOf));
  return (account, name) => {
    for (const file of candidates.of(account, name)) {
      if (taken.has(baseNameOf(file)) || isOwnFile(project, file) || files.kindInside(project.root, file) !== undefined)
        continue;
      taken.add(baseNameOf(file));
      return file;
    }
    throw new Error("there is always another number");
  };
}

/**
 * The file of a document that is written once, such as the starter card: the one that has its name already, where there
 * is one.
 */
export function onlyPlace(
  { project, documents }: Pick<PlaceInput, "project" | "documents">,
  account: string,
  name: string,
): { readonly file: string } | Problem {
  const candidates = candidatesIn(project);
  if ("code" in candidates) return candidates;
  const [file = ""] = candidates.of(account, name);
  return { file: documents.find((document) => baseNameOf(document) === baseNameOf(file)) ?? file };
}

/** A file without the ending of its name, and in one case. */
function baseNameOf(file: string): string {
  return file.toLowerCase().replace(/\.ya?ml$/, "");
}

/** The files that a document may go to, best first, without end: documents all of them, and found by the pattern. */
function candidatesIn(project: Project): { of(account: string, name: string): Iterable<string> } | Problem {
  const pattern = project.cards.find((candidate) => !isException(candidate)) ?? "";
  const unclear: Problem = problem("cards-pattern-unclear", { pattern });
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const last = parts.at(-1) === "**" ? "*" : (parts.at(-1) ?? "");
  const ending = /^([^*?{}[\]()!]*)\*([^*?{}[\]()!]*)(?:\{([^{}*?]+)\}([^*?{}[\]()!]*))?$/.exec(last);
  const folders = parts.slice(0, -1);
  if (ending === null || folders.some((part) => part !== "**" && part !== "*" && /[*?{}[\]()!]/.test(part)))
    return unclear;
  const [, before = "", after = "", choice = "", rest = ""] = ending;
  const file = (account: string, baseName: string, end: string) => {
    const own = folders.flatMap((part) => (part === "**" ? [] : [part === "*" ? account : part]));
    return posix.join(...own, `${before}${baseName}${end}`);
  };
  const matcher = pathMatcher([pattern]);
  const isPlace = (path: string) => isFound(matcher, path) && !isOwnFile(project, path);
  // A pattern that leaves the ending open finds documents only, so it has one.
  const ends = choice.split(",").flatMap((one) => [`${after}${one}${rest}`, `${after}${one}${rest}.yaml`]);
  const end = ends.find((candidate) => isPlace(file("account", "name", candidate)));
  if (end === undefined) return unclear;
  return {
    *of(account, name) {
      const baseName = cut(devices.test(name) ? `${name}-` : name);
      for (let number = 1; ; number += 1) yield file(account, number === 1 ? baseName : `${baseName}-${number}`, end);
    },
  };
}

/** Writes a new document; nothing is ever written over a file. */
export function writeDocument(files: Files, project: Project, file: string, text: string): Problem | undefined {
  const isThere = files.kindInside(project.root, file) !== undefined;
  const trouble: FileTrouble | undefined = isThere
    ? { trouble: "failed", reason: "EEXIST" }
    : files.writeInside(project.root, file, text);
  if (trouble === undefined) return undefined;
  if (trouble.trouble === "link" || trouble.trouble === "outside") return fileProblem(file, trouble);
  return unwritten("document-not-written", file, trouble);
}

function cut(name: string): string {
  let baseName = "";
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestStem) break;
    baseName += character;
  }
  return baseName;
}
