import fc from "fast-check";
import { expect, test } from "vitest";
import { formats, reportFormats } from "../../src/report/formats/registry.ts";
import { memoryFiles, runIn, tries } from "../documents/support.ts";
import { activeInHtml } from "./active-markup.ts";
import { activeIn } from "./finished-lines.ts";
import { hostileText } from "./hostile-text.ts";
import { foreignElements, renderers } from "./markdown-renderers.ts";

// Proves G24.

/** What a name of a file cannot hold, and what would lead to another folder. */
const inName = (text: string) => text.replace(/[\0/\\]/g, "_").slice(0, 60);

/** A text as YAML and JSON both write it. */
const quoted = (text: string) => JSON.stringify(text);

/** A project in which everything that a pull request may write is hostile: names of files, keys, values, the state, the project file. */
function project([one = "", two = "", three = ""]: readonly string[], wrong: "project" | "documents" | "nothing") {
  const card = (name: string, more: string) => `kind: MemberCard
name: ${name}
account: sandbox
spec:
  base_info:
    logo_url: https://mmbiz.qpic.cn/mmbiz_png/example/0
    brand_name: ${quoted(one)}
    code_type: CODE_TYPE_QRCODE
    title: ${quoted(two)}
    color: Color010
    notice: ${quoted(three)}
    description: ${quoted(`${one}\n${two}\n${three}`)}
    date_info: { type: DATE_TYPE_PERMANENT }
    sku: { total_quantity: 10000 }
  prerogative: ${quoted(`${three}\n${two}`)}
  supply_bonus: true
  supply_balance: false
${more}`;
  // A card that can be made: its texts are as hostile as a valid document allows.
  const fitting = (text: string, most: number) =>
    [...text.replace(/\p{Surrogate}/gu, "")].slice(0, most).join("").trim() || "a";
  const right = {
    "wxcards.yaml": "accounts: {}\n",
    [`cards/${inName(one)}a.yaml`]: card("gold", "")
      .replace(/^ {4}brand_name: .*$/m, () => `    brand_name: ${quoted(fitting(one, 3))}`)
      .replace(/^ {4}title: .*$/m, () => `    title: ${quoted(fitting(two, 3))}`)
      .replace(/^ {4}notice: .*$/m, () => `    notice: ${quoted(fitting(three, 4))}`)
      .replace(/^ {2}prerogative: .*$/m, () => `  prerogative: ${quoted(fitting(three, 200))}`)
      .replace(/^ {4}description: .*$/m, () => `    description: ${quoted(fitting(`${one}\n${two}\n${three}`, 200))}`),
  };
  if (wrong === "nothing") return memoryFiles(right);
  return memoryFiles({
    "wxcards.yaml":
      wrong === "project"
        ? `accounts:\n  ${quoted(one)}: { platform: ${quoted(two)}, appid: ${quoted(three)} }\n${quoted(two)}: ${quoted(one)}\ncards: ${quoted(three)}\n`
        : "accounts: {}\n",
    [`cards/${inName(one)}a.yaml`]: card("gold", ""),
    [`cards/${inName(two)}b.yaml`]: card(quoted(three), `  ${quoted(one)}: ${quoted(two)}\n${quoted(two)}: 1\n`),
    [`cards/${inName(three)}c.yaml`]: `kind: ${quoted(one)}\n${two}: [${three}\n`,
    "wxcards.state/sandbox/state.yaml": `format: wxcards.state/1\n${quoted(one)}: ${quoted(two)}\nresources:\n  ${quoted(`MemberCard/${three}`)}: { id: ${quoted(two)}, ${quoted(one)}: 1 }\n`,
    "saved.json": `{"seal": ${quoted(one)}}`,
  });
}

/** Those that go to a file. */
const reports = reportFormats.filter((format) => format !== "github");

/** Every command that ends by itself, with what an operator's script may have put on its line. */
function commands([one = "", two = ""]: readonly string[]): readonly (readonly string[])[] {
  const report = reports.flatMap((format) => ["--report", `${format}=report.${format}`]);
  return [
    ...formats.flatMap((format) => [
      ["validate", "--format", format, ...report],
      ["plan", "--format", format, "--target", "MemberCard/gold", "--unmanaged", "--out", "out.json"],
      ["apply", "--yes", "--format", format, "--target", "MemberCard/gold", "--verbose"],
      ["status", "--format", format, "--verbose"],
      ["import", "--all", "--format", format],
      ["import", `${one}=${two}`, "--format", format],
      ["explain", one, "--format", format],
      ["validate", one, two, "--format", format],
      ["verify", "saved.json", "--format", format],
      ["plan", "--account", one, "--target", two, "--project", two, "--format", format],
    ]),
    ...[[`--${one}`], ["plan", `--${two}`], ["plan", "--format", one], ["apply", one, two, "a"], [one], ["help", two]],
    ...[
      ["plan", "--report", one],
      ["plan", "--allow", two],
      ["status", "--wait", one],
      ["completion", one],
    ],
    ...[
      ["__complete", "--", "plan", "--target", ""],
      ["__complete", "--", "plan", "--account", ""],
      ["__complete", one, two],
    ],
    ...[["init"], ["--help"]],
  ];
}

test("no run prints or reports anything that commands, whatever the repository and the command line hold", async () => {
  const texts = fc.array(hostileText, { minLength: 3, maxLength: 3 });
  const property = fc.asyncProperty(
    texts,
    fc.constantFrom("project", "documents", "nothing"),
    async (hostile, wrong) => {
      const files = project(hostile, wrong);
      for (const argv of commands(hostile)) {
        const ran = await runIn(files, argv);
        const isOffer = argv[0] === "__complete";
        expect(activeIn(isOffer ? ran.stdout.replaceAll("\t", " ") : ran.stdout), argv.join(" ")).toEqual([]);
        expect(activeIn(ran.stderr), argv.join(" ")).toEqual([]);
        // Without a result, what is wrong with the command line is on stderr, in words.
        if (argv.includes("json") && ran.stdout !== "") JSON.parse(ran.stdout);
        if (argv.includes("markdown"))
          for (const render of Object.values(renderers)) expect(foreignElements(render(ran.stdout))).toEqual([]);
      }
      for (const report of [...reports.map((format) => `report.${format}`), "out.json"])
        expect(activeIn(files.text(report) ?? ""), report).toEqual([]);
      expect(activeInHtml(files.text("report.html") ?? "<")).toEqual([]);
    },
  );
  await fc.assert(property, tries(2, 150));
});

test("a saved plan is sealed as it is printed, and a name and a key make no command together", async () => {
  const hostile = ["::stop-commands a", "x::y ##[a", "::b\u202e##vso[a.b]"];
  const files = project(hostile, "nothing");
  const planned = await runIn(files, ["plan", "--out", "out.json", "--format", "json"]);
  expect([planned.code, planned.stdout]).toEqual([0, files.text("out.json")]);
  expect(planned.stdout).toContain("#\\u0023[a");
  expect(planned.stdout).toContain("\\u202e#\\u0023vso[a.b]");
  expect(await runIn(files, ["verify", "out.json"])).toMatchObject({ code: 0 });
  expect(await runIn(files, ["apply", "out.json"])).toMatchObject({ code: 0 });
  const bare = memoryFiles({
    "wxcards.yaml": 'accounts: {}\ncards: "*.yaml"\n',
    "::stop-commands a.yaml": "kind: MemberCard\nname: gold\naccount: sandbox\nspec: {}\nx::y: 1\n",
  });
  const { stdout } = await runIn(bare, ["validate"]);
  expect(stdout).toMatch(/^:\\u\{3a\}stop-commands a\.yaml:5:1 {2}x::y is not known here/m);
  expect(activeIn(stdout)).toEqual([]);
});
