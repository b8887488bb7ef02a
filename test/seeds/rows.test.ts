import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { headingsOf } from "../../scripts/pages.ts";
import { documents, type Row, seedGroups } from "../../scripts/seeds/rows.ts";
import { fields } from "../../src/generated/fields/en.ts";
import { kinds } from "../../src/kinds/registry.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Kind } from "../../src/model/kind.ts";
import { problemTable } from "../../src/model/problems/table.ts";
import { weixinCodes } from "../../src/platform/weixin/codes.ts";
import { commands } from "../../src/report/messages/en/command-line.ts";
import { memberWords as english } from "../../src/report/messages/en/results/member.ts";
import { languageOf } from "../../src/report/messages/languages.ts";
import { memberWords as chinese } from "../../src/report/messages/zh-CN/results/member.ts";
import { routeOf } from "../../src/sandbox/wechatpay/routes.ts";
import { COMPONENT_CALLS } from "../../src/sandbox/weixin/component/calls.ts";
import { CALLS } from "../../src/sandbox/weixin/routes.ts";

/*
 * The rows of docs/seeds.md say what is so. Each kind of claim is held against the thing it is about: the list of what
 * the documents name (printed.yaml, read off them apart from the rows), the schemas, the kinds, the catalogue of codes,
 * the embedded platform and the files of tests.
 */
const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

const groups = seedGroups();
const rows = groups.flatMap((group) => group.rows);
const rowsThat = (holds: (row: Row) => boolean) => rows.filter(holds).map((row) => [nameOf(row), row] as const);
const nameOf = ({ section, sort, name }: Row) => `${section} ${sort} ${name}`;

/** Code without its comments, which name much that the code does not do. */
function codeOf(path: string): string {
  return textOf(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

const source = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((name) => `src/${name.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".ts"));
const isPlayed = (path: string) => path.startsWith("src/sandbox/");
// The catalogue and generated words name calls that users make.
const isSaid = (path: string) => /^src\/(report\/messages|generated)\//.test(path);
const toolCode = source
  .filter((path) => !isPlayed(path) && !isSaid(path))
  .map(codeOf)
  .join("\n");
const playedCode = source.filter(isPlayed).map(codeOf).join("\n");

describe("what the documents name", () => {
  type Section = Readonly<Partial<Record<"calls" | "fields" | "notes" | "codes", readonly (string | number)[]>>>;
  const printed = parse(textOf("test/seeds/printed.yaml")) as Readonly<
    Record<string, Readonly<Record<string, Section>>>
  >;
  const named = documents.flatMap((document) =>
    Object.entries(printed[document] ?? {}).flatMap(([section, has]) =>
      (["call", "field", "note", "code"] as const).flatMap((sort) =>
        (has[`${sort}s`] ?? []).map((name) => `${document} ${section} ${sort} ${name}`),
      ),
    ),
  );
  const inRows = groups.flatMap((group) =>
    group.rows.flatMap((row) =>
      row.in.flatMap((document) =>
        [row.section, ...group.covers].map((section) => `${document} ${section} ${row.sort} ${row.name}`),
      ),
    ),
  );

  test("is in a row, all of it", () => {
    expect(named.length).toBeGreaterThan(400);
    expect(named.filter((name) => !inRows.includes(name))).toEqual([]);
  });

  test("is all that rows say is in them", () => {
    // A row that stands for several sections is in one of them at least.
    const invented = groups.flatMap((group) =>
      group.rows.filter(({ in: ins, section, sort, name }) =>
        ins.some((document) =>
          [section, ...group.covers].every((place) => !named.includes(`${document} ${place} ${sort} ${name}`)),
        ),
      ),
    );
    expect(invented.map(nameOf)).toEqual([]);
  });

  test("is in one row of its section", () => {
    const seen = rows.map((row) => `${row.in.join(" ")} ${nameOf(row)}`);
    expect(seen.filter((name, at) => seen.indexOf(name) !== at)).toEqual([]);
  });
});

describe("every row", () => {
  const notLeftOut = rowsThat(({ handling }) => handling.by !== "left-out");

  test("has a test, or a reason in both languages for being left out", () => {
    expect(notLeftOut.filter(([, { test: path }]) => path === undefined).map(([name]) => name)).toEqual([]);
    for (const row of rows) {
      const { handling } = row;
      if (handling.by === "left-out")
        expect([nameOf(row), ...Object.keys(handling.because)]).toEqual([nameOf(row), "en", "zh-CN"]);
    }
  });

  test("names a test that is there, with words that stand in it", () => {
    const wrong = rows.filter(({ test: path, titled }) => {
      if (path === undefined) return titled !== undefined;
      return (
        !/^test\/.*\.test\.ts$/.test(path) || !existsSync(join(root, path)) || !textOf(path).includes(titled ?? "")
      );
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  test("of a field or a code names a test that is about it", () => {
    const silent = rows.filter(({ sort, name, test: path, titled }) => {
      // There the rows themselves are the cases.
      if (path === undefined || path === "test/seeds/fields.test.ts" || titled !== undefined) return false;
      const word = name.split(/[./]/).at(-1) ?? "";
      return (sort === "field" || sort === "code") && !spelt(textOf(path)).includes(word);
    });
    expect(silent.map(nameOf)).toEqual([]);
  });

  test("says in Chinese what it says in English", () => {
    const said = rows.flatMap(({ says, how }) => [says, how]).filter((words) => words !== undefined);
    for (const words of said) {
      expect(Object.keys(words)).toEqual(["en", "zh-CN"]);
      expect(words["zh-CN"]).toMatch(/[\u4e00-\u9fff]/);
      expect(words.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("names files of the embedded platform that are there", () => {
    const wrong = rows.filter(
      ({ sandbox }) => sandbox !== undefined && !(isPlayed(sandbox) && source.includes(sandbox)),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });

  test("refuses only with codes that the embedded platform has in its code", () => {
    const wrong = rows.filter(({ refuses }) =>
      refuses.some((code) => !new RegExp(`\\b${code}\\b`).test(spelt(playedCode))),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });

  test("names problems that wxcards reports, and places of the documentation that are there", () => {
    expect(rows.flatMap(({ problems }) => problems).filter((code) => !Object.hasOwn(problemTable, code))).toEqual([]);
    const wrong = rows.filter(({ docs }) => {
      const [page = "", anchor = ""] = docs?.split("#") ?? [];
      return docs !== undefined && !headingsOf(textOf(`docs/${page}`)).some((heading) => heading.anchor === anchor);
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  test("of the tool names the file where its wire name stands", () => {
    const wrong = rows.filter(({ handling, name, sort }) => {
      if (handling.by !== "tool" || sort === "note") return false;
      const word = name.split(/[./]/).at(-1) ?? "";
      return (
        handling.file === undefined ||
        !source.includes(handling.file) ||
        !new RegExp(`\\b${word}\\b`).test(codeOf(handling.file))
      );
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });
});

/** Numbers as people write them: 40_127 is 40127. */
function spelt(code: string): string {
  return code.replace(/(?<=\d)_(?=\d)/g, "");
}

describe("calls", () => {
  const calls = rowsThat(({ sort }) => sort === "call");
  const parts = (call: string) => call.split(" ") as [method: string, path: string];
  const kindOf = (name: string): Kind => {
    const kind = kinds.get(name)?.kind;
    if (kind === undefined) throw new Error(`no kind ${name}`);
    return kind;
  };
  const settings: JsonObject = { role: "partner", mchid: "1900007291", brand_id: "1004" };

  /** What the tool sends for a row, as method and path. */
  function sent({ handling, name }: Row): string | undefined {
    switch (handling.by) {
      case "operation": {
        const operation = kindOf(handling.kind).operations[handling.operation];
        return operation === undefined ? undefined : `${operation.method} ${operation.path}`;
      }
      case "reads": {
        const read = kindOf(handling.kind).read?.("{card_id}", settings);
        if (read === undefined) return undefined;
        const { method, path } = read;
        return `${method} ${decodeURIComponent(path.split("?")[0] ?? "")}`;
      }
      case "lists": {
        const page = kindOf(handling.kind).listing?.page(0, settings);
        return page === undefined ? undefined : `${page.method} ${page.path.split("?")[0]}`;
      }
      case "command": {
        const requests = [kindOf("MemberCard").members].flatMap((members) =>
          members === undefined
            ? []
            : [
                members.code("i", "c"),
                members.person("i", "c"),
                members.held("o", "i"),
                members.invalidate("i", "c", "r"),
              ],
        );
        const path = parts(name)[1];
        const isMade = Object.hasOwn(commands, handling.command) && requests.some((request) => request.path === path);
        return isMade ? `POST ${path}` : undefined;
      }
      case "tool": {
        const [method, path] = parts(name);
        return handling.file !== undefined && textOf(handling.file).includes(`"${path}"`)
          ? `${method} ${path}`
          : undefined;
      }
      default:
        return undefined;
    }
  }

  test.each(calls.filter(([, { handling }]) => handling.by !== "left-out"))(
    "%s is made as it stands there",
    (_name, row) => {
      expect(sent(row)).toBe(row.name);
    },
  );

  test.each(calls.filter(([, { handling }]) => handling.by !== "left-out"))(
    "%s is answered by the embedded platform",
    (_name, { name }) => {
      const [method, path] = parts(name);
      const isAnswered =
        CALLS.has(path) ||
        COMPONENT_CALLS.has(path) ||
        typeof routeOf(path.replace("{card_id}", "p1"), method, "accepted") === "object";
      expect(isAnswered).toBe(true);
    },
  );

  test.each(calls.filter(([, { handling }]) => handling.by === "left-out"))(
    "%s, which is left out, stands nowhere in the tool",
    (_name, { name }) => {
      const [, path] = parts(name);
      expect(toolCode).not.toMatch(new RegExp(`${path.replace(/[{}]/g, "\\$&").replace(/^\//, "/?")}["'\`?]`));
    },
  );

  test("of the embedded platform have a row, each", () => {
    const named = calls.map(([, { name }]) => parts(name)[1]);
    // Asked for by the tool itself: who holds a merchant id that 72004 does not tell of.
    expect([...CALLS.keys(), ...COMPONENT_CALLS.keys()].filter((path) => !named.includes(path))).toEqual([
      "/card/paygiftmembercard/get",
      // Played for other programs.
      "/cgi-bin/component/api_get_authorizer_info",
    ]);
  });

  test("that wxcards writes with have a row, each", () => {
    const written = [...kinds.values()].flatMap(({ kind }) =>
      Object.values(kind.operations).map(({ method, path }) => `${method} ${path}`),
    );
    expect(written.filter((call) => !calls.some(([, { name }]) => name === call))).toEqual([]);
  });
});

describe("fields", () => {
  const policyOf = (kind: string, pointer: string) => kinds.get(kind)?.policies.get(pointer);
  const declared = rows.flatMap((row) => {
    const { handling } = row;
    return handling.by === "declared"
      ? handling.pointers.map((pointer) => [`${handling.kind} ${pointer}`, row, handling.kind, pointer] as const)
      : [];
  });

  test.each(declared)(
    "%s is in the schema as the documents print it",
    (_name, { name: wire, printed }, kind, pointer) => {
      const policy = policyOf(kind, pointer);
      expect(policy).toBeDefined();
      expect(pointer.split(/[./]/).at(-1)).toBe(wire.split(".").at(-1));
      const { types = [], bytes, bytesWarn, review, move, change, enum: values = [] } = policy ?? {};
      if (printed.type !== undefined) expect(types).toContain(printed.type);
      if (printed.bytes !== undefined) expect(printed.link === true ? bytesWarn : bytes).toBe(printed.bytes);
      expect(move).toBe(printed.move);
      expect(change === "update" || change === "replace" ? undefined : change).toBe(
        printed.change ?? (change === "create" ? change : undefined),
      );
      expect(review).toBe(printed.review ?? false);
      // More than the documents print may be there: two names of items were seen in answers only.
      expect(values).toEqual(expect.arrayContaining([...(printed.values ?? [])]));
      const items = (fields[kind]?.[pointer]?.shape?.item?.values ?? []) as readonly string[];
      expect(items).toEqual(expect.arrayContaining([...(printed.items ?? [])]));
    },
  );

  test("that hold others have others below them, and parts of lists stand in theirs", () => {
    for (const { handling, name, printed } of rows) {
      if (handling.by === "holds")
        for (const pointer of handling.pointers)
          expect(
            [...(kinds.get(handling.kind)?.policies.keys() ?? [])].some((key) => key.startsWith(`${pointer}/`)),
          ).toBe(true);
      if (handling.by !== "inside") continue;
      const shape = fields[handling.kind]?.[handling.pointers[0] ?? ""]?.shape;
      const member = shape?.item?.members?.find(({ key }) => key === name.split(/[./]/).at(-1));
      expect([name, member?.key]).toEqual([name, name.split(/[./]/).at(-1)]);
      expect(member?.values ?? []).toEqual(expect.arrayContaining([...(printed.items ?? [])]));
    }
  });

  test("of a schema whose source is one of the documents are in a row, each", () => {
    const covered: ReadonlySet<string> = new Set(declared.map(([name]) => name));
    const holding = rows.flatMap(({ handling }) =>
      handling.by === "holds" ? handling.pointers.map((pointer) => `${handling.kind} ${pointer}`) : [],
    );
    const from = [...kinds.values()].flatMap(({ kind, policies }) =>
      [...policies.values()]
        .filter(({ pointer }) =>
          /Manage Member Card 8|seed page|first edition of the page/.test(fields[kind.name]?.[pointer]?.source ?? ""),
        )
        .map(({ pointer }) => `${kind.name} ${pointer}`),
    );
    expect(from.length).toBeGreaterThan(80);
    // Where the documents name an object and none of its members, its row stands for them.
    const isPart = (name: string) => covered.has(name.replace(/\/[^/]+$/, ""));
    expect(from.filter((name) => !covered.has(name) && !holding.includes(name) && !isPart(name))).toEqual([]);
  });
});

describe("codes", () => {
  const codes = [
    ...new Set(
      rows.flatMap(({ handling, codes: named }) =>
        handling.by === "explained" ? [handling.errcode, ...named] : named,
      ),
    ),
  ];

  test.each(codes)("%i is explained in both languages", async (errcode) => {
    expect(weixinCodes.has(errcode)).toBe(true);
    const [en, zh] = await Promise.all([languageOf("en"), languageOf("zh-CN")]);
    const words = [en, zh].map(({ codes: catalogue }) => catalogue.weixin(errcode, ""));
    expect(words[0]?.meaning).not.toBe(words[1]?.meaning);
    for (const { meaning, todo } of words) expect([meaning.length > 5, todo.length > 5]).toEqual([true, true]);
  });

  test("that are left out are explained by nobody", () => {
    const left = rows
      .filter(({ sort, handling }) => sort === "code" && handling.by === "left-out")
      .map(({ name }) => Number(name));
    expect(left).toEqual([23112]);
    expect(left.filter((code) => weixinCodes.has(code))).toEqual([]);
  });

  test("states of a member have words in both languages", () => {
    const states = rows.find(({ name }) => name === "user_card_status")?.printed.states ?? [];
    expect(states).toHaveLength(7);
    for (const state of states)
      expect(
        [english.states[state], chinese.states[state]].map((words) => words !== undefined && words !== state),
      ).toEqual([true, true]);
  });
});
