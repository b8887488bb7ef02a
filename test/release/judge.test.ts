import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publintFindings, typesFindings } from "../../scripts/release/judge.ts";
import { packStage } from "../../scripts/release/stage.ts";
import { differences } from "../../scripts/release/twice.ts";
import { temporaryFolder } from "../documents/support.ts";
import { writeFiles } from "./support.ts";

/*
 * What `npm run check` asks about a package finds what it is there to find: small packages, each with a fault that ours had or could get.
 */
const sound = {
  "package.json": {
    name: "sound",
    version: "1.0.0",
    type: "module",
    engines: { node: ">=20" },
    main: "./index.cjs",
    types: "./types/index.d.ts",
    exports: { ".": { types: "./types/index.d.ts", default: "./index.cjs" }, "./package.json": "./package.json" },
    sideEffects: false,
    files: ["index.cjs", "types"],
  },
  "index.cjs": "0 && (module.exports = { plan });\nexports.plan = 1;\n",
  "types/index.d.ts": 'export { plan } from "./plan.js";\n',
  "types/plan.d.ts": "export declare const plan: number;\n",
  "types/package.json": '{ "type": "commonjs" }',
};

function packed(changes: Readonly<Record<string, string | object | undefined>>): string {
  const folder = temporaryFolder();
  const files = Object.entries({ ...sound, ...changes }).flatMap(([path, content]) => {
    if (content === undefined) return [];
    return [[path, typeof content === "string" ? content : JSON.stringify(content)]];
  });
  writeFiles(join(folder, "stage"), Object.fromEntries(files));
  return packStage(join(folder, "stage"), folder);
}

test("a sound package is found sound", async () => {
  const tarball = packed({});
  expect(await publintFindings(tarball)).toEqual([]);
  expect(await typesFindings(tarball)).toEqual([]);
});

test("types that claim to be ES modules beside a CommonJS file are found", async () => {
  const findings = await typesFindings(packed({ "types/package.json": undefined }));
  expect(findings.join()).toContain("Types are ESM, but implementation is CJS");
});

test("types that are missing, or lead to a file that is missing, are found", async () => {
  expect(await typesFindings(packed({ "types/plan.d.ts": undefined }))).not.toEqual([]);
  const none = { "types/plan.d.ts": undefined, "types/index.d.ts": undefined };
  expect(await typesFindings(packed(none))).not.toEqual([]);
});

test("a file that package.json names and nobody packed is found", async () => {
  const findings = await publintFindings(packed({ "index.cjs": undefined }));
  expect(findings.join()).toContain("index.cjs");
});

describe("of two builds", () => {
  const folders = (left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>) => {
    const folder = temporaryFolder();
    writeFiles(join(folder, "left"), left);
    writeFiles(join(folder, "right"), right);
    return [join(folder, "left"), join(folder, "right")] as const;
  };

  test("the same bytes are no difference", () => {
    expect(
      differences(...folders({ "a.cjs": "1", "types/b.d.ts": "2" }, { "types/b.d.ts": "2", "a.cjs": "1" })),
    ).toEqual([]);
  });

  test("another byte, a file more and a file less are found", () => {
    const [left, right] = folders({ "a.cjs": "1", "types/b.d.ts": "2" }, { "a.cjs": "1 ", "types/c.d.ts": "2" });
    expect(differences(left, right)).toEqual(["a.cjs", "types/b.d.ts", "types/c.d.ts"]);
  });

  test.skipIf(process.platform === "win32")("a file that may be run in the first only is found", () => {
    const [left, right] = folders({ "a.cjs": "1" }, { "a.cjs": "1" });
    chmodSync(join(left, "a.cjs"), 0o755);
    expect(differences(left, right)).toEqual(["a.cjs"]);
  });
});
