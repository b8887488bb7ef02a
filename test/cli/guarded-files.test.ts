import { expect, test } from "vitest";
import { guardedFiles } from "../../src/cli/guarded-files.ts";
import { redactor } from "../../src/cli/redact.ts";
import { secret } from "../../src/model/secret.ts";
import { memoryFiles } from "../documents/support.ts";

const value = "s3cr3t-V4lue!0-Xk9";
const long = `${"a line of a lock file\n".repeat(5000)}`;

function guarded() {
  const net = redactor({});
  const files = guardedFiles(memoryFiles({}), net, "/project");
  return { net, write: (text: string) => files.writeInside("/project", "wxcards.lock/coffee.yaml", text) };
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

test.each([-value.length, -5, 0, 5])(
  "a secret in a large file, %d characters from where its search begins anew",
  (off) => {
    const { net, write } = guarded();
    net.learn(secret(value));
    const place = 1_048_576 + off;
    const text = "a line of a lock file\n".repeat(100_000);
    expect(write(text)).toBeUndefined();
    expect(write(`${text.slice(0, place)}${value}${text.slice(place)}`)).toMatchObject({ trouble: "secret" });
    const other = guarded();
    other.net.learn(secret(value));
    expect(other.write(`${text.slice(0, place)}${value}${text.slice(place)}`)).toMatchObject({ trouble: "secret" });
  },
);
