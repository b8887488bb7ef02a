import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardedIo } from "../../src/cli/io.ts";
import type { Annotation } from "../../src/report/annotations.ts";
import { shownAnnotations } from "../../src/report/annotations.ts";
import { workflowCommand } from "../../src/report/workflow-command.ts";
import { tries } from "../documents/support.ts";
import { hostileText } from "../properties/hostile-text.ts";

// Proves G24.

/** One command as a runner reads it from one line. */
interface Read {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Source: actions/runner, `ActionCommand.TryParseV2`, written here once more. */
function readAsRunner(line: string): Read | undefined {
  const message = line.trimStart();
  const end = message.indexOf("::", 2);
  if (!message.startsWith("::") || end < 0) return undefined;
  const info = message.slice(2, end);
  const space = info.indexOf(" ");
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .trim()
          .split(",");
  const properties = pairs.flatMap((pair) => {
    const at = pair.indexOf("=");
    const value = pair
      .slice(at + 1)
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n");
    return at < 1 || value === ""
      ? []
      : [[pair.slice(0, at), value.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%")]];
  });
  const data = message
    .slice(end + 2)
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");
  return { name: space < 0 ? info : info.slice(0, space), properties: Object.fromEntries(properties), data };
}

test.each([
  ["::set-output name=a::b", ":\\u{3a}set-output name=a::b"],
  ["\n::stop-commands::x", "%0A:\\u{3a}stop-commands::x"],
  ["##[error]no", "#\\u{23}[error]no"],
  ["50% off: a, b", "50%25 off: a, b"],
  ["a\r\nb", "a\\u{d}%0Ab"],
])("%j says what it says", (message, written) => {
  const line = workflowCommand({
    level: "warning",
    title: "a:b,c%",
    message,
    file: "cards/a,b:c.yaml",
    line: 3,
    column: 1,
  });
  expect(line).toBe(`::warning file=cards/a%2Cb%3Ac.yaml,line=3,col=1,title=a%3Ab%2Cc%25::${written}`);
});

test("no annotation is more than one command, nor another one, whatever the data is", () => {
  const texts = fc.tuple(hostileText, hostileText, hostileText);
  const property = fc.property(texts, fc.boolean(), ([title, message, file], isPlaced) => {
    const place = isPlaced ? { file, line: 7, column: 2 } : {};
    let out = "";
    const keep = (text: string) => {
      out += text;
    };
    const io = guardedIo(
      {
        ...{ stdout: keep, stderr: keep, env: {}, workingDirectory: "/", signal: new AbortController().signal },
        ...{ canAsk: () => false, hasTerminal: () => false, colour: () => false },
      },
      (text) => text,
    );
    io.annotate([{ level: "error", title, message: `${message}\n${title}`, ...place }]);
    expect(out.endsWith("\n")).toBe(true);
    const line = out.slice(0, -1);
    expect(line).not.toMatch(/[\n\r]|##\[|##[a-z]+\[/);
    const read = readAsRunner(line);
    expect(read?.name).toBe("error");
    const names = Object.keys(read?.properties ?? {});
    expect(["file", "line", "col", "title"].filter((name) => names.includes(name))).toEqual(names);
    // Where nothing had to be made visible, the runner gets the very text.
    if (/^[\w .,:%=/-]+$/.test(message + title) && !/::|--/.test(message + title))
      expect(read?.data).toBe(`${message}\n${title}`);
  });
  fc.assert(property, tries(300, 5_000));
});

describe("as many as GitHub shows", () => {
  const some = (level: Annotation["level"], count: number): Annotation[] =>
    Array.from({ length: count }, (_, at) => ({ level, title: "x", message: `${level} ${at}` }));

  test("the first ten of each, errors first, and how many are left", () => {
    const { shown, left } = shownAnnotations([...some("warning", 11), ...some("error", 25)]);
    expect(shown.map(({ message }) => message)).toEqual([
      ...Array.from({ length: 10 }, (_, at) => `error ${at}`),
      ...Array.from({ length: 10 }, (_, at) => `warning ${at}`),
    ]);
    expect(left).toEqual([15, 1]);
  });
});
