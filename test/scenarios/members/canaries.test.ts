import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realNetwork } from "../../../src/cli/network.ts";
import type { Network } from "../../../src/model/ports.ts";
import type { Run, World } from "../../helpers/world.ts";
import { code, person, withMember } from "./people.ts";

/*
 * A person who is nowhere but in these tests, through every command about members: in every format and report, with
 * --verbose, where the platform quotes her in a refusal or an answer is broken, and where a bug throws her words.
 * Nothing of her is in any stream or file, but on stdout where --show-personal asks for it.
 */

/** Every text of the person, and the code of her card, in the spellings that files and streams have. */
const canaries = [...Object.values(person), code].flatMap((text) => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text, "utf8").toString("base64").replace(/=+$/, ""),
  Buffer.from(text, "utf8").toString("hex"),
]);

const leaksIn = (text: string): string[] => canaries.filter((canary) => text.includes(canary));

/** Every file of the project folder with its name: state, lease, journal, reports and all else. */
function written(world: World): string {
  const files = readdirSync(world.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), "utf8")}`).join("\n");
}

const echo = Object.values(person).join(" ");
const quoted = `${echo} ${code}`;

/** The three commands, each whole, with the calls that it makes. */
const commands = {
  member: {
    words: ["member", code, "--card", "MemberCard/gold"],
    calls: ["/card/code/get", "/card/membercard/userinfo/get"],
  },
  "member --openid": { words: ["member", "--openid", person.openid], calls: ["/card/user/getcardlist"] },
  "code invalidate": {
    words: [
      ...["code", "invalidate", code, "--card", "MemberCard/gold", "--reason", "应您的要求注销"],
      ...["--allow", `irreversible=code:${code}`],
    ],
    calls: ["/card/code/get", "/card/code/unavailable"],
  },
} as const;
type CommandName = keyof typeof commands;
const names = Object.keys(commands) as CommandName[];

const reports = ["json", "text", "markdown", "html", "gitlab", "wecom", "feishu", "dingtalk"].flatMap((format) => [
  "--report",
  `${format}=${format}.out`,
]);
const inEvery = names.flatMap((name) =>
  ["text", "json", "markdown"].flatMap((format) => ["en", "zh-CN"].map((lang) => [name, format, lang] as const)),
);
const callsOf = names.flatMap((name) => commands[name].calls.map((call) => [name, call] as const));

function expectNothing(run: Run, world: World): void {
  expect([leaksIn(run.all), leaksIn(written(world))]).toEqual([[], []]);
}

describe("nothing of a person leaves the result that was asked for", () => {
  test("the search finds what it looks for", async () => {
    const world = await withMember();
    const run = await world.cli([...commands.member.words, "--show-personal"]);
    expect(leaksIn(run.stdout)).toEqual(
      expect.arrayContaining([person.openid, person.name, person.phone, person.idNumber, person.address, code]),
    );
    expect(run.stderr).toBe("");
    world.write({ "notes.txt": `found in ${Buffer.from(person.phone).toString("base64")}` });
    expect(leaksIn(written(world))).toHaveLength(1);
  });

  test.each(inEvery)("%s as %s in %s, with every report", async (name, format, lang) => {
    const world = await withMember();
    const line = [...commands[name].words, "--format", format, "--lang", lang, "--verbose", ...reports];
    const run = await world.cli(line);
    expect(run.code).toBe(0);
    expectNothing(run, world);
    // A second time: what the first run left must not tell either.
    expectNothing(await world.cli(line), world);
  });

  test.each(["member", "member --openid"] as const)("%s --show-personal shows it on stdout alone", async (name) => {
    const world = await withMember();
    const run = await world.cli([...commands[name].words, "--show-personal", "--verbose", ...reports]);
    expect([run.code, leaksIn(run.stderr), leaksIn(written(world))]).toEqual([0, [], []]);
    expect(leaksIn(run.stdout)).not.toEqual([]);
  });

  test.each(callsOf)("%s: a refusal of %s that repeats everything", async (name, path) => {
    for (const errcode of [40_056, 40_099, 40_127, 47_001, 99_999]) {
      const world = await withMember();
      world.sandbox.fail({ path, errcode, errmsg: `${quoted} Error before ${quoted}` });
      expectNothing(await world.cli([...commands[name].words, "--verbose", ...reports]), world);
      expect(world.bodies(path).length).toBeGreaterThan(0);
    }
  });

  test.each(callsOf)("%s: an answer of %s that is no JSON, or none of ours", async (name, path) => {
    const bodies = [
      `<html>${quoted}</html>`,
      `{"errcode":0,"x":"${quoted}"`,
      `{"errcode":0,"openid":"${quoted}"}`,
      `{"errcode":"${quoted}","errmsg":"${quoted}"}`,
      `{"errcode":0,"card":{"card_id":"${quoted}"},"user_card_status":"${quoted}","card_list":[{"code":{"x":"${quoted}"}}]}`,
    ];
    // Each of her texts where only a code, a mark of the request or a state belongs.
    const misplaced = Object.values(person).flatMap((text) => [
      JSON.stringify({ errcode: text, errmsg: text }),
      `{"errcode":${/^\d+$/.test(text) ? text : 40127},"errmsg":"invalid, hints: [ req_id: ${text} ]"}`,
      JSON.stringify({ errcode: 40127, errmsg: "x", rid: text, user_card_status: text }),
      JSON.stringify({ errcode: 0, errmsg: text, card: { card_id: /\p{Script=Han}/u.test(text) ? text : "p1" } }),
    ]);
    for (const rawBody of [...bodies, ...misplaced]) {
      const world = await withMember();
      world.sandbox.fail({ path, errcode: 0, rawBody });
      expectNothing(await world.cli([...commands[name].words, "--verbose", ...reports]), world);
    }
  });

  test.each(callsOf)("%s: a bug that throws in the middle of %s", async (name, path) => {
    const world = await withMember();
    const network: Network = {
      open: async (options) => {
        const transport = await realNetwork.open(options);
        return {
          ...transport,
          send: async (request, signal) => {
            if (request.url.includes(path))
              throw new TypeError(`cannot read ${quoted} of null`, { cause: new Error(quoted) });
            return transport.send(request, signal);
          },
        };
      },
    };
    world.network = network;
    const run = await world.cli([...commands[name].words, "--verbose", ...reports]);
    expect(run.code).not.toBe(0);
    expectNothing(run, world);
    // Where it happened is told all the same.
    expect(run.stderr).toContain("canaries.test.ts");
  });

  test.each([
    ["an unknown card", ["member", code, "--card", "MemberCard/golt"]],
    ["two ways at once", ["member", code, "--openid", person.openid]],
    ["no consent", commands["code invalidate"].words.slice(0, -2)],
    ["consent for another code", [...commands["code invalidate"].words.slice(0, -1), "irreversible=code:000000000000"]],
    ["an account that is not there", ["member", "--openid", person.openid, "--account", "nowhere"]],
  ])("a command line with %s", async (_name, words) => {
    const world = await withMember();
    const run = await world.cli([...words, "--verbose"]);
    expect(run.code).not.toBe(0);
    expectNothing(run, world);
  });
});
