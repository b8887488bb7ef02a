import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../src/cli/files.ts";
import { guardedFiles } from "../../src/cli/guarded-files.ts";
import { redactor } from "../../src/cli/redact.ts";
import { secret } from "../../src/model/secret.ts";
import type { Content } from "../../src/model/text.ts";
import { memoryFiles } from "../documents/support.ts";
import { newWorld } from "../helpers/world.ts";

const value = "s3cr3t-V4lue!0-Xk9";
const long = `${"a line of a state\n".repeat(5000)}`;

function guarded() {
  const net = redactor({});
  const files = guardedFiles(memoryFiles({}), net, "/project");
  const path = "wxcards.state/coffee/state.yaml";
  const read = () => Buffer.from(files.readInside("/project", path, 1e9) as Uint8Array).toString("utf8");
  return { net, read, write: (content: Content) => files.writeInside("/project", path, content) };
}

test.each([
  ["at the end", `${long}${value}`],
  ["at the beginning", `${value}\n${long}`],
  ["in the middle", `${long.slice(0, 50_000)}${value}${long.slice(50_000)}`],
])("a secret that comes into a file that was written before, %s", (_about, text) => {
  const { net, write } = guarded();
  net.learn(secret(value));
  expect(write(long)).toBeUndefined();
  expect(write(text)).toMatchObject({ trouble: "secret" });
  expect(write(`${text}!`)).toMatchObject({ trouble: "secret" });
});

test("a secret that comes in two writes, half by half", () => {
  const { net, write } = guarded();
  net.learn(secret(value));
  expect(write(`${long}s3cr3t-${long}`)).toBeUndefined();
  expect(write(`${long}s3cr3t-V4lue!0-Xk9${long}`)).toMatchObject({ trouble: "secret" });
});

test("a secret that is learned after it was written", () => {
  const { net, write } = guarded();
  expect(write(`${long}${value}`)).toBeUndefined();
  net.learn(secret(value));
  expect(write(`${long}${value}`)).toMatchObject({ trouble: "secret" });
});

test("a secret among bytes, and no secret in bytes that are no text", () => {
  const { net, write } = guarded();
  net.learn(secret(value));
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256));
  expect(write(bytes)).toBeUndefined();
  expect(write(Buffer.concat([bytes, Buffer.from(value), bytes]))).toMatchObject({ trouble: "secret" });
});

test.each([-value.length, -5, 0, 5])(
  "a secret in a large file, %d characters from where its search begins anew",
  (off) => {
    const { net, write } = guarded();
    net.learn(secret(value));
    const place = 1_048_576 + off;
    const text = "a line of a state\n".repeat(100_000);
    expect(write(text)).toBeUndefined();
    expect(write(`${text.slice(0, place)}${value}${text.slice(place)}`)).toMatchObject({ trouble: "secret" });
    const other = guarded();
    other.net.learn(secret(value));
    expect(other.write(`${text.slice(0, place)}${value}${text.slice(place)}`)).toMatchObject({ trouble: "secret" });
  },
);

describe("a text in parts", () => {
  const half = Math.floor(value.length / 2);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["in the first part", [value, long]],
    ["in the last part", [long, `${long}${value}`]],
    ["half in one part and half in the next", [`${long}${value.slice(0, half)}`, `${value.slice(half)}${long}`]],
    ["in pieces over three parts", [`a ${value.slice(0, 4)}`, value.slice(4, 9), `${value.slice(9)} b`]],
  ];

  test.each(rows)("a secret %s", (_about, parts) => {
    const { net, write, read } = guarded();
    net.learn(secret(value));
    expect(write([long])).toBeUndefined();
    expect(write(parts)).toMatchObject({ trouble: "secret" });
    expect(read()).toBe(long);
    expect(write([long, "!"])).toBeUndefined();
    expect(read()).toBe(`${long}!`);
  });

  test("a secret that is learned after it was written", () => {
    const { net, write } = guarded();
    expect(write([long, value])).toBeUndefined();
    expect(write([long, value])).toBeUndefined();
    net.learn(secret(value));
    expect(write([long, value])).toMatchObject({ trouble: "secret" });
  });

  test("a part that stood alone and gets the other half above it", () => {
    const { net, write } = guarded();
    net.learn(secret(value));
    expect(write([long, value.slice(half)])).toBeUndefined();
    expect(write([`${long}${value.slice(0, half)}`, value.slice(half)])).toMatchObject({ trouble: "secret" });
  });
});

test("no half of a secret in parts stays on a disk", async () => {
  const { root } = await newWorld({ isNew: true });
  const net = redactor({});
  net.learn(secret(value));
  const files = guardedFiles(realFiles, net, root);
  expect(files.writeInside(root, "wxcards.state/coffee/state.yaml", [long, long, value])).toMatchObject({
    trouble: "secret",
  });
  expect(readdirSync(join(root, "wxcards.state/coffee"))).toEqual([]);
});
