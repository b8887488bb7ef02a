import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { languageNames } from "../../src/model/language.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { instantIso, instantSeconds, instantText } from "../../src/schema/instant.ts";
import { bundled, PROJECT, temporaryFolder, tries } from "../documents/support.ts";
import { document, planOf, withCards } from "./cards.ts";
import { pair } from "./specs.ts";

// Proves G27.

const zones = [
  "Asia/Shanghai",
  "America/New_York",
  "UTC",
  "Asia/Kolkata",
  "Pacific/Kiritimati",
  "Australia/Lord_Howe",
  "America/St_Johns",
];

test("the time zone of the project changes no plan of instants that have an offset", async () => {
  const id = "pTestTestTestTestTestTestTest";
  await fc.assert(
    fc.asyncProperty(pair, (one) =>
      withCards({ [id]: one }, { "cards/x.yaml": document("x", id, one.spec) }, async (place) => {
        const plans: unknown[] = [];
        for (const zone of zones) {
          place.files.put("wxcards.yaml", `${PROJECT}timezone: ${zone}\n`);
          const ran = await place.run("plan", "--format", "json");
          expect(ran.code).toBe(0);
          const { digest, steps, changes } = planOf(ran);
          plans.push({ digest, steps, changes });
        }
        expect(plans).toEqual(zones.map(() => plans[0]));
      }),
    ),
    tries(8),
  );
});

describe("an instant is the same instant however it is written", () => {
  const zone = fc.constantFrom(...zones);
  const seconds = fc.integer({ min: 946_684_800, max: 4_102_444_800 });

  test("what is printed with its offset is read back", () => {
    fc.assert(
      fc.property(seconds, zone, zone, (value, printed, read) => {
        const iso = instantIso(value * 1000, printed);
        expect(instantSeconds(iso, "begin", read)).toBe(value);
        expect(instantSeconds(instantText(value, printed).replace(/ (?=[+-])/, ""), "end", read)).toBe(value);
      }),
      tries(500),
    );
  });

  test("a bare date begins at midnight and ends a second before the next", () => {
    fc.assert(
      fc.property(seconds, zone, (value, where) => {
        const day = instantIso(value * 1000, where).slice(0, 10);
        const begin = instantSeconds(day, "begin", where) as number;
        const end = instantSeconds(day, "end", where) as number;
        expect(begin).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(end);
        expect(instantIso(begin * 1000, where).slice(0, 19)).toBe(`${day}T00:00:00`);
        expect(instantIso(end * 1000, where).slice(0, 19)).toBe(`${day}T23:59:59`);
      }),
      tries(500),
    );
  });
});

describe("the machine changes no output", () => {
  const folder = temporaryFolder();
  const project = join(folder, "project");
  let cli = "";
  const environments: readonly Readonly<Record<string, string>>[] = [
    { TZ: "UTC", LANG: "C" },
    { TZ: "America/New_York", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", LANGUAGE: "de" },
    { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    { TZ: "Pacific/Apia", LANG: "zh_CN.GB18030", LC_ALL: "zh_CN.GB18030" },
  ];

  beforeAll(async () => {
    cli = await bundled("cli/entry.ts", folder);
    const root = join(import.meta.dirname, "../..");
    mkdirSync(join(project, "cards"), { recursive: true });
    writeFileSync(join(project, "wxcards.yaml"), readFileSync(join(root, "wxcards.yaml")));
    for (const name of ["silver", "hotpot", "bookshop", "bakery"]) {
      writeFileSync(join(project, `cards/${name}.yaml`), readFileSync(join(root, `cards/${name}.yaml`)));
    }
    await command(["sandbox", "--fill"], environments[0] ?? {}, 0);
    for (const [name, from, to] of [
      ["silver", "2027-12-31", "2028-12-31"],
      ["hotpot", "total_quantity: 100000", "total_quantity: 1234567"],
      ["bookshop", "title: 见山书店读者卡", "title: İstanbul ıßẞ"],
      ["bakery", "location_id_list: [502118, 502119]", "location_id_list: [502119, 40, 1000]"],
    ] as const) {
      const file = join(project, `cards/${name}.yaml`);
      const text = readFileSync(file, "utf8");
      expect(text).toContain(from);
      writeFileSync(file, text.replace(from, to));
    }
  });

  // A locale chooses the language, where nothing else does, and nothing beside.
  test.each(formats.flatMap((format) => languageNames.map((language) => [format, language] as const)))(
    "a plan as %s in %s is the same under every zone and locale",
    async (format, language) => {
      const outputs: string[] = [];
      const words = ["plan", "--format", format, "--lang", language];
      for (const environment of environments) outputs.push(await command(words, environment, 0));
      for (const changed of ["1234567", "İstanbul ıßẞ", "coffee"]) expect(outputs[0]).toContain(changed);
      expect(outputs).toEqual(environments.map(() => outputs[0]));
    },
  );

  test("a plan as JSON is the same in every language that a locale chooses", async () => {
    const outputs: string[] = [];
    for (const environment of environments) outputs.push(await command(["plan", "--format", "json"], environment, 0));
    expect(outputs).toEqual(environments.map(() => outputs[0]));
  });

  function command(
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
    code: number,
  ): Promise<string> {
    const options = { cwd: project, env: { PATH: process.env["PATH"], ...environment } };
    return new Promise((resolve, reject) => {
      const child = execFile(process.execPath, [cli, ...argv, "--sandbox"], options, (_error, stdout, stderr) => {
        if (child.exitCode === code) resolve(stdout);
        else reject(new Error(`exit ${child.exitCode}\n${stdout}\n${stderr}`));
      });
    });
  }
});
