import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Counted } from "../../test/helpers/cases.ts";

/** What `vitest --reporter=json` writes, as far as the table needs it. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** All guarantees; which tests prove one is said at the head of each of them. */
const guarantees: Readonly<Record<string, string>> = {
  G0: "nothing live is lost",
  G1: "reading commands never write",
  G2: "apply does what was reviewed",
  G3: "converges",
  G4: "no surprise deletion",
  G5: "only what is declared",
  G6: "money, review and one way are named",
  G7: "exact accounting",
  G8: "verified writes",
  G9: "killed at any moment",
  G10: "intent before the request",
  G11: "signals",
  G12: "disk trouble stops writes",
  G13: "one writer in the world",
  G14: "a create is never repeated blindly",
  G15: "always converges after faults",
  G16: "polite",
  G17: "never hangs",
  G18: "only authentic answers count",
  G19: "bad answers never crash or write",
  G20: "any file is accepted or refused",
  G21: "no silent reinterpretation",
  G22: "a repository cannot reach out",
  G23: "no secret anywhere",
  G24: "output commands no terminal",
  G25: "Markdown cannot be forged",
  G26: "large plans stay truthful",
  G27: "same inputs, same bytes",
  G28: "git cannot rewind it",
  G29: "recovery needs nobody",
  G30: "a run ends",
};

/** One guarantee as the tests of a run leave it. */
interface Row {
  readonly guarantee: string;
  readonly proofs: readonly string[];
  readonly cases: number;
  readonly result: string;
}

/** The table of all guarantees: by which tests, in how many cases, and whether each was kept. */
export function guaranteeTable(root: string, reportFile: string, casesFile: string): readonly string[] {
  const report = (
    existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : { testResults: [] }
  ) as Report;
  const lines = existsSync(casesFile) ? readFileSync(casesFile, "utf8").split("\n") : [];
  const counted = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Counted);
  const proofs = proofsBelow(root);
  const rows = Object.entries(guarantees).map(([name, words]): Row => {
    const files = [...proofs].filter(([, names]) => names.includes(name)).map(([file]) => file);
    const results = files.map((file) => resultOf(report, root, file));
    const result = results.includes("failed")
      ? "BROKEN"
      : results.length === 0
        ? "no test proves it"
        : results.some((one) => one === "not run")
          ? "not run"
          : "kept";
    const cases = files.reduce((sum, file) => sum + casesOf({ report, root, file, counted, name }), 0);
    return { guarantee: `${name} ${words}`, proofs: files, cases, result };
  });
  const widths = { guarantee: widest(rows.map(({ guarantee }) => guarantee)), cases: 11, result: 17 };
  return rows.flatMap(({ guarantee, proofs, cases, result }) => {
    const head = guarantee.padEnd(widths.guarantee);
    const [first = "", ...rest] = proofs;
    const count = cases === 0 ? "-" : cases.toLocaleString("en");
    const blank = " ".repeat(widths.guarantee + widths.cases + widths.result + 4);
    return [
      `${head}  ${count.padStart(widths.cases)}  ${result.padEnd(widths.result)}${first}`,
      ...rest.map((file) => `${blank}${file}`),
    ];
  });
}

/** What each test file says it proves: `Proves G3 and G5.` in a comment of it. */
export function proofsBelow(root: string): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((path) => `test/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts"))
    .sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), "utf8").replace(/\n \* /g, " ");
      const said = [...text.matchAll(/\bProves ((?:G\d+(?:, | and )?)+)\./g)].map(([, names = ""]) => names);
      return [file, said.flatMap((names) => names.match(/G\d+/g) ?? [])] as const;
    }),
  );
}

function resultOf(report: Report, root: string, file: string): "passed" | "failed" | "not run" {
  const found = report.testResults.filter(({ name }) => relative(root, name).replaceAll("\\", "/") === file);
  if (found.length === 0) return "not run";
  const failed = (status: string) => status === "failed";
  const isBroken = found.some(
    ({ status, assertionResults }) => failed(status) || assertionResults.some((test) => failed(test.status)),
  );
  return isBroken ? "failed" : "passed";
}

/** What the tests of a file counted, for this guarantee or for all; the tests themselves where they counted nothing. */
function casesOf(of: {
  readonly report: Report;
  readonly root: string;
  readonly file: string;
  readonly counted: readonly Counted[];
  readonly name: string;
}): number {
  const own = of.counted.filter(({ file }) => file === of.file);
  const fitting = own.filter(({ guarantee }) => guarantee === undefined || guarantee === of.name);
  if (own.length > 0) return fitting.reduce((sum, { cases }) => sum + cases, 0);
  const found = of.report.testResults.filter(({ name }) => relative(of.root, name).replaceAll("\\", "/") === of.file);
  return found.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0);
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}
