/*
 * What a single binary begins with. The files of `dist/` stand in it as texts, and `require` of one of them finds it
 * here. Those that a run of `validate` needs are one script with a code cache, which V8 takes in place of compiling; it
 * refuses one that another V8 has made, and compiles.
 *
 * scripts/binary/compose.ts puts the text of `dist/wxcards.cjs` at the end: what it answers by itself loads nothing else.
 */
"use strict";

const loaded = new Map();
let started;

/** A file of the binary. It is ASCII throughout, which esbuild sees to: V8 keeps such a text as it is. */
function asset(name) {
  return Buffer.from(require("node:sea").getRawAsset(name));
}

/** `require`, for files of `dist/` and modules of Node. */
// biome-ignore lint/correctness/noUnusedVariables: what is put at the end calls it
function load(name) {
  if (!name.startsWith("./")) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  started ??= script("starting", { cachedData: asset("starting.cache") });
  const body = started[name] ?? script(name)[name];
  // A binary stands in no package: its code has no folder.
  body(module.exports, load, module, process.execPath, "");
  return module.exports;
}

function script(name, options = {}) {
  const { Script } = require("node:vm");
  return new Script(asset(name).latin1Slice(), { filename: name, ...options }).runInThisContext();
}
