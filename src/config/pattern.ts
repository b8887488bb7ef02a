import { laidOut, piecesOf } from "./pattern-braces.ts";
import { type PartMatcher, partMatcher } from "./pattern-part.ts";
import { isException, judgedPatterns, refusedBecause, withoutMark } from "./pattern-rules.ts";

/** What the patterns make of the path of a folder: where in them one is. */
export interface FolderState {
  readonly wanted: readonly number[];
  readonly unwanted: readonly number[];
}

/** Matches paths part by part, as one walks down. */
export interface PathMatcher {
  /** At the folder that the patterns count from. */
  readonly root: FolderState;
  /** In a folder of this name; undefined when nothing below it can match. */
  enter(state: FolderState, name: string): FolderState | undefined;
  /** True for a file of this name. */
  finds(state: FolderState, name: string): boolean;
}

/** The folder of foreign packages, which hold no documents of the project. */
const packages = "node_modules";

const document = /\.ya?ml$/i;

/** True for a path that can be a document's: of the right ending, and no part of it begins with a dot or is the folder of packages. */
export function isDocumentPath(path: string): boolean {
  const parts = path.split("/");
  return parts.every(isOpenName) && document.test(path);
}

/** True for the name of a folder that is entered, or of a file that is looked at. */
export function isOpenName(name: string): boolean {
  return !name.startsWith(".") && name.toLowerCase() !== packages;
}

/** The patterns of `cards:` that are used: those past the limits and those that are refused find nothing and take nothing away. */
export function usable(patterns: readonly string[]): readonly string[] {
  return judgedPatterns(patterns).flatMap(({ pattern, rule }) => (rule === undefined ? [pattern] : []));
}

/**
 * A matcher of paths relative to a folder, with `/`: what one of the patterns finds and none with `!` takes away. It finds document files only
 * (`isDocumentPath`). A folder that is taken away is so with all that is in it. Refused patterns find nothing and take nothing away.
 *
 * Each name costs time in proportion to the parts of patterns that may stand at its place. Letter case counts.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const used = patterns.filter((pattern) => refusedBecause(pattern) === undefined);
  const wanted = automaton(used.filter((pattern) => !isException(pattern)));
  const unwanted = automaton(used.filter(isException).map(withoutMark));
  const step = (state: FolderState, name: string): FolderState | undefined => {
    const away = unwanted.step(state.unwanted, name);
    return unwanted.isEnd(away) ? undefined : { wanted: wanted.step(state.wanted, name), unwanted: away };
  };
  return {
    root: { wanted: wanted.start, unwanted: unwanted.start },
    enter: (state, name) => {
      const next = isOpenName(name) ? step(state, name) : undefined;
      return next !== undefined && wanted.goesOn(next.wanted) ? next : undefined;
    },
    finds: (state, name) => {
      if (!isDocumentPath(name)) return false;
      const next = step(state, name);
      return next !== undefined && wanted.isEnd(next.wanted);
    },
  };
}

/** True for a path that the patterns find. */
export function isFound(matcher: PathMatcher, path: string): boolean {
  const parts = path.split("/");
  const file = parts.pop() ?? "";
  let state: FolderState | undefined = matcher.root;
  for (const part of parts) {
    state = matcher.enter(state, part);
    if (state === undefined) return false;
  }
  return matcher.finds(state, file);
}

/** Two stars that are no part by themselves are one star, but for two forms in which people have always got files of every folder: `**.yaml` and `**{.yaml,.yml}`. */
function spelledOut(pattern: string): string {
  return pattern.replace(/^\*\*(?=\.\w+$)|(?<=^|\/)\*\*(?=\{)/, "**/*");
}

/** `**`, for any number of folders; a matcher of one name; or the end of a pattern. */
type Node = "folders" | "end" | PartMatcher;

/** All patterns as one list of nodes, each pattern's one after the other: a state is the set of nodes that may come next. */
function automaton(patterns: readonly string[]) {
  const nodes: Node[] = [];
  const starts: number[] = [];
  for (const pattern of patterns.flatMap((written) => laidOut(piecesOf(spelledOut(written))))) {
    starts.push(nodes.length);
    const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
    // One that holds a backslash is of another system, and matches nothing.
    if (pattern.includes("\\")) parts.length = 0;
    // What ends in folders is about the files in them.
    if (parts.at(-1) === "**") parts.push("*");
    nodes.push(...parts.map((part): Node => (part === "**" ? "folders" : partMatcher(part))));
    nodes.push(parts.length === 0 ? () => false : "end");
  }
  const add = (into: Set<number>, node: number): void => {
    into.add(node);
    // No folder at all is a number of folders.
    if (nodes[node] === "folders") add(into, node + 1);
  };
  const start = new Set<number>();
  for (const node of starts) add(start, node);
  return {
    start: [...start],
    step: (state: readonly number[], name: string): readonly number[] => {
      const next = new Set<number>();
      for (const node of state) {
        const matches = nodes[node];
        if (matches === "folders") add(next, node);
        else if (matches !== "end" && matches?.(name) === true) add(next, node + 1);
      }
      return [...next];
    },
    isEnd: (state: readonly number[]): boolean => state.some((node) => nodes[node] === "end"),
    goesOn: (state: readonly number[]): boolean => state.some((node) => nodes[node] !== "end"),
  };
}
