import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/*
 * Holds the one direction of imports. Reads the import lines of every file of src/, type imports included: a type that is known is known.
 */
const src = join(import.meta.dirname, "../../src");

interface Import {
  /** Relative to src/, with `/`. */
  readonly from: string;
  readonly line: number;
  /** A file of src/, or the name of a package as it is written. */
  readonly to: string;
  readonly foreign: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.(ts|js)$/.test(file))
  .sort();
const textOf = new Map(files.map((file) => [file, readFileSync(join(src, file), "utf8")]));
const imports: readonly Import[] = files.flatMap((file) => importsOf(file, textOf.get(file) ?? ""));

/** `import … from "x"`, `export … from "x"`, `import "x"`, and `import("x")`, wherever they stand. */
function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text);
  const pattern = /(?:\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+)(["'])([^"'\n$]+)\1/gm;
  return [...code.matchAll(pattern)].map((found) => {
    const name = found[2] ?? "";
    const foreign = !name.startsWith(".");
    const line = code.slice(0, found.index).split("\n").length;
    return { from: file, line, to: foreign ? name : join(dirname(file), name).replaceAll("\\", "/"), foreign };
  });
}

/** Comments give way to blanks, so that lines stay where they are. Strings that look like comments do not occur on import lines. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|\s)\/\/.*$/gm, "$1");
}

const shown = (list: readonly Import[]) => list.map(({ from, line, to }) => `${from}:${line} imports ${to}`);

/** The folder right below src/, or the file itself for those beside the folders. */
function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : file;
}

const ranks: Readonly<Record<string, number>> = {
  model: 0,
  schema: 1,
  platform: 1,
  generated: 1,
  kinds: 2,
  // Hosts of repositories, over what platform/ has for HTTP: no kind, document or plan is known to them.
  hosts: 2,
  // What files of YAML say, for the stages that read and write such files.
  yaml: 2,
  config: 3,
  state: 3,
  resolve: 3,
  observe: 3,
  diff: 3,
  plan: 3,
  apply: 3,
  settle: 3,
  import: 3,
  pull: 3,
  report: 4,
  sandbox: 4,
  // They alone call the stages; they say nothing themselves, so they stand beside what reports.
  "pipeline.ts": 4,
  pipeline: 4,
  cli: 5,
  "index.ts": 5,
};
const stages = ["config", "state", "resolve", "observe", "diff", "plan", "apply", "settle", "import", "pull"];
/** The engine is told about kinds and never names one. */
const engine = ["pipeline.ts", "pipeline", ...stages, "report"];

/** The one generated file that is no data: the list of kinds, made from their folders. It stands with them. */
const kindList = "generated/kinds.ts";

function rankOf(file: string): number | undefined {
  return file === kindList ? ranks["kinds"] : ranks[folderOf(file)];
}

const inside = imports.filter((one) => !one.foreign);
const within = (folders: readonly string[]) => imports.filter((one) => folders.includes(folderOf(one.from)));

test("there is something to look at, and every import of a file leads to one", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(inside.length).toBeGreaterThan(300);
  // The schemas for editors stand in the package as they are written.
  const isThere = ({ to }: Import) => textOf.has(to) || (to.startsWith("../schemas/") && existsSync(join(src, to)));
  expect(shown(inside.filter((one) => !isThere(one)))).toEqual([]);
});

test("the reader of imports sees every way to import", () => {
  const text = [
    'import type { A } from "../model/a.ts";',
    'import {\n  b,\n} from "../model/b.ts";',
    'import "../model/c.ts";',
    'export * from "../model/d.ts";',
    'const e = await import("../model/e.ts");',
    '// import { no } from "../model/no.ts";',
    '/* import { no } from "../model/no.ts"; */',
  ].join("\n");
  expect(importsOf("plan/x.ts", text).map(({ to }) => to)).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => `model/${name}.ts`),
  );
});

describe("imports run one way", () => {
  test("every folder has a rank", () => {
    expect(files.filter((file) => rankOf(file) === undefined)).toEqual([]);
  });

  test("no file imports from a higher rank", () => {
    const wrong = inside.filter((one) => (rankOf(one.to) ?? 0) > (rankOf(one.from) ?? 0));
    expect(shown(wrong)).toEqual([]);
  });

  test("no stage imports another stage", () => {
    const wrong = inside.filter((one) => {
      const [from, to] = [folderOf(one.from), folderOf(one.to)];
      return stages.includes(from) && stages.includes(to) && from !== to;
    });
    expect(shown(wrong)).toEqual([]);
  });

  test("report and sandbox do not know each other, nor schema the platform", () => {
    const pairs = [
      ["report", "sandbox"],
      ["sandbox", "report"],
      ["schema", "platform"],
      ["platform", "schema"],
    ];
    const wrong = inside.filter((one) =>
      pairs.some(([from, to]) => folderOf(one.from) === from && folderOf(one.to) === to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("only pipeline.ts and pipeline/ call the stages; what is above it takes no stage by itself", () => {
    // The command line and the library may open what reads files and what keeps memories; they may not plan, compare or
    // apply by themselves.
    const openers = ["cli", "index.ts"];
    const opened = ["config", "state"];
    const wrong = inside.filter(({ from, to }) => {
      const [caller, stage] = [folderOf(from), folderOf(to)];
      if (!stages.includes(stage) || ["pipeline.ts", "pipeline", ...stages].includes(caller)) return false;
      return !openers.includes(caller) || !opened.includes(stage);
    });
    expect(shown(wrong)).toEqual([]);
  });

  test("a kind never imports another kind", () => {
    const kindOf = (file: string) => /^kinds\/([^/]+)\//.exec(file)?.[1];
    const wrong = inside.filter((one) => {
      const [from, to] = [kindOf(one.from), kindOf(one.to)];
      return from !== undefined && to !== undefined && from !== to;
    });
    expect(shown(wrong)).toEqual([]);
  });

  test("what is generated is data, but for the list of kinds", () => {
    const wrong = inside.filter(
      (one) =>
        folderOf(one.from) === "generated" &&
        !["model", "generated"].includes(folderOf(one.to) ?? "") &&
        one.from !== kindList,
    );
    expect(shown(wrong)).toEqual([]);
    expect([...new Set(inside.filter((one) => one.to === kindList).map((one) => one.from))]).toEqual([
      "kinds/registry.ts",
    ]);
  });

  test("the engine gets the kinds and does not take them", () => {
    const wrong = inside.filter(
      (one) => engine.includes(folderOf(one.from)) && ["kinds", "generated"].includes(folderOf(one.to)),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("the sandbox keeps its own idea of the platform: it knows neither kinds nor schemas nor plans", () => {
    const wrong = inside.filter(
      (one) => folderOf(one.from) === "sandbox" && !["sandbox", "model"].includes(folderOf(one.to)),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("index.ts is the only file that passes on what others export", () => {
    const wrong = files.filter(
      (file) =>
        file !== "index.ts" &&
        /^export\s+(type\s+)?(\*|\{[^}]*\})\s+from\b/m.test(withoutComments(textOf.get(file) ?? "")),
    );
    expect(wrong).toEqual([]);
  });

  test("no file imports itself in a circle", () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of inside) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe("each package has one home", () => {
  const packages = imports.filter((one) => one.foreign && !one.to.startsWith("node:"));
  const nameOf = (specifier: string) =>
    specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/");
  const usersOf = (name: string) => [
    ...new Set(packages.filter((one) => nameOf(one.to) === name).map((one) => one.from)),
  ];
  const foldersOf = (name: string) => [...new Set(usersOf(name).map(folderOf))];

  test.each([
    // The compiled validators need ajv's own small helpers at run time.
    ["ajv", ["generated", "schema"]],
    ["ajv-formats", ["generated", "schema"]],
    ["undici", ["platform"]],
    ["yaml", ["yaml"]],
    ["commander", ["cli"]],
    ["@clack/prompts", ["cli"]],
  ])("only %s in %j", (name, homes) => {
    expect(foldersOf(name).sort()).toEqual(homes);
  });

  test.each([
    ["deep-diff", "diff"],
    ["chalk", "report"],
  ])("exactly one file knows %s, and it is in %s", (name, home) => {
    expect(usersOf(name)).toHaveLength(1);
    expect(foldersOf(name)).toEqual([home]);
  });

  test("the model knows no package", () => {
    const wrong = packages.filter((one) => folderOf(one.from) === "model" && one.to !== "fastest-levenshtein");
    expect(shown(wrong)).toEqual([]);
  });

  test("every package is declared", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(src, "../package.json"), "utf8")) as {
      devDependencies: object;
    };
    const wrong = packages.filter((one) => !Object.hasOwn(devDependencies, nameOf(one.to)));
    expect(shown(wrong)).toEqual([]);
  });
});

describe("effects are passed in", () => {
  test("the files of the machine are reached by a few doors only", () => {
    // The operations of the disk, and what names their types and flags; what tells of streams, processes and repositories; the cache below the git directory; what loads the code itself; and the schemas, which are read while the tool is built.
    const doors = ["disk", "inside", "mounts", "pipe", "read-bounded", "write-whole", "walk"];
    const others = ["streams", "processes", "git", "cache-folders", "own-code"];
    const homes = [
      ...[...doors, ...others].map((name) => `cli/${name}.ts`),
      ...["keywords", "load"].map((name) => `schema/${name}.ts`),
    ];
    const users = imports.filter((one) => /^(node:)?fs(\/promises)?$/.test(one.to)).map((one) => one.from);
    expect([...new Set(users)].filter((file) => !homes.includes(file))).toEqual([]);
  });

  /** Words of the code, comments taken out; with their lines. */
  function uses(folders: readonly string[], pattern: RegExp): string[] {
    return files
      .filter((file) => folders.includes(folderOf(file)) && !file.startsWith("generated/validators/"))
      .flatMap((file) =>
        withoutComments(textOf.get(file) ?? "")
          .split("\n")
          .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
      );
  }
  const all = Object.keys(ranks);
  const below = all.filter((folder) => folder !== "cli");

  test("only cli/ prints, ends the process, and reads the environment", () => {
    expect(uses(below, /\bprocess\.(stdout|stderr|stdin|exit|exitCode|env|argv|cwd|on)\b|\bconsole\./)).toEqual([]);
    expect(uses(["cli"], /\bprocess\.exit\b/).length).toBeGreaterThan(0);
  });

  test("in cli/ only what is named here reaches the terminal, and the door for all that is printed is one of it", () => {
    const direct = uses(
      ["cli"],
      /\bconsole\.|\bprocess\.(stdout|stderr)\b|\boutputTo\(|\boutput\.write\(|\bguardedIo\(/,
    );
    const files = new Set(direct.map((line) => line.split(":")[0]));
    expect([...files].sort()).toEqual([
      "cli/confirm.ts",
      "cli/crash.ts",
      "cli/io.ts",
      "cli/main.ts",
      "cli/start.ts",
      "cli/streams.ts",
    ]);
  });

  test("comparing and planning touch no clock, chance, file, environment or network", () => {
    const pure = ["resolve", "diff", "plan", "settle", "import", "pull", "report", "kinds"];
    expect(uses(pure, /\bDate\b|\bMath\.random\b|\bsetTimeout\b|\bfetch\(|\bprocess\b|\bglobalThis\b/)).toEqual([]);
    const modules = within(["diff", "plan", "resolve", "observe", "apply", "settle", "import", "pull", "kinds"]).filter(
      (one) => one.to.startsWith("node:"),
    );
    expect(shown(modules)).toEqual([]);
  });

  test("below cli/ and the sandbox nobody asks the machine for time or chance", () => {
    const folders = all.filter((folder) => folder !== "cli");
    expect(uses(folders, /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/)).toEqual([]);
  });

  test("files are touched in cli/ only, and while building in schema/", () => {
    const wrong = imports.filter((one) => /^node:(fs|child_process)/.test(one.to) && folderOf(one.from) !== "cli");
    expect(
      wrong.map((one) => one.from).filter((file) => !["schema/keywords.ts", "schema/load.ts"].includes(file)),
    ).toEqual([]);
  });
});

test("what ships never loads what only builds", () => {
  const builders = ["editor", "keywords", "load", "localized", "derive", "field-words", "value-shape"].map(
    (name) => `schema/${name}.ts`,
  );
  const wrong = inside.filter((one) => builders.includes(one.to) && !builders.includes(one.from));
  expect(shown(wrong)).toEqual([]);
});

describe("the engine never names a kind", () => {
  const kindWords = /MemberCard|member[_-]?card|PayGiftRule|pay[_-]?gift|BrandCard|brand[_-]?card|\bcard\/[a-z]/i;
  /** Fields and answers of one kind. The catalogue of messages explains them by their codes, so it may speak of them. */
  const fieldWords = /\bbase_info\b|\bdate_info\b|\bsend_check\b|\bcard_id\b|\bcustom_field/;

  function lines(wanted: (file: string) => boolean, pattern: RegExp): string[] {
    return files.filter(wanted).flatMap((file) =>
      withoutComments(textOf.get(file) ?? "")
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
  }
  /**
   * What a code of the platform means is words as well: they name the kinds that a call is about. So do the words of
   * the command line, which are read in cli/ only: their examples are command lines that somebody would type. And a
   * language other than English has what people call the resources of a kind by the kind's name.
   */
  const kindNaming =
    /^report\/messages\/[^/]+\/(weixin-codes\/|(command-line|command-of-plan|commands-of-(?:documents|state|members)|kinds)\.ts$)/;
  const isEngine = (file: string) => engine.includes(folderOf(file)) && !kindNaming.test(file);

  test("and the words of the command line, which do, are used in cli/ only", () => {
    const users = inside.filter(({ to }) => to === "report/messages/command-line.ts").map(({ from }) => from);
    expect(users.filter((file) => folderOf(file) !== "cli")).toEqual([]);
    expect(users).toContain("cli/program/flags.ts");
  });

  test("not by its name, nor by a path of its calls", () => {
    expect(lines(isEngine, kindWords)).toEqual([]);
    expect(lines((file) => file.startsWith("kinds/member-card/"), kindWords).length).toBeGreaterThan(0);
  });

  test("nor by its fields", () => {
    expect(lines((file) => isEngine(file) && !file.startsWith("report/messages/"), fieldWords)).toEqual([]);
    expect(lines((file) => file.startsWith("kinds/member-card/"), fieldWords).length).toBeGreaterThan(0);
  });
});
