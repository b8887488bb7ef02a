/** How a single binary begins: the files of `dist/` and their code caches stand in it. */
import { getRawAsset } from "node:sea";
import { cacheName, codeLoader } from "./own-code.ts";
import { start } from "./start.ts";

function held(name: string): Buffer | undefined {
  try {
    return Buffer.from(getRawAsset(name) as ArrayBuffer);
  } catch {
    return undefined;
  }
}

const code = {
  text: held,
  cache: (file: string) => held(cacheName(file)),
  // It stands in no package: its code has no folder.
  place: () => ({ folder: "", path: process.execPath }),
};

start(async () => codeLoader(require, code)("./main.cjs"));
