import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { bareEnvironment } from "./shell.ts";

/** What a token may do with the contents of the repository. */
export type ContentsRight = "none" | "read" | "write";

/** Git over HTTP as hosts serve it: `git http-backend` behind a door that knows tokens. */
export interface GitServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Lets a token in, as far as that goes. */
  admit(token: string, right: ContentsRight): void;
  /** What was refused, as `STATUS SERVICE`. */
  readonly refused: string[];
}

/** Serves the repositories below a folder; ends with the test. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const rights = new Map<string, ContentsRight>();
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const service = url.searchParams.get("service") ?? url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
    const right = rights.get(passwordOf(request) ?? "");
    const isWrite = service === "git-receive-pack";
    const isLetIn = right === "write" || (right === "read" && !isWrite);
    if (isLetIn) backend({ folder, url, request, response });
    else {
      const status = right === undefined ? 401 : 403;
      if (passwordOf(request) !== undefined) refused.push(`${status} ${service}`);
      request.resume();
      response.writeHead(status, status === 401 ? { "www-authenticate": 'Basic realm="git"' } : {}).end("refused\n");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admit: (token, right) => void rights.set(token, right),
    refused,
  };
}

function passwordOf({ headers }: IncomingMessage): string | undefined {
  const packed = /^basic (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (packed === undefined) return undefined;
  const text = Buffer.from(packed, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

/** One request as CGI has it. Source: git-http-backend(1); RFC 3875. */
function backend(asked: {
  readonly folder: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}): void {
  const { folder, url, request, response } = asked;
  const { headers, method = "GET" } = request;
  const named: Readonly<Record<string, string | undefined>> = {
    ...bareEnvironment,
    HOME: "/nonexistent",
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: "1",
    REMOTE_USER: "somebody",
    REQUEST_METHOD: method,
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    CONTENT_TYPE: headers["content-type"],
    CONTENT_LENGTH: headers["content-length"],
    HTTP_CONTENT_ENCODING: headers["content-encoding"],
    GIT_PROTOCOL: headers["git-protocol"] as string | undefined,
  };
  const env = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  const child = spawn("git", ["http-backend"], { env: env as NodeJS.ProcessEnv, stdio: ["pipe", "pipe", "ignore"] });
  request.pipe(child.stdin);
  child.stdin.on("error", () => undefined);
  let head: Buffer = Buffer.alloc(0);
  const onData = (part: Buffer): void => {
    head = Buffer.concat([head, part]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    child.stdout.off("data", onData);
    const fields = head
      .subarray(0, end)
      .toString("latin1")
      .split("\r\n")
      .map(
        (line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()] as const,
      );
    const status = fields.find(([name]) => name === "status")?.[1] ?? "200";
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(fields.filter(([name]) => name !== "status")));
    response.write(head.subarray(end + 4));
    child.stdout.pipe(response);
  };
  child.stdout.on("data", onData);
}
