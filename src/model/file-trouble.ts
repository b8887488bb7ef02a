import { type PassedOn, type Problem, problem } from "./problem.ts";
import type { TroubleArgs } from "./problems/files.ts";
import type { OwnCode } from "./problems/table.ts";

/**
 * Why a file is neither read nor written.
 *
 * `outside`: its path leads out of the folder; `link`: a part of the path is a symbolic link; `mount`: a part is a
 * mount point; `irregular`: it is no regular file, such as a folder, a pipe or a device; `large`: it is past the limit;
 * `hidden-folder`: nothing is written there; `slow`: a pipe that did not end in time; `secret`: it would show a secret;
 * `failed`: the operating system refused.
 */
export interface FileTrouble {
  readonly trouble:
    | "outside"
    | "link"
    | "mount"
    | "irregular"
    | "large"
    | "hidden-folder"
    | "slow"
    | "secret"
    | "failed";
  /** The part of the path it is about, where that is not the file itself. */
  readonly part?: string;
  /** The limit, in bytes. */
  readonly limit?: number;
  /** The variables whose secrets would be shown; none of a token, which has no variable. */
  readonly variables?: readonly string[];
  /** What the machine calls the failure, such as `EACCES`. */
  readonly reason?: string;
}

/** True for what stands in the place of a file's content where there is trouble. */
export function isTrouble(
  found: Uint8Array | FileTrouble | string | readonly string[] | boolean | undefined,
): found is FileTrouble {
  return typeof found === "object" && "trouble" in found;
}

/**
 * The trouble as arguments of a problem: `reason` is what the machine says, or the kind of trouble, for which the
 * catalogue has words.
 */
export function troubleArgs({ trouble, part, limit, reason }: FileTrouble): TroubleArgs {
  return { reason: reason ?? trouble, part, limit };
}

const codes = {
  outside: "file-outside",
  link: "file-linked",
  mount: "file-mounted",
  irregular: "file-irregular",
  large: "file-too-large",
  "hidden-folder": "file-unreadable",
  slow: "file-unreadable",
  secret: "file-unreadable",
  failed: "file-unreadable",
} as const satisfies Readonly<Record<FileTrouble["trouble"], OwnCode>>;

/** What is wrong with a file that cannot be read. */
export function fileProblem(file: string, trouble: FileTrouble): Problem {
  const isOfMachine = ["outside", "slow", "failed"].includes(trouble.trouble);
  return problem(
    codes[trouble.trouble],
    { file, ...troubleArgs(trouble) },
    { class: isOfMachine ? "usage" : "document" },
  );
}

/** What is wrong with a file that was not written: by its code, or that it would show a secret. */
export function unwritten(
  code:
    | "file-not-written"
    | "report-not-written"
    | "document-not-written"
    | "journal-not-written"
    | "state-not-written",
  file: string,
  trouble: FileTrouble,
  more: PassedOn = {},
): Problem {
  const { variables = [] } = trouble;
  return trouble.trouble === "secret"
    ? problem("secret-in-output", { file, variables })
    : problem(code, { file, ...more, ...troubleArgs(trouble) });
}

/** The same of a text that people write; one that is too large is reported at its beginning. */
export function textFileProblem(file: string, trouble: FileTrouble): Problem {
  if (trouble.trouble !== "large") return fileProblem(file, trouble);
  const place = { file, line: 1, column: 1 };
  return problem("yaml-too-large", { file, ...troubleArgs(trouble) }, { place });
}
