import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { root } from "./root.ts";

/**
 * Writes the declarations of the library into the folder `out`: those of its entry and of what it leads to, and no others.
 *
 * They are CommonJS, as the bundle is, which a package.json of their own says: without it a CommonJS consumer would be told that it imports an ES module. `.ts`
 * at the end of an import becomes `.js`, which every resolution understands. Types are not checked here; `npm run check` does that.
 *
 * Throws where a declaration leads to a package: consumers have none of ours.
 */
export function writeDeclarations(out: string): void {
  const emitted = emittedDeclarations();
  const written = new Set<string>();
  const write = (file: string) => {
    if (written.has(file)) return;
    written.add(file);
    const text = emitted.get(file);
    if (text === undefined) throw new Error(`${file} belongs to the types of the library and is not emitted`);
    const imports = ts.preProcessFile(text, true, true).importedFiles;
    const foreign = imports.find(({ fileName }) => !fileName.startsWith("."));
    if (foreign !== undefined) throw new Error(`the types of the library lead to ${foreign.fileName}, by ${file}`);
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), text.replace(/((?:from|import\() ?"\.[^"]*)\.ts"/g, '$1.js"'));
    for (const { fileName } of imports) write(join(dirname(file), fileName.replace(/\.[jt]s$/, ".d.ts")));
  };
  write("index.d.ts");
  writeFileSync(join(out, "package.json"), '{ "type": "commonjs" }\n');
}

/** By path relative to src/. */
function emittedDeclarations(): ReadonlyMap<string, string> {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.types.json"), { noCheck: true }, host);
  const { fileNames, options } = config!;
  const files = new Map<string, string>();
  const outDir = options.outDir!;
  const { diagnostics } = ts
    .createProgram(fileNames, options)
    .emit(undefined, (path, text) => void files.set(relative(outDir, path), text), undefined, true);
  for (const diagnostic of diagnostics) fail(diagnostic);
  return files;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
}
