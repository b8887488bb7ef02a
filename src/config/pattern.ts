import { laidOut, piecesOf } from "./pattern-braces.ts";
import { type PartMatcher, partMatcher, type Work } from "./pattern-part.ts";
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
  /** What all the asking has cost so far: whoever asks about everything on a disk stops somewhere. */
  readonly work: Readonly<Work>;
  /** In a folder of this name; undefined when nothing below it can match. */
  enter(state: FolderState, name: string): FolderState | undefined;
  /** True for a file of this name. */
  finds(state: FolderState, name: string): boolean;
}

const document = /\.ya?ml$/i;

/** A part that begins with a dot, or is the folder of foreign packages, which hold no documents of the project. */
const closed = /(?:^|\/)(?:\.|node_modules(?:\/|$))/i;

/**
 * True for a path that can be a document's: of the right ending, and no part of it begins with a dot or is the folder
 * of packages.
 */
export function isDocumentPath(path: string): boolean {
  return document.test(path) && !closed.test(path);
}

/**
 * The patterns of `cards:` that are used: those past the limits and those that are refused find nothing and take
 * nothing away.
 */
export function usable(patterns: readonly string[]): readonly string[] {
  return judgedPatterns(patterns).flatMap(({ pattern, rule }) => (rule === undefined ? [pattern] : []));
}

/**
 * A matcher of paths relative to a folder, with `/`: what one of the patterns finds and none with `!` takes away. It
 * finds document files only (`isDocumentPath`). A folder that is taken away is so with all that is in it. Refused
 * patterns find nothing and take nothing away.
 *
 * Each name costs time in proportion to the parts of patterns that may stand at its place. Letter case counts.
 */
export function pathMatcher(patterns: readonly string[]): PathMatcher {
  const used = patterns.filter((pattern) => refusedBecause(pattern) === undefined);
  const work: Work = { steps: 0 };
  const wanted = automaton(
    used.filter((pattern) => !isException(pattern)),
    work,
  );
  const unwanted = automaton(used.filter(isException).map(withoutMark), work);
  return {
    work,
    root: { wanted: wanted.start, unwanted: unwanted.start },
    enter: (state, name) => {
      if (closed.test(name) || unwanted.ends(state.unwanted, name)) return undefined;
      const next = { wanted: wanted.step(state.wanted, name), unwanted: unwanted.step(state.unwanted, name) };
      return next.wanted.length > 0 ? next : undefined;
    },
    finds: (state, name) =>
      isDocumentPath(name) && wanted.ends(state.wanted, name) && !unwanted.ends(state.unwanted, name),
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

/**
 * Two stars that are no part by themselves are one star, but for two forms in which people have always got files of
 * every folder: `**.yaml` and `**{.yaml,.yml}`.
 */
function spelledOut(pattern: string): string {
  return pattern.replace(/^\*\*(?=\.\w+$)|(?<=^|\/)\*\*(?=\{)/, "**/*");
}

/** `**`, for any number of folders; a matcher of one name; or the end of a pattern. */
type Node = "folders" | "end" | PartMatcher;

/**
 * All patterns as one list of nodes, each pattern's one after the other: a state is the set of nodes that may come
 * next.
 */
function automaton(patterns: readonly string[], work: Work) {
  const nodes: Node[] = [];
  const starts: number[] = [];
  for (const pattern of patterns.flatMap((written) => laidOut(piecesOf(spelledOut(written))))) {
    starts.push(nodes.length);
    const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
    // One that holds a backslash is of another system, and matches nothing.
    if (pattern.includes("\\")) parts.length = 0;
    // What ends in folders is about the files in them.
    if (parts.at(-1) === "**") parts.push("*");
    nodes.push(...parts.map((part): Node => (part === "**" ? "folders" : partMatcher(part, work))));
    nodes.push(parts.length === 0 ? () => false : "end");
  }
  const add = (into: Set<number>, node: number): void => {
    if (nodes[node] !== "end") into.add(node);
    // No folder at all is a number of folders.
    if (nodes[node] === "folders") add(into, node + 1);
  };
  const start = new Set<number>();
  for (const node of starts) add(start, node);
  return {
    start: [...start],
    /** The nodes that may come next below a folder of this name. */
    step: (state: readonly number[], name: string): readonly number[] => {
      if (state.length === 0) return state;
      work.steps += state.length;
      const next = new Set<number>();
      for (const node of state) {
        const matches = nodes[node];
        if (matches === "folders") add(next, node);
        else if (matches !== "end" && matches?.(name) === true) add(next, node + 1);
      }
      return [...next];
    },
    /** Whether a pattern ends with this name. */
    ends: (state: readonly number[], name: string): boolean => {
      work.steps += state.length;
      return state.some((node) => {
        const matches = nodes[node];
        return typeof matches === "function" && nodes[node + 1] === "end" && matches(name);
      });
    },
  };
}
