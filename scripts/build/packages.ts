import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { root } from "./root.ts";

/** A package whose code is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Where npm put it, with `/`, such as `node_modules/yaml`. Tells two versions of one package apart. */
  readonly folder: string;
  /** As its package.json says, such as `MIT`. */
  readonly license: string;
  readonly licenseText: string;
  /** Of the package as it was downloaded, from package-lock.json: `sha512-` and base64. */
  readonly integrity: string;
  /** Folders of the bundled packages that its files import. */
  readonly imports: readonly string[];
}

/** The bundled packages in the order of their folders, and those that are used by files of ours. */
export interface BundledPackages {
  readonly packages: readonly BundledPackage[];
  /** Folders. */
  readonly direct: readonly string[];
}

/**
 * Reads from what esbuild wrote which packages have bytes in the bundle: one that was only looked at, or shaken off whole, is none.
 *
 * Throws where the licence of a package is not known or its text is missing, and where node_modules is not what package-lock.json says: neither must ship.
 */
export function bundledPackages(metafiles: readonly Metafile[]): BundledPackages {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => folderOf(path));
  const folders = [...new Set(used)].filter((folder) => folder !== undefined).sort();

  const imports = new Map<string | undefined, Set<string>>();
  for (const [path, input] of metafiles.flatMap((metafile) => Object.entries(metafile.inputs))) {
    const importer = folderOf(path);
    for (const imported of input.imports.map((each) => folderOf(each.path))) {
      if (imported === undefined || imported === importer || !folders.includes(imported)) continue;
      imports.set(importer, (imports.get(importer) ?? new Set()).add(imported));
    }
  }
  // A chunk that is a package as a whole: what loads it is not among its imports.
  const whole = outputs.flatMap(({ entryPoint }) => folderOf(entryPoint ?? "") ?? []);
  const importsOf = (folder: string | undefined) => [...(imports.get(folder) ?? [])].sort();
  return {
    packages: folders.map((folder) => ({ ...described(folder), imports: importsOf(folder) })),
    direct: [...new Set([...importsOf(undefined), ...whole])].sort(),
  };
}

/** The innermost package that a file is of; nothing for files of ours and for what a plugin made up. */
function folderOf(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

function described(folder: string): Omit<BundledPackage, "imports"> {
  const { name, version, license } = jsonOf(join(folder, "package.json")) as Partial<BundledPackage>;
  const { version: lockedVersion, integrity } = locked[folder] ?? {};
  if (name === undefined || version === undefined || version !== lockedVersion || integrity === undefined) {
    throw new Error(`${folder} is not what package-lock.json says: run npm ci`);
  }
  const file = readdirSync(join(root, folder))
    .sort()
    .find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (license === undefined || file === undefined) throw new Error(`${folder} comes without a licence or its text`);
  return { name, version, folder, license, integrity, licenseText: textOf(join(folder, file)).trim() };
}

const textOf = (path: string) => readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
const jsonOf = (path: string) => JSON.parse(textOf(path)) as unknown;
const { packages: locked } = jsonOf("package-lock.json") as {
  packages: Readonly<Record<string, { version?: string; integrity?: string }>>;
};
