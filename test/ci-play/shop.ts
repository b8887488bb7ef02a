import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { root } from "../../scripts/build/root.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/sandbox.ts";
import { fakeClock, seededRandom } from "../helpers/clock.ts";
import { type GitHub, newGitHub } from "./github.ts";
import { atDesk, type BareRepository } from "./repository.ts";
import type { Asked } from "./workflow-run.ts";

/** The account of the shop. */
export const coffee = { appid: "wx0123456789abcdef", secret: "Wq7Zr2Lx9TnB4vKc8HsYd3Gf6JmPa5Ue" } as const;

/** The secrets of all plays, by the variable that holds each. No text that anybody reads may show one. */
export const secrets = {
  WXCARDS_COFFEE_APPSECRET: coffee.secret,
  // Nothing of a play goes through it: the platform is on this machine, and spoken to in the clear.
  WXCARDS_HTTPS_PROXY: "http://cards:Pr0xyPassw0rdThatNobodySees47@127.0.0.1:9",
} as const;

/** The project file of a shop with one account. */
export const oneAccount = `accounts:
  coffee: { platform: weixin, appid: ${coffee.appid} }
`;

/** Somebody's desk: a clone, a shell, and the tool. */
export interface Desk {
  /** Runs a line of a shell. `$REMOTE` is the address of the repository. */
  desk(line: string): Promise<string>;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
  /** Replaces the only occurrence of a text in a file. */
  edit(path: string, from: string, to: string): void;
  /** Puts what was changed on a branch, a new one from main unless it is that one, and pushes it. */
  branch(name: string, subject: string): Promise<void>;
  /** Puts a project with its workflows on main, as if all of it had been there for long. */
  begin(host: "github" | "gitlab", files: Readonly<Record<string, string>>, flags?: string): Promise<void>;
}

/** Opens a desk with an empty folder beside a repository. */
export function openDesk({ root: place, folder: remote }: Pick<BareRepository, "root" | "folder">): Desk {
  const [folder, home] = [join(place, "desk/cards"), join(place, "desk/home")];
  mkdirSync(join(home, "bin"), { recursive: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(root, "dist/wxcards.cjs"), join(home, "bin/wxcards"));
  const desk: Desk = {
    desk: async (line) => {
      return atDesk(folder, home, `PATH=$HOME/bin:$PATH REMOTE=${remote}\n${line}`);
    },
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    edit: (path, from, to) => {
      const parts = desk.read(path).split(from);
      if (parts.length !== 2) throw new Error(`${path} holds ${from} ${parts.length - 1} times`);
      desk.write({ [path]: parts.join(to) });
    },
    branch: async (name, subject) => {
      await desk.desk(`git fetch -q origin
        test "$(git branch --show-current)" = ${name} || git switch -qmC ${name} origin/main
        git add --all; git commit -qm ${JSON.stringify(subject)}; git push -qf origin ${name}`);
    },
    begin: async (host, files, flags = "") => {
      const usual = flags.includes("--project") ? {} : { "wxcards.yaml": oneAccount };
      desk.write({ ...usual, ".gitignore": "node_modules/\n.wxcards/\n*.lock\n", ...files });
      await desk.desk(`git init -qb main; git remote add origin $REMOTE; wxcards init --ci ${host}${flags}`);
      await desk.desk("git add --all; git commit -qm 'Begin'; git push -qu origin main");
    },
  };
  return desk;
}

/** Starts the platform of a play, on which a review is over at once. It ends with the test. */
export async function startPlatform(): Promise<Sandbox> {
  const clock = fakeClock();
  // The tool runs in processes of its own, by the clock of the machine; the platform stands still.
  clock.advance((Date.now() - clock.now()) / 1000);
  const behaviours = { review: { seconds: 0 } };
  const sandbox = await startSandbox({ clock, random: seededRandom(7), accounts: [coffee], behaviours });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** The id of the card whose content holds a word. */
export function cardWith(sandbox: Sandbox, word: string): string {
  const cards = Object.entries(sandbox.state(coffee.appid).cards);
  const [found] = cards.find(([, { content }]) => JSON.stringify(content).includes(word)) ?? [];
  if (found === undefined) throw new Error(`no card with ${word}`);
  return found;
}

/** A desk, a repository on a played GitHub, and a platform that both reach. */
export interface Shop extends Desk {
  readonly github: GitHub;
  readonly sandbox: Sandbox;
  /** What somebody was asked to approve, in order. */
  readonly asked: Asked[];
  /** What happens before the next approval is given. */
  beforeApproval: () => void;
}

/** Opens one: an empty folder at the desk, an empty repository, and secrets in two environments of the branch main. */
export async function openShop(): Promise<Shop> {
  const github = await newGitHub();
  const sandbox = await startPlatform();
  const shop: Shop = { ...openDesk(github.repository), github, sandbox, asked: [], beforeApproval: () => {} };
  const refs = ["refs/heads/main"];
  const approve = (asked: Asked) => {
    shop.asked.push(asked);
    shop.beforeApproval();
    shop.beforeApproval = () => {};
  };
  Object.assign(github.environments, { "wxcards-plan": { secrets, refs }, wxcards: { secrets, refs, approve } });
  Object.assign(github.variables, { WXCARDS_WEIXIN_BASE_URL: sandbox.url });
  return shop;
}
