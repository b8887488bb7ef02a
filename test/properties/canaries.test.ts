import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formats, reportFormats } from "../../src/report/formats/registry.ts";
import { tries } from "../documents/support.ts";
import { canaries } from "../helpers/canaries.ts";
import { bronzeId, goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { leaksOf, spellingsOf } from "../helpers/spellings.ts";
import { coffee, openWorld, type Run, type World } from "../helpers/world.ts";

// Proves G23.

/** Forty secrets in every spelling through every place where a run writes anything. */
const secrets = canaries(40, 12);
const spelled = secrets.flatMap((value) =>
  Object.entries(spellingsOf(value)).map(([way, text]) => ({ value, way, text })),
);
const { numRuns } = tries(24, spelled.length);
// A sample that goes through secrets and spellings alike.
const stride = Math.max(1, Math.floor(spelled.length / numRuns)) | 1;
const cases = Array.from(
  { length: numRuns },
  (_, index) => spelled[(index * stride) % spelled.length] as (typeof spelled)[number],
);

let refused = 0;

/** Every report there is, in one run. */
const reports = reportFormats
  .map((format) => (format === "github" ? "--report github" : `--report ${format}=r.${format}`))
  .join(" ");

/** Who knows the secret: wxcards, or another program whose variable is in the same environment. */
const variables = ["WXCARDS_COFFEE_APPSECRET", "DEPLOY_TOKEN", "WXCARDS_OTHER_PRIVATE_KEY"];

async function worldWith(value: string, text: string, index: number): Promise<World> {
  const variable = variables[index % variables.length] as string;
  // The platform knows the AppSecret only where it is one.
  const isAppSecret = variable === "WXCARDS_COFFEE_APPSECRET";
  const world = await openWorld({
    files: { "cards/gold.yaml": goldCard },
    env: { [variable]: value, GITHUB_STEP_SUMMARY: "r.summary" },
    accounts: [{ appid: coffee.appid, secret: isAppSecret ? value.trim() : coffee.secret }],
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, { ...liveGold, prerogative: text }, { card_id: bronzeId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

function written(world: World): Readonly<Record<string, string>> {
  const files = readdirSync(world.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [entry.name, `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), "utf8")}`]),
  );
}

test("forty secrets, every spelling, everything a run writes", async () => {
  const leaks: string[] = [];
  for (const [index, { value, way, text }] of cases.entries()) {
    const world = await worldWith(value, text, index);
    const look = (where: string, shown: string) => {
      const leak = leaksOf(value.trim(), shown);
      if (leak !== undefined) leaks.push(`${JSON.stringify(value.slice(0, 40))} as ${way} in ${where}: ${leak}`);
    };
    const check = (command: string, run: Run) => {
      look(`${command}: stdout`, run.stdout);
      look(`${command}: stderr`, run.stderr);
      for (const [name, content] of Object.entries(written(world))) look(`${command}: ${name}`, content);
      if (run.all.includes("secret-in-output")) refused += 1;
    };
    const commands = [
      `plan --verbose ${reports} --unmanaged`,
      `import coffee/MemberCard/new=${bronzeId} --verbose`,
      "import --all --format json",
      "plan --format markdown --out plan.json",
    ];
    try {
      // A drift that holds it, for plans and saved plans.
      world.sandbox.editInConsole(coffee.appid, goldId, { prerogative: text });
      for (const command of commands) check(command, await world.cli(command));
      world.sandbox.fail({ path: "/card/update", errcode: 40_009, errmsg: `no good: ${text}` });
      for (const format of ["text", "json"]) check(format, await world.cli(`apply --yes --verbose --format ${format}`));
      const { files } = world;
      const cause = new Error(text, { cause: new Error(value) });
      world.files = {
        ...files,
        glob: () => {
          throw Object.assign(new Error(`${text}\n  at ${text}`, { cause }), { value });
        },
      };
      for (const format of formats) check("crash", await world.cli(`plan --format ${format}`));
    } finally {
      await world.close();
    }
  }
  expect(leaks).toEqual([]);
});

test("the embedded platform keeps no secret, and says so", async () => {
  for (const [index, { value, way, text }] of cases.slice(0, Math.ceil(cases.length / 8)).entries()) {
    const world = await worldWith(value, text, index + 1);
    try {
      const quoted = JSON.stringify(text.slice(0, 900)).replaceAll("\\u0000", "");
      world.edit("cards/gold.yaml", "prerogative: 全场饮品九折。", `prerogative: ${quoted}`);
      await world.cli("sandbox --fill");
      const run = await world.cli("apply --yes --sandbox --verbose");
      // The document is the user's own; everything else is written by the run.
      for (const [name, content] of Object.entries({ ...written(world), stdout: run.stdout, stderr: run.stderr }))
        if (name !== "gold.yaml") expect([way, name, leaksOf(value.trim(), content)]).toEqual([way, name, undefined]);
    } finally {
      await world.close();
    }
  }
});

afterAll(() => {
  // Otherwise the test would hold of a run that never came near a secret.
  expect(refused).toBeGreaterThan(0);
});
