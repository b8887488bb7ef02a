import { expect } from "vitest";
import type { HostName } from "../../src/model/comment.ts";
import { hostNames } from "../../src/model/comment.ts";
import { environmentOf, type FakeHost, type FakeUser, startHost } from "../helpers/comment-hosts.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type Run, type World } from "../helpers/world.ts";

export const hosts = hostNames;

/** A project with a plan, and a fake host beside it. */
export interface CommentWorld {
  readonly world: World;
  readonly host: FakeHost;
  /** Plans anew with another title of the card, into plan.json. */
  plan(title: string): Promise<void>;
  /** Runs `wxcards comment` with `--to` and these words; no output of it may show a token. */
  comment(words: string, file?: string): Promise<Run>;
  /** The same, and what `--format json` says. */
  result(words: string, file?: string): Promise<Record<string, unknown>>;
}

export async function commentWorld(name: HostName, user: FakeUser): Promise<CommentWorld> {
  const host = await startHost(name);
  const world = await newWorld({
    files: { "cards/gold.yaml": goldCard },
    env: environmentOf(name, host.url, user.token),
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const comment = async (words: string, file = "plan.json"): Promise<Run> => {
    const line = ["comment", file, "--to", name, "--verbose", ...split(words)];
    const run = await world.cli(line);
    showsNoToken(run.all, user.token);
    return run;
  };
  const own: CommentWorld = {
    world,
    host,
    plan: async (title) => {
      world.write({ "cards/gold.yaml": goldCard.replace("title: 云杉咖啡金卡", `title: ${title}`) });
      const { code, all } = await world.cli("plan --out plan.json");
      expect(code, all).toBe(0);
    },
    comment,
    result: async (words, file) => {
      const run = await comment(`${words} --format json`, file);
      expect(run.code, run.all).toBe(0);
      return JSON.parse(run.stdout) as Record<string, unknown>;
    },
  };
  await own.plan("云杉黑金卡");
  return own;
}

/** Words between spaces; what stands in quotes is one word. */
function split(words: string): string[] {
  return [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
}

/** No spelling of a token in which anybody would write it is in a text. */
export function showsNoToken(text: string, token: string): void {
  const bytes = Buffer.from(token);
  const spellings = [
    token,
    encodeURIComponent(token),
    bytes.toString("base64").replace(/=+$/, ""),
    Buffer.from(`x:${token}`).toString("base64").slice(4, -4),
    bytes.toString("hex"),
    [...token].reverse().join(""),
  ];
  for (const spelling of spellings) expect(text).not.toContain(spelling);
}
