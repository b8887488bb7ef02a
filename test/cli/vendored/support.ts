import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { realFiles } from "../../../src/cli/files.ts";
import { toolNoteText } from "../../../src/cli/vendored/tool-note.ts";
import { type VendoredEffects, type VendoredTool, vendoredTool } from "../../../src/cli/vendored/vendored-tool.ts";
import { notes as english } from "../../../src/report/messages/en/notes.ts";
import { notes as chinese } from "../../../src/report/messages/zh-CN/notes.ts";

type Texts = Readonly<Record<string, string | Uint8Array>>;

/** A folder that is taken away when the test ends. */
export function newFolder(files: Texts = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wxcards-vendored-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** Writes files below a folder. */
export function put(folder: string, files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** All files below a folder, by path, each as its text. */
export function textsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}

/** The package.json of the tool as its repository has it. */
export const ownManifest = {
  name: "wxcards",
  version: "1.2.3",
  license: "Apache-2.0",
  private: true,
  workspaces: ["scripts/on-install"],
  type: "module",
  keywords: ["cards"],
  engines: { node: ">=20.19" },
  bin: { wxcards: "dist/wxcards.cjs" },
  main: "./dist/index.cjs",
  exports: { ".": "./dist/index.cjs" },
  files: ["dist", "docs", "LICENSE"],
  scripts: { build: "tsx scripts/build.ts" },
  devDependencies: { yaml: "2.9.1" },
  overrides: { yaml: "2.9.1" },
};

/** A package of the tool as small as can be; what `changes` says of its package.json. Gives the folder of its code. */
export function newTool(changes: object = {}): string {
  const folder = newFolder({
    "package.json": JSON.stringify({ ...ownManifest, ...changes }),
    "dist/wxcards.cjs": "#!/usr/bin/env node\n",
    "dist/main.cjs": "main\n",
    "dist/index.cjs": "library\n",
    "dist/types/index.d.ts": "types\n",
    "dist/code/1.2-any/wxcards.cjs.bin": "cache\n",
    "dist/THIRD-PARTY-NOTICES.txt": "notices\n",
    "docs/a.md": "docs\n",
    "src/main.ts": "source\n",
    LICENSE: "licence\n",
  });
  chmodSync(join(folder, "dist/wxcards.cjs"), 0o755);
  return join(folder, "dist");
}

/** Brings the tool into a folder. */
export async function bring(
  folder: string,
  effects: Partial<VendoredEffects> = {},
  needed: readonly string[] = [],
): Promise<VendoredTool> {
  const io = { workingDirectory: folder };
  return vendoredTool({ files: realFiles, io, codeFolder: newTool(), ...effects }, needed);
}

/** The notes in both languages, in order. */
export function said({ notes }: VendoredTool): { readonly en: readonly string[]; readonly zh: readonly string[] } {
  return {
    en: notes.map((note) => toolNoteText(english, note)),
    zh: notes.map((note) => toolNoteText(chinese, note)),
  };
}
