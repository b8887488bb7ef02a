import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { english } from "../../src/report/messages/en/english.ts";
import { memoryFiles, PROJECT, problemsOf, type Ran, runIn, type ShownProblem } from "./support.ts";

const transports = vi.hoisted(() => [] as unknown[]);
vi.mock("../../src/platform/http.ts", () => ({
  httpTransport: (options: unknown) => {
    transports.push(options);
    return { send: async () => ({ failure: "not-sent", reason: "no network in this test" }), close: async () => {} };
  },
}));

/*
 * A bad document carries its own verdict.
 *
 * `# expect: code` or `# expect-warning: code`, several with commas, stands at the end of the line that is wrong. Where no comment can stand there, a line
 * `# expect-at: LINE code` says it. `# project: FILE` names a project file of its own. A file `project-*.yaml` is the project file itself.
 */
const fixtures = join(import.meta.dirname, "../fixtures");
const names = readdirSync(join(fixtures, "bad")).sort();
const bytesOf = (name: string) => readFileSync(join(fixtures, "bad", name));

/** What the bad documents that hold a secret hold. */
const canary = "canary-0123456789abcdef";

interface Verdict {
  readonly line: number;
  readonly severity: "error" | "warning";
  readonly code: string;
}

function verdicts(text: string): Verdict[] {
  return text.split("\n").flatMap((content, index): Verdict[] => {
    const at = /# expect(-warning)?-at: (\d+) (\S+)/.exec(content);
    if (at !== null) return [{ line: Number(at[2]), severity: severity(at[1]), code: at[3] ?? "" }];
    const here = /# expect(-warning)?: (.+)$/.exec(content);
    const codes = here?.[2]?.split(", ") ?? [];
    return codes.map((code) => ({ line: index + 1, severity: severity(here?.[1]), code }));
  });
}

function severity(word: string | undefined): Verdict["severity"] {
  return word === undefined ? "error" : "warning";
}

const sorted = (all: readonly Verdict[]) =>
  all.map(({ line, severity, code }) => `${String(line).padStart(3)} ${severity} ${code}`).sort();

async function validate(name: string): Promise<{ json: Ran; text: Ran; file: string }> {
  const isProject = name.startsWith("project-");
  const content = bytesOf(name);
  const own = /^# project: (\S+)$/m.exec(content.toString("latin1"))?.[1];
  const project = own === undefined ? PROJECT : readFileSync(join(fixtures, "projects", own), "utf8");
  const files = memoryFiles(
    isProject ? { "wxcards.yaml": content } : { "wxcards.yaml": project, [`cards/${name}`]: content },
  );
  const json = await runIn(files, ["validate", "--format", "json"]);
  const text = await runIn(files, ["validate"]);
  return { json, text, file: isProject ? "wxcards.yaml" : `cards/${name}` };
}

describe("a bad document is refused where it says", () => {
  test.each(names)("%s", async (name) => {
    const source = bytesOf(name).toString("utf8");
    const lines = source.split("\n");
    const wanted = verdicts(source);
    const { json, text, file } = await validate(name);
    const problems = problemsOf(json);

    expect(sorted(problems.map((one) => ({ line: one.line ?? 0, severity: one.severity, code: one.code })))).toEqual(
      sorted(wanted),
    );
    const errors = wanted.some((one) => one.severity === "error");
    expect([json.code, text.code]).toEqual(errors ? [65, 65] : [0, 0]);
    expect([json.stderr, text.stderr]).toEqual(["", ""]);
    for (const problem of problems) {
      expect(problem.file).toBe(file);
      expectColumn(problem, lines);
      expectWords(problem);
      expectFrame(problem, text.stdout, lines);
    }
    // A secret that stands in a file travels no further.
    expect([json.stdout.includes(canary), text.stdout.includes(canary)]).toEqual([false, false]);
    expect(transports).toEqual([]);
  });

  /** Columns count from 1, stand on the line, and never on the blanks before a key. */
  function expectColumn(problem: ShownProblem, lines: readonly string[]): void {
    const line = [...(lines[(problem.line ?? 0) - 1] ?? "")];
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.column).toBeLessThanOrEqual(line.length + 1);
    if (problem.code !== "yaml-syntax") expect(line[(problem.column ?? 0) - 1]).toMatch(/\S/);
  }

  /** No code is without words, and none shows the inside of the program. */
  function expectWords(problem: ShownProblem): void {
    expect(problem.message).not.toBe(problem.code);
    for (const words of [problem.message, problem.hint ?? ""]) {
      expect(words).not.toMatch(/undefined|null|\[object|\banyOf\b|\boneOf\b|NaN/);
      expect(words).not.toMatch(/\n\n/);
    }
    expect(problem.hint ?? "").not.toBe("");
  }

  /** The head with its place and code, the line itself, the mark. */
  function expectFrame(problem: ShownProblem, text: string, lines: readonly string[]): void {
    const shown = text.split("\n");
    const head = shown.findIndex(
      (line) =>
        line.startsWith(`${problem.file}:${problem.line}:${problem.column}  `) && line.endsWith(`  ${problem.code}`),
    );
    expect(
      head,
      `${problem.file}:${problem.line}:${problem.column} ${problem.code} in\n${text}`,
    ).toBeGreaterThanOrEqual(0);
    const line = lines[(problem.line ?? 0) - 1] ?? "";
    if (line.includes(canary) || problem.code === "file-not-utf8") return;
    const [frame = "", mark = ""] = shown.slice(head + 1, head + 3);
    // Of documents that name people no line is quoted.
    if (lines.includes("kind: TestWhitelist")) {
      expect(text).not.toMatch(/^ +\d+ \| |[oO]?nobody\w/im);
      return;
    }
    if ([...line].length <= 120) expect(frame).toBe(`  ${problem.line} | ${line.replaceAll("\t", "\\u{9}")}`);
    else expect(frame.startsWith(`  ${problem.line} | `)).toBe(true);
    expect(mark).toMatch(/^ +\| *\^+$/);
  }
});

test("this test would notice a network: a plan makes a transport", async () => {
  const files = memoryFiles({
    "wxcards.yaml": PROJECT,
    "cards/a.yaml": "kind: MemberCard\nname: gold\nid: pGold\nspec: {}\n",
  });
  await runIn(files, ["plan"], { env: { WXCARDS_COFFEE_APPSECRET: "secret" } });
  expect(transports).toHaveLength(1);
});

test("every code of a document has a bad document", () => {
  const elsewhere = [
    // Of the command line and of the file system, in offline.test.ts.
    "file-missing",
    "file-outside",
    // Of what is no file of the repository, in inside.test.ts.
    "file-irregular",
    "file-linked",
    "file-mounted",
    "file-too-large",
    "document-not-matched",
    // Of a name of a file, in document-files.test.ts.
    "document-ending-unread",
    "project-missing",
    "selects-nothing",
    // In offline.test.ts and the stories about accounts.
    "file-unreadable",
    "target-ambiguous",
    "delete-impossible",
    "delete-of-nothing",
    "delete-protected",
    "id-behind-two",
    "id-differs-from-state",
    "id-needed",
    // Too large for a folder of fixtures, in limits.test.ts.
    "accounts-too-many",
    "yaml-not-data",
    "yaml-too-large",
    "yaml-too-long",
    // Of paths and of large folders, in walk.test.ts.
    "file-not-document",
    "too-many-files",
    // Of live state and of credentials, in the stories about brand cards.
    "change-disputed",
    "emptying-undocumented",
    "validity-type-changes",
    "activation-switched",
    // Of the copy of the schema beside the project file, in test/cli/schema.test.ts.
    "editor-schema-outdated",
  ];
  const themes = [
    "Files and YAML",
    "Shape of a document",
    "Project and names",
    "Rules across fields",
    "Activation, entries and new cards",
    "Cards of WeChat Pay brands",
  ];
  const known = english.themes
    .filter((theme) => themes.includes(theme.title))
    .flatMap((theme) => Object.keys(theme.words));
  expect(known.length).toBeGreaterThan(50);
  const covered = new Set(names.flatMap((name) => verdicts(bytesOf(name).toString("utf8")).map((one) => one.code)));
  expect(known.filter((code) => !covered.has(code)).sort()).toEqual([...elsewhere].sort());
});
