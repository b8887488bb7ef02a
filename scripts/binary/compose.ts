import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, cacheName } from "../../src/cli/own-code.ts";
import { bundleEntry } from "../build/bundle.ts";

/** What a binary is made of, as files. */
export interface BinaryParts {
  /** What it runs first. */
  readonly main: string;
  /** Other files by the names under which the binary holds them. */
  readonly assets: Readonly<Record<string, string>>;
}

/** Puts the files of a built `dist/` together, and what begins a binary into the folder `stage`; the library is not among them. */
export async function binaryParts(dist: string, stage: string): Promise<BinaryParts> {
  const main = await bundleEntry("src/cli/entry-of-binary.ts", join(stage, "main.cjs"));
  const assets: [name: string, path: string][] = readdirSync(dist)
    .filter((file) => file.endsWith(".cjs") && !["index.cjs", "wxcards.cjs"].includes(file))
    .sort()
    .flatMap((file) => {
      const cache = join(dist, cacheFolder, cacheName(file));
      return [[file, join(dist, file)], ...(existsSync(cache) ? [[cacheName(file), cache] as [string, string]] : [])];
    });
  return { main, assets: Object.fromEntries(assets) };
}
