/*
 * Makes the code cache of the files that a start needs: runs `validate` with them, so that what is called is compiled,
 * and has V8 write that down. Arguments: the script and the file for its cache. The working directory is a project with
 * `cards/gold.yaml`.
 */
"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { Script } = require("node:vm");

const [, , source, cache] = process.argv;
const script = new Script(readFileSync(source, "latin1"), { filename: "starting" });
const files = script.runInThisContext();
const loaded = new Map();

function load(name) {
  if (!name.startsWith("./")) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  if (files[name] === undefined) throw new Error(`${name} is needed for validate, and does not stand with what starts`);
  const module = { exports: {} };
  loaded.set(name, module);
  files[name](module.exports, load, module, process.execPath, "");
  return module.exports;
}

load("./main.cjs")
  .main(["validate", "cards/gold.yaml"])
  .then((code) => {
    if (code !== 0) throw new Error(`validate ended with ${code}`);
    writeFileSync(cache, script.createCachedData());
  });
