import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import ts from "typescript";

const repository = join(import.meta.dirname, "../..");
const loader = join(repository, "node_modules/tsx/dist/loader.mjs");
const copied = ["src", "schemas", "scripts", "docs", "package.json", "tsconfig.json", "tsconfig.types.json"];

/** A kind that somebody adds: its schema, and `index.ts` of its folder. */
export interface Toy {
  /** Of its folder and its schema: `toy-badge`. */
  readonly name: string;
  readonly schema: object;
  readonly kind: string;
}

/** What one process did. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the repository with kinds that the repository does not have. */
export interface ToyRepository {
  /** Files by their path below the copy, before the kinds were added. */
  readonly before: ReadonlyMap<string, string>;
  /** The same as they are now. */
  after(): ReadonlyMap<string, string>;
  /** What the compiler says about the files of the kinds. */
  typeErrors(): string[];
  /** Runs the generator of the copy. */
  generate(): Promise<Ran>;
  /** Where the command line of the copy begins. */
  readonly entry: string;
}

/** The files that adding a kind takes. */
export function ownFiles({ name }: Pick<Toy, "name">): string[] {
  return [`schemas/${name}.schema.json`, `src/kinds/${name}/index.ts`];
}

/** Copies the repository below a folder and adds the kinds to the copy, by their own files only. */
export function toyRepository(folder: string, toys: readonly Toy[]): ToyRepository {
  const copy = join(folder, "repository");
  mkdirSync(copy);
  for (const name of copied) cpSync(join(repository, name), join(copy, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"), "dir");
  const before = filesOf(copy);
  for (const toy of toys) {
    const [schema = "", kind = ""] = ownFiles(toy).map((path) => join(copy, path));
    mkdirSync(dirname(kind));
    writeFileSync(schema, `${JSON.stringify(toy.schema, null, 2)}\n`);
    writeFileSync(kind, toy.kind);
  }
  return {
    before,
    after: () => filesOf(copy),
    typeErrors: () => typeErrors(toys.map((toy) => join(copy, ownFiles(toy)[1] ?? ""))),
    generate: () => node(copy, ["--import", loader, "scripts/generate.ts"]),
    entry: join(copy, "src/cli/entry.ts"),
  };
}

function filesOf(root: string): Map<string, string> {
  const paths = copied.flatMap((name) => {
    if (name.includes(".")) return [name];
    const below = readdirSync(join(root, name), { recursive: true, withFileTypes: true });
    return below
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  });
  return new Map(paths.sort().map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]));
}

function typeErrors(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, repository);
  const program = ts.createProgram(paths, options);
  return paths
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** Runs node in a folder, with no environment but what is passed. */
export function node(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const options = { cwd, env: { PATH: process.env["PATH"], ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...argv], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** One request that came in. */
export interface ToyRequest {
  readonly path: string;
  readonly body: unknown;
}

/** What the toy platform answers to a call, by its path. */
export type ToyCalls = Readonly<Record<string, (body: never) => object>>;

/** The toy platform on a port of its own. */
export interface ToyServer {
  /** What a run needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Requests since the last look, but for those for a token. */
  requests(): ToyRequest[];
  close(): void;
}

/** Answers calls of all toys, and gives a token to everybody. */
export async function toyServer(calls: ToyCalls): Promise<ToyServer> {
  const seen: ToyRequest[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const path = (request.url ?? "").replace(/\?.*$/, "");
      const body = JSON.parse(text);
      response.setHeader("content-type", "application/json");
      const call = calls[path];
      if (path === "/cgi-bin/stable_token") response.end('{ "access_token": "token", "expires_in": 7200 }');
      else {
        seen.push({ path, body });
        const answer = call === undefined ? { errcode: 40066, errmsg: "invalid url" } : call(body as never);
        response.end(JSON.stringify({ errcode: 0, errmsg: "ok", ...answer }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { WECHAT_APPSECRET: "secret", WXCARDS_WEIXIN_BASE_URL: `http://127.0.0.1:${port}` },
    requests: () => seen.splice(0),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
