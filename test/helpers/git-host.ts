import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basic, overTls } from "./ways-to-weixin.ts";

/** A host of repositories, as git reaches it over HTTPS. */
export interface GitHost {
  /** Such as `localhost:41234`. */
  readonly host: string;
  /** Requests that were answered, as `GET /shop.git/info/refs`. */
  readonly requests: readonly string[];
}

/**
 * Serves the bare repositories of a folder by git's own server, to whoever says `user:password`, for reading as well as
 * for pushing.
 */
export async function startGitHost(folder: string, login: string): Promise<GitHost> {
  const requests: string[] = [];
  const port = await overTls((incoming, outgoing) => {
    if (incoming.headers.authorization !== basic(login)) {
      incoming.resume();
      outgoing.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
      return;
    }
    const [path = "", query = ""] = (incoming.url ?? "").split("?");
    requests.push(`${incoming.method} ${path}`);
    serve({ folder, path, query, incoming, outgoing });
  });
  return { host: `localhost:${port}`, requests };
}

interface Served {
  readonly folder: string;
  readonly path: string;
  readonly query: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** One request of git by `git http-backend`, as CGI (RFC 3875). */
function serve({ folder, path, query, incoming, outgoing }: Served): void {
  const { headers, method = "GET" } = incoming;
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: "1",
    REMOTE_USER: "somebody",
    REQUEST_METHOD: method,
    PATH_INFO: path,
    QUERY_STRING: query,
    CONTENT_TYPE: headers["content-type"] ?? "",
    HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
  };
  const child = spawn("git", ["http-backend"], { env });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stdin.on("error", () => undefined);
  child.on("close", () => answer(Buffer.concat(chunks), outgoing));
  incoming.pipe(child.stdin);
}

function answer(output: Buffer, outgoing: ServerResponse): void {
  const end = output.indexOf("\r\n\r\n");
  const head = output.subarray(0, end).toString("latin1").split("\r\n");
  const fields = head.map((line) => line.split(": ") as [string, string]);
  const status = Number(fields.find(([name]) => name === "Status")?.[1].slice(0, 3) ?? 200);
  outgoing.writeHead(status, Object.fromEntries(fields.filter(([name]) => name !== "Status")));
  outgoing.end(output.subarray(end + 4));
}
