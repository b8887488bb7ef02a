import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { Metafile } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { bundle } from "../../scripts/build/bundle.ts";
import { bundledPackages } from "../../scripts/build/packages.ts";
import { sbom } from "../../scripts/build/sbom.ts";
import { temporaryFolder } from "../documents/support.ts";
import { repository } from "./support.ts";

/*
 * The bill of materials in dist/ against what esbuild says of a bundle made just now, and against the schema of CycloneDX 1.6.
 */
interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

const textOf = (path: string) => readFileSync(join(repository, path), "utf8");
const text = textOf("dist/sbom.cdx.json");
const bill = JSON.parse(text);
const components = bill.components as readonly Component[];
const named = components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));

let metafiles: readonly Metafile[];
beforeAll(async () => {
  ({ metafiles } = await bundle(temporaryFolder()));
});

/** Apart from the build's own reading: every file with bytes in a chunk, by the part of its path behind the last node_modules. */
function packagesWithBytes(): string[] {
  const names = new Set<string>();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const [scopeOrName = "", name = ""] = (path.split("node_modules/").at(-1) ?? "").split("/");
        if (bytesInOutput === 0 || !path.includes("node_modules/")) continue;
        names.add(scopeOrName.startsWith("@") ? `${scopeOrName}/${name}` : scopeOrName);
      }
    }
  }
  return [...names].sort();
}

test("it names every package that has bytes in the bundle, and no other", () => {
  expect(packagesWithBytes().length).toBeGreaterThan(10);
  expect([...named].sort()).toEqual(packagesWithBytes());
});

test("each has the version, the licence and the digest of package-lock.json", () => {
  const { packages } = JSON.parse(textOf("package-lock.json"));
  for (const [index, { version, purl, hashes, licenses }] of components.entries()) {
    const name = named[index]!;
    const locked = packages[`node_modules/${name}`];
    expect({ version, license: licenses[0]?.license.id }).toEqual({ version: locked.version, license: locked.license });
    expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`);
    expect(hashes.map(({ alg }) => alg)).toEqual(["SHA-512"]);
    expect(`sha512-${Buffer.from(hashes[0]!.content, "hex").toString("base64")}`).toBe(locked.integrity);
  }
});

test("the notices hold the licence of each", () => {
  const notices = textOf("dist/THIRD-PARTY-NOTICES.txt");
  for (const [index, { version, licenses }] of components.entries()) {
    const name = named[index]!;
    expect(notices).toContain(`${name} ${version} (${licenses[0]?.license.id})\n`);
    const [file] = ["LICENSE", "LICENSE.md", "license", "License"].flatMap((each) => readable(name, each));
    expect(notices).toContain(file?.trim() ?? "no licence");
  }
});

function readable(name: string, file: string): string[] {
  try {
    return [textOf(`node_modules/${name}/${file}`).replaceAll("\r\n", "\n")];
  } catch {
    return [];
  }
}

test("every package can be reached from wxcards by what imports what", () => {
  const dependencies = bill.dependencies as readonly { ref: string; dependsOn?: readonly string[] }[];
  const reached = new Set<string>();
  const walk = (ref: string): void => {
    if (reached.has(ref)) return;
    reached.add(ref);
    for (const next of dependencies.find((each) => each.ref === ref)?.dependsOn ?? []) walk(next);
  };
  walk(bill.metadata.component["bom-ref"]);
  expect([...reached].sort()).toEqual([bill.metadata.component.purl, ...components.map(({ purl }) => purl)].sort());
});

test("it is valid by the schema of CycloneDX 1.6", () => {
  const validate = validator();
  expect(validate(bill), JSON.stringify(validate.errors)).toBe(true);
  for (const spoilt of [
    { ...bill, specVersion: 1.6 },
    { ...bill, serialNumber: "urn:uuid:1" },
    { ...bill, components: [{ ...components[0], licenses: [{ license: { id: "no such licence" } }] }] },
    { ...bill, components: [{ ...components[0], hashes: [{ alg: "SHA-512", content: "0" }] }] },
    { ...bill, components: [components[0], components[0]] },
  ])
    expect(validate(spoilt)).toBe(false);
});

function validator() {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json");
  const schemaOf = (name: string) =>
    JSON.parse(readFileSync(join(dirname(library), "res/schema", name), "utf8")) as object;
  const ajv = new Ajv({ strict: false, formats: { "iri-reference": true, "idn-email": true } });
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addSchema(schemaOf("spdx.SNAPSHOT.schema.json"), "http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json");
  ajv.addSchema(schemaOf("jsf-0.82.SNAPSHOT.schema.json"), "http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json");
  return ajv.compile(schemaOf("bom-1.6.SNAPSHOT.schema.json"));
}

test("the same bundle gives the same bytes, without a time, and another one another serial number", () => {
  const bundled = bundledPackages(metafiles);
  expect(sbom(bundled)).toBe(text);
  expect(text).not.toMatch(/"timestamp"|\d{4}-\d\d-\d\dT/);
  const fewer = { ...bundled, packages: bundled.packages.map((each) => ({ ...each, imports: [] })) };
  expect(JSON.parse(sbom(fewer)).serialNumber).not.toBe(bill.serialNumber);
});

test("a package that package-lock.json does not know stops the build", () => {
  const output = (path: string) =>
    ({ inputs: {}, outputs: { "a.cjs": { inputs: { [path]: { bytesInOutput: 1 } } } } }) as unknown as Metafile;
  expect(() => bundledPackages([output("node_modules/none/index.js")])).toThrow();
  expect(bundledPackages([output("node_modules/yaml/index.js")]).packages).toHaveLength(1);
});
