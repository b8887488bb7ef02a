import { liveReadme, stateReadme } from "./readme.ts";

/** How branches are named: `wxcards-state/coffee`, or `wxcards-state/shops/上海/coffee` of a project in a folder. */
export interface BranchNames {
  /** Of an account. */
  branch(account: string): string;
  /** The account of a branch; undefined for one of another project. */
  account(branch: string): string | undefined;
  /** What the branches of the project begin with, with a `/` at the end. */
  readonly base: string;
  /** What a commit of these branches holds. */
  readonly content: BranchContent;
}

/** The files of a branch, and what its README says to whoever meets it. */
export interface BranchContent {
  /** The names of what a store calls state and lease. */
  readonly files: readonly [state: string, lease: string];
  readonly readme: string;
}

/** What is remembered of an account. */
const stateContent: BranchContent = { files: ["state.yaml", "lease.yaml"], readme: stateReadme };

/** What was live of an account; nobody needs a lease to see that. */
export const liveContent: BranchContent = { files: ["live.yaml", "lease.yaml"], readme: liveReadme };

/** The names of a project: the name that the project file gives them, and the project's folder below the top. */
export function branchNames(top: string, prefix: string, content: BranchContent = stateContent): BranchNames {
  const folders = prefix === "" ? [] : prefix.split("/").map(refPart);
  const base = `${[top, ...folders].join("/")}/`;
  return {
    base,
    content,
    branch: (account) => `${base}${account}`,
    account: (branch) => {
      const rest = branch.startsWith(base) ? branch.slice(base.length) : "";
      return rest === "" || rest.includes("/") ? undefined : rest;
    },
  };
}

/** What a part of a branch's name may hold as it is. */
const plain = /^[\p{L}\p{N}\p{M}_.@+=,-]$/u;

/**
 * The name of a folder as a part of a branch's name. What git does not take there, and `%` itself, is written as bytes
 * with `%`, so that no two folders share a name.
 */
export function refPart(folder: string): string {
  const characters = [...folder.normalize("NFC")];
  const escaped = characters.map((character, at) => {
    const isLast = at === characters.length - 1;
    // No part begins or ends with a dot, holds two of them in a row, or ends with `.lock`.
    const isOddDot =
      character === "." && (at === 0 || isLast || characters[at - 1] === "." || endsWithLock(characters, at));
    return plain.test(character) && !isOddDot ? character : bytesOf(character);
  });
  return escaped.join("");
}

function endsWithLock(characters: readonly string[], at: number): boolean {
  return characters.slice(at).join("").toLowerCase() === ".lock";
}

function bytesOf(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** Where our own repository keeps what was last seen on a branch: a name in one part, which no other can stand below. */
export function seenRef(branch: string): string {
  return `refs/seen/${branch.replaceAll("%", "%25").replaceAll("/", "%2F")}`;
}

/** The branch of such a name. */
export function branchOfSeen(ref: string): string {
  return ref.slice("refs/seen/".length).replaceAll("%2F", "/").replaceAll("%25", "%");
}
