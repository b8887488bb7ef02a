import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Network } from "../../../src/model/ports.ts";
import type { ProgramEnd } from "../../../src/model/program.ts";
import { goldId } from "../../helpers/documents.ts";
import { playedPrograms, printed } from "../../helpers/programs.ts";
import { coffee, type World } from "../../helpers/world.ts";
import { ofPlatform, platform, twoShops } from "./world.ts";

// Proves G23.

/** What comes from a command, and from nowhere else. */
const ofCommand = "cmd_k3J9xQ12pLm0ZzW8vB5nT7yR4eS6dF1gH2jK";
const argument = "arg_Xy7Zk2Qw9Er4Ty1Ui8Op3As6Df5Gh0Jk";

/** Everything that whoever listens on the wire would learn: tokens of every kind, in answers. */
function listening(network: Network, learnt: Set<string>): Network {
  return {
    open: async (options) => {
      const transport = await network.open(options);
      return {
        ...transport,
        send: async (request, signal) => {
          const answer = await transport.send(request, signal);
          if ("status" in answer)
            for (const [, token] of new TextDecoder()
              .decode(answer.body)
              .matchAll(
                /"(?:component_access_token|authorizer_access_token|authorizer_refresh_token|refresh_token|access_token)":"([^"]{12,})"/g,
              ))
              learnt.add(token ?? "");
          return answer;
        },
      };
    },
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), "utf8")] : [],
  );
}

/** Pieces by which a secret would be recognised. */
const pieces = (secret: string) => [
  secret,
  secret.slice(0, 16),
  secret.slice(-16),
  Buffer.from(secret).toString("base64"),
];

type Trouble = (world: World) => void;

const keeping: Trouble = ({ env }) =>
  void Object.assign(env, { WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: JSON.stringify(["keep", argument]) });
const byCommand: Trouble = ({ env }) =>
  void Object.assign(env, { WXCARDS_COFFEE_TOKEN_COMMAND: JSON.stringify(["token", `--key=${argument}`]) });
const ends =
  (end: Partial<ProgramEnd>): Trouble =>
  (world) => {
    byCommand(world);
    keeping(world);
    world.programs = playedPrograms({ token: () => end, keep: () => end }).programs;
  };
const echoed =
  (path: string, errcode: number): Trouble =>
  ({ sandbox, env }) =>
    sandbox.fail({
      path,
      errcode,
      errmsg: `refused ${platform.secret} ${platform.ticket} ${env["WXCARDS_COFFEE_REFRESH_TOKEN"]}`,
      times: 9,
    });

const troubles: readonly (readonly [string, Trouble])[] = [
  ["nothing goes wrong", () => {}],
  [
    "a refresh token changes, and is kept",
    (world) => {
      keeping(world);
      world.sandbox.behaviours.thirdParty.refreshTokens = "replaced";
    },
  ],
  [
    "a refresh token changes, and nothing keeps it",
    ({ sandbox }) => void Object.assign(sandbox.behaviours.thirdParty, { refreshTokens: "added" }),
  ],
  [
    "a refresh token changes, and the command fails",
    (world) => {
      ends({ code: 2, ...printed(ofCommand), stderr: `cannot keep ${ofCommand}` })(world);
      world.env["WXCARDS_COFFEE_TOKEN_COMMAND"] = undefined;
      world.sandbox.behaviours.thirdParty.refreshTokens = "added";
    },
  ],
  ["a command gives a token that is refused", ends(printed({ access_token: ofCommand, expires_in: 7200 }))],
  ["a command fails and prints a token", ends({ code: 1, ...printed(ofCommand), stderr: `token ${ofCommand} is old` })],
  ["a command hangs", ends({ code: null, failure: "late", ...printed(ofCommand), stderr: ofCommand })],
  ["a command prints a token and rubbish", ends(printed(`${ofCommand} and more`))],
  [
    "the variable holds no list",
    ({ env }) => void Object.assign(env, { WXCARDS_COFFEE_TOKEN_COMMAND: `token ${argument}` }),
  ],
  ["the platform repeats secrets in refusals", echoed("/cgi-bin/component/api_component_token", 61011)],
  ["the platform repeats secrets in other refusals", echoed("/cgi-bin/component/api_authorizer_token", 61023)],
  ["calls are refused with secrets in the words", echoed("/card/get", 61007)],
  [
    "the network fails",
    ({ sandbox }) =>
      sandbox.fail({
        path: "/cgi-bin/component/api_authorizer_token",
        errcode: -1,
        status: 502,
        rawBody: "<html>",
        times: 9,
      }),
  ],
];

describe("0 tokens and secrets on any stream and in any file", () => {
  test.each(troubles)("where %s", async (_name, trouble) => {
    const world = await twoShops({ env: ofPlatform });
    world.env["WXCARDS_COFFEE_REFRESH_TOKEN"] = world.sandbox.components.refreshToken(platform.appid, coffee.appid);
    const learnt = new Set<string>([
      ...Object.values(platform).slice(1),
      ofCommand,
      argument,
      world.env["WXCARDS_COFFEE_REFRESH_TOKEN"],
    ]);
    world.network = listening(world.network, learnt);
    world.programs = playedPrograms({ keep: () => ({}) }).programs;
    trouble(world);
    let said = "";
    for (const command of [
      "plan --verbose --account coffee --report json=plan.json --report markdown=plan.md",
      "apply --yes --verbose --report html=report.html --report journal=journal.jsonl",
      "apply --yes --format json",
      "accounts",
      "accounts --format json",
    ])
      said += (await world.cli(command)).all;
    const places = [said, ...filesBelow(world.root)];
    expect(said).toContain("coffee");
    expect(learnt.size).toBeGreaterThanOrEqual(4);
    const shown = [...learnt].filter((secret) =>
      pieces(secret).some((piece) => places.some((place) => place.includes(piece))),
    );
    expect(shown).toEqual([]);
  });

  test("where the tool itself falls over", async () => {
    const world = await twoShops({ env: ofPlatform });
    const learnt = new Set<string>([platform.secret, platform.ticket]);
    const heard = listening(world.network, learnt);
    world.network = {
      open: async (options) => {
        const transport = await heard.open(options);
        return {
          ...transport,
          send: async (request, signal) => {
            if (request.url.includes("/card/get"))
              throw new Error(`fell over at ${request.url} ${String(request.body)} ${[...learnt].join(" ")}`);
            return transport.send(request, signal);
          },
        };
      },
    };
    const run = await world.cli("plan --account coffee --verbose");
    expect(run.code).toBe(1);
    expect(run.all).toContain("bug");
    expect(learnt.size).toBeGreaterThanOrEqual(5);
    expect([...learnt].filter((secret) => pieces(secret).some((piece) => run.all.includes(piece)))).toEqual([]);
    expect(world.card(goldId).content["base_info"]).toMatchObject({ notice: "请出示" });
  });
});
