import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";

/** A word that stands in every file outside of the project: none of it may be seen anywhere. */
export const canary = "canary-5f4dcc3b5aa765d6";

/** Where a repository may put something that leads out: the files of a project, and every folder on the way to one. */
export const places = [
  "wxcards.yaml",
  "cards",
  "cards/gold.yaml",
  "cards/r",
  "cards/r/s",
  "cards/r/s/more.yml",
  "wxcards.state",
  "wxcards.state/coffee",
  "wxcards.state/coffee/state.yaml",
  "wxcards.state/coffee/lease.yaml",
  "wxcards.state/former/state.yaml",
  ".env",
  ".wxcards",
  ".wxcards/.gitignore",
  ".wxcards/journal",
  ".wxcards/journal/coffee.jsonl",
  ".wxcards/sandbox",
  ".wxcards/sandbox/coffee.json",
  ".wxcards/sandbox/sandbox.json",
  ".wxcards/sandbox/sandbox.wechatpay.json",
  ".wxcards/sandbox/state",
  ".wxcards/sandbox/state/coffee/state.yaml",
  ".wxcards/sandbox/state/sandbox/lease.yaml",
  ".wxcards/sandbox/journal/sandbox.jsonl",
  ".github",
  ".github/workflows",
  ".github/workflows/wxcards-plan.yml",
  ".gitlab",
  ".gitlab/wxcards.gitlab-ci.yml",
  ".gitignore",
] as const;

/** A text for a file outside: what would stand in its place, with the canary in it. */
export function outsideText(place: string): string {
  if (place.endsWith(".json"))
    return JSON.stringify({ format: "wxcards.sandbox/1", cards: { [canary]: { title: canary } } });
  if (place.endsWith("lease.yaml"))
    return `format: wxcards.lease/1\nidentity: wx0123456789abcdef\nintents: { ${canary}: { ${canary}: 1 } }\n`;
  if (place.endsWith("state.yaml"))
    return `format: wxcards.state/1\nidentity: wx0123456789abcdef\n${canary}:\n  ${canary}: 1\n`;
  if (place === ".env") return `WXCARDS_COFFEE_APPSECRET=${canary}\n${canary}\n`;
  return `kind: MemberCard\nname: ${canary}\n${canary}: [${canary}\nspec: { base_info: { title: ${canary} } }\n`;
}

/** One way out: puts something at a path of the project; `outside` is a folder with a file of the place's name, as deep. */
export interface Way {
  readonly name: string;
  readonly make: (path: string, outside: string) => void;
}

const link = (name: string, target: (path: string, outside: string) => string): Way => ({
  name,
  make: (path, outside) => symlinkSync(target(path, outside), path),
});

/** What may stand at a place. */
export const ways: readonly Way[] = [
  link("a link to what is outside", (_path, outside) => outside),
  link("a relative link to what is outside", (path, outside) => relative(dirname(path), outside)),
  {
    name: "a link to a link",
    make: (path, outside) => {
      symlinkSync(outside, `${path}.hop`);
      symlinkSync(`${path}.hop`, path);
    },
  },
  link("a link that leads nowhere", (_path, outside) => `${outside}-missing`),
  link("a link to itself", (path) => path),
  link("a link to the root of the machine", () => "/"),
  link("a link to the environment of the process", () => "/proc/self/environ"),
  link("a link to the messages of the kernel", () => "/proc/kmsg"),
  link("a link to zeroes without end", () => "/dev/zero"),
  link("a link to standard input", () => "/dev/stdin"),
  link("a link to the file descriptors", () => "/proc/self/fd"),
  { name: "a pipe that nobody writes to", make: (path) => void execFileSync("mkfifo", [path]) },
  { name: "a folder in a file's place", make: (path) => void mkdirSync(path) },
  {
    name: "a file of ten gigabytes",
    make: (path) => {
      writeFileSync(path, "");
      truncateSync(path, 10 * 2 ** 30);
    },
  },
];

/** A socket, which takes a server that listens. */
export async function socketAt(path: string): Promise<{ close(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

/** Takes away what stands at a path and makes the folders above it. */
export function clear(root: string, place: string): string {
  const path = join(root, place);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
