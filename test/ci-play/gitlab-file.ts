import { parse } from "yaml";

/** When a job runs, and whether a red one spoils the pipeline. */
interface Rule {
  readonly if?: string;
  readonly changes?: readonly string[];
  readonly when?: "on_success" | "always" | "manual";
  readonly allow_failure?: boolean;
}

/** A job of GitLab, with what it extends laid under it. */
export interface GitLabJob {
  readonly rules: readonly Rule[];
  readonly needs?: readonly { readonly job: string; readonly artifacts: boolean }[];
  readonly environment?: { readonly name: string; readonly action: string };
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly artifacts?: { readonly when: string; readonly paths: readonly string[] };
  readonly allow_failure?: { readonly exit_codes: number };
}

/** A job that a pipeline has. */
export interface ChosenJob {
  readonly name: string;
  readonly job: GitLabJob;
  readonly when: "on_success" | "always" | "manual";
}

/** The jobs of a file that a pipeline has, by its variables and the files that it changes. */
export function chosenJobs(
  text: string,
  variables: Readonly<Record<string, string>>,
  changed: readonly string[],
): readonly ChosenJob[] {
  const file = parse(text) as Readonly<Record<string, object>>;
  return Object.keys(file)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) => {
      const job = extended(file, name) as unknown as GitLabJob;
      const rule = job.rules.find(
        (one) =>
          (one.if === undefined || holds(one.if, variables)) &&
          (one.changes === undefined || one.changes.some((pattern) => changed.some(matcher(pattern)))),
      );
      return rule === undefined ? [] : [{ name, job, when: rule.when ?? "on_success" }];
    });
}

function extended(file: Readonly<Record<string, object>>, name: string): object {
  const job = file[name] as { readonly extends?: string };
  if (job === undefined) throw new Error(`no job ${name}`);
  return job.extends === undefined ? job : { ...extended(file, job.extends), ...job };
}

/** `&&` between comparisons and variables alone, which is all that the jobs use. */
function holds(condition: string, variables: Readonly<Record<string, string>>): boolean {
  return condition.split("&&").every((part) => {
    const [left = "", sign, right = ""] = part.trim().split(/\s+(==|!=)\s+/);
    if (sign === undefined) return textIn(left, variables) !== "";
    return (textIn(left, variables) === textIn(right, variables)) === (sign === "==");
  });
}

function textIn(text: string, variables: Readonly<Record<string, string>>): string {
  const [, name, literal] = /^(?:\$(\w+)|"([^"]*)")$/.exec(text) ?? [];
  if (name === undefined && literal === undefined) throw new Error(`nobody reads ${text}`);
  return literal ?? variables[name ?? ""] ?? "";
}

/**
 * A pattern of `changes:`: `**` is any folders only before a slash. Source: GitLab, "CI/CD YAML syntax reference",
 * `rules:changes`, which names File.fnmatch of Ruby with FNM_PATHNAME, FNM_DOTMATCH and FNM_EXTGLOB.
 */
function matcher(pattern: string): (path: string) => boolean {
  const parts = pattern.match(/\*\*\/|\*+|[^*]/gu) ?? [];
  const source = parts.map((part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part.startsWith("*")) return "[^/]*";
    if (/[?[\]{}\\]/.test(part)) throw new Error(`nobody plays the pattern ${pattern}`);
    return part.replace(/[.+^$()|/]/gu, (sign) => `\\${sign}`);
  });
  const expression = new RegExp(`^${source.join("")}$`, "u");
  return (path) => expression.test(path);
}
