import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { processEnv } from "../helpers/process-env.ts";

const folder = mkdtempSync(join(tmpdir(), "wxcards-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = "npm_a8Fk29dLs0PqW3zXkk42";
const parts = ["../../src/cli/crash.ts", "../../src/cli/redact.ts", "../../src/cli/streams.ts"].map(
  (part) => new URL(part, import.meta.url),
);

/** What a process prints that ends in a way that no command knows of. */
function ended(lines: string): { readonly code: number | null; readonly all: string } {
  const script = join(folder, "end.ts");
  const [crash, redact, streams] = parts.map(String);
  const value = `process.env["NPM_TOKEN"]`;
  writeFileSync(
    script,
    `import { endCleanly } from "${crash}";\nimport { redactor } from "${redact}";\nimport { outputTo } from "${streams}";\n` +
      `const value = ${value} ?? "";\nendCleanly(redactor(process.env), outputTo(2));\n${lines}\n`,
  );
  const words = ["--import", "tsx", script];
  const ran = spawnSync(process.execPath, words, { env: processEnv({ NPM_TOKEN: token }), encoding: "utf8" });
  return { code: ran.status, all: ran.stdout + ran.stderr };
}

test.each([
  [
    "an error nobody catches",
    'throw Object.assign(new Error("no good: " + value), { value });',
    1,
    "no good: (secret)",
  ],
  [
    "an error of a timer",
    'setTimeout(() => { throw new Error("no good: " + value, { cause: value }); }, 0);',
    1,
    "(secret)",
  ],
  [
    "a promise nobody waits for",
    'void Promise.reject(new Error(Buffer.from(value).toString("base64")));',
    1,
    "(secret)",
  ],
  ["no error at all", 'void Promise.reject("no good: " + value);', 1, "no good: (secret)"],
  ["a warning", 'process.emitWarning("no good: " + value);', 0, "Warning: no good: (secret)"],
])("%s", (_name, lines, code, says) => {
  const run = ended(lines);
  expect(run.all).toContain(says);
  expect(run.all).not.toContain(token);
  expect(run.all).not.toContain(Buffer.from(token).toString("base64"));
  expect(run.code).toBe(code);
});
