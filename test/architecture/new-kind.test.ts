import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notesOf, temporaryFolder } from "../documents/support.ts";

/*
 * Adding a kind is one schema, one folder and a run of the generator; no existing file that a person wrote changes. Proved on a copy of the repository with
 * a kind of a toy: a badge with a label, a colour and a list of shops, on `/toy/get` and `/toy/update`.
 */
const repository = join(import.meta.dirname, "../..");
const copied = ["src", "schemas", "scripts", "docs", "package.json", "tsconfig.json", "tsconfig.types.json"];
const folder = temporaryFolder();
const copy = join(folder, "repository");
const project = join(folder, "project");

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://wxcards.dev/schemas/toy-badge.schema.json",
  title: "Toy badge",
  description: "A badge of the toy platform. (玩具徽章)",
  type: "object",
  required: ["kind", "name", "spec"],
  additionalProperties: false,
  properties: {
    kind: { title: "Kind", description: "ToyBadge. (类型)", type: "string", const: "ToyBadge" },
    name: { title: "Name", description: "Name. (名称)", $ref: "common.schema.json#/definitions/name" },
    account: { title: "Account", description: "Account. (账号)", $ref: "common.schema.json#/definitions/account" },
    id: { title: "Id", description: "Id of the badge. (编号)", $ref: "common.schema.json#/definitions/cardId" },
    spec: { title: "Badge", description: "The badge. (徽章)", $ref: "#/definitions/spec" },
  },
  definitions: {
    spec: {
      title: "Badge",
      description: "What a badge has. (徽章内容)",
      type: "object",
      additionalProperties: false,
      "x-change": "update",
      "x-source": "the toy platform's only page",
      properties: {
        label: { title: "Label", description: "Words on it. (文字)", type: "string", minLength: 1, "x-bytes": 12 },
        shade: { title: "Shade", description: "Light or dark. (明暗)", type: "string", "x-same": "shade" },
        shops: {
          title: "Shops",
          description: "Where it counts. (门店)",
          type: ["array", "null"],
          items: { title: "Shop", description: "One shop. (门店)", type: "integer" },
          "x-list": "set",
          "x-clear": "empty-list",
        },
        maker: { title: "Maker", description: "Who made it. (制作者)", type: "string", "x-change": "create" },
      },
    },
  },
};

const kind = `import type { Kind } from "../../model/kind.ts";

/** Badges of the toy platform. */
export const toyBadge: Kind = {
  name: "ToyBadge",
  platform: "weixin",
  forms: { shade: { key: (value) => String(value).toLowerCase(), wire: (value) => String(value).toUpperCase() } },
  read: (id) => ({ method: "POST", path: "/toy/get", body: { toy: id } }),
  reading: (id, reply) => ({ status: "found", id, spec: reply["badge"] as never, review: "passed", state: "ON" }),
  missingCodes: [],
  operations: {
    update: {
      method: "POST",
      path: "/toy/update",
      root: "/badge",
      body: ({ id, values }) => ({ toy: id, badge: values }),
      repeatable: true,
    },
  },
  order: ["update"],
  refusedKeys: {},
  about: {},
  check: () => [],
  checkPlan: () => [],
};
`;

const document = `kind: ToyBadge
name: star
id: toy1
spec:
  label: 金星
  shade: dark
  shops: [3, 1, 2]
  maker: me
`;

/** What the toy platform has. */
const live = { label: "银星", shade: "DARK", shops: [1, 2, 3, 4], maker: "me", undeclared: true };

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a file of the copy with tsx. */
function tsx(
  cwd: string,
  file: string,
  argv: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const loader = join(repository, "node_modules/tsx/dist/loader.mjs");
  const options = { cwd, env: { PATH: process.env["PATH"], ...env } };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", loader, join(copy, file), ...argv],
      options,
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

function filesOf(root: string): Map<string, string> {
  const paths = copied.flatMap((name) => {
    if (name.includes(".")) return [name];
    const below = readdirSync(join(root, name), { recursive: true, withFileTypes: true });
    return below
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  });
  return new Map(paths.sort().map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]));
}

const requests: { path: string; body: unknown }[] = [];
let server: Server;
let before: Map<string, string>;
let generated: Ran;

beforeAll(async () => {
  mkdirSync(copy);
  for (const name of copied) cpSync(join(repository, name), join(copy, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"), "dir");
  before = filesOf(copy);
  writeFileSync(join(copy, "schemas/toy-badge.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
  mkdirSync(join(copy, "src/kinds/toy-badge"));
  writeFileSync(join(copy, "src/kinds/toy-badge/index.ts"), kind);
  generated = await tsx(copy, "scripts/generate.ts");

  mkdirSync(join(project, "cards"), { recursive: true });
  writeFileSync(
    join(project, "wxcards.yaml"),
    "accounts:\n  toys:\n    platform: weixin\n    appid: wx0123456789abcdef\n",
  );
  writeFileSync(join(project, "cards/star.yaml"), document);

  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const path = (request.url ?? "").replace(/\?.*$/, "");
      requests.push({ path, body: JSON.parse(text) });
      const answers: Readonly<Record<string, object>> = {
        "/cgi-bin/stable_token": { access_token: "token", expires_in: 7200 },
        "/toy/get": { errcode: 0, errmsg: "ok", badge: live },
      };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answers[path] ?? { errcode: 40066, errmsg: "invalid url" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a new kind", () => {
  test("is generated from its schema and its folder", () => {
    expect({ code: generated.code, stderr: generated.stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("changes no file that a person wrote", () => {
    const after = filesOf(copy);
    const own = ["schemas/toy-badge.schema.json", "src/kinds/toy-badge/index.ts"];
    const isGenerated = (path: string) => path.startsWith("src/generated/") || path.startsWith("docs/reference/");
    const changed = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
    expect(changed.filter((path) => !isGenerated(path))).toEqual(own);
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
    for (const path of [
      "src/generated/kinds.ts",
      "src/generated/policies.ts",
      "src/generated/validators.js",
      "src/generated/types/toy-badge.ts",
      "docs/reference/toy-badge.md",
    ])
      expect(changed).toContain(path);
  });

  test("is planned: read by its own call, compared by its own forms, written by its own call", async () => {
    const { port } = server.address() as AddressInfo;
    const env = { WECHAT_APPSECRET: "secret", WXCARDS_WEIXIN_BASE_URL: `http://127.0.0.1:${port}` };
    const ran = await tsx(project, "src/cli/entry.ts", ["plan", "--format", "json"], env);
    expect({ code: ran.code, notes: notesOf(ran.stderr) }).toEqual({ code: 0, notes: "" });
    const plan = JSON.parse(ran.stdout);
    expect(plan.steps).toEqual([
      {
        id: "1",
        address: "toys/ToyBadge/star",
        operation: "update",
        method: "POST",
        path: "/toy/update",
        body: { toy: "toy1", badge: { label: "金星", shops: [3, 1, 2] } },
        because: ["/label", "/shops"],
        needs: [],
      },
    ]);
    expect(plan.problems).toEqual([]);
    expect(requests.map(({ path }) => path)).toEqual(["/cgi-bin/stable_token", "/toy/get"]);
    expect(requests[1]?.body).toEqual({ toy: "toy1" });
  });

  test("is validated by its own schema, with the nearest of its own keys", async () => {
    writeFileSync(join(project, "cards/moon.yaml"), "kind: ToyBadge\nname: moon\nspec:\n  lable: 满月\n");
    writeFileSync(join(project, "cards/sun.yaml"), "kind: ToyBagde\nname: sun\nspec: {}\n");
    const ran = await tsx(project, "src/cli/entry.ts", ["validate", "--format", "json"]);
    const problems = JSON.parse(ran.stdout).problems as { code: string; file: string; line: number; hint: string }[];
    expect(problems.map(({ code, file, line }) => `${file}:${line} ${code}`)).toEqual([
      "cards/moon.yaml:4 unknown-key",
      "cards/sun.yaml:1 kind-unknown",
    ]);
    expect(problems[0]?.hint).toContain("did you mean label?");
    expect(problems[1]?.hint).toContain("ToyBadge");
    expect(ran.code).toBe(65);
  });
});
