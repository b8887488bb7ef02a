import type { IncomingMessage } from "node:http";

/** By what this server is called on its own machine. */
const names: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * By what clients call it that have the address of a platform written into them and connect here instead. No page of
 * somebody else can have such an origin: these names are the platforms' own.
 */
const played: ReadonlySet<string> = new Set(["api.weixin.qq.com", "api.mch.weixin.qq.com"]);

/**
 * Why a request does not belong here, or undefined for one that does.
 *
 * Every program of the machine may call the sandbox, and so may every page in a browser on it: a page sends requests to
 * 127.0.0.1 by itself, and one whose name was made to lead here (DNS rebinding) reads the answers too. The name it was
 * called by gives the second away, its origin the first. Source: RFC 9112, 3.2 (one `Host`, that of the request target
 * when there is one); Fetch, `Origin` and `Sec-Fetch-Site`.
 */
export function foreignRequest(request: IncomingMessage, port: number): string | undefined {
  const hosts = valuesOf(request, "host");
  const [host = ""] = hosts;
  if (hosts.length !== 1) return hosts.length === 0 ? "it names no Host" : "it names several Hosts";
  if (!isOwn(host, port) && !isPlayed(host)) return "its Host is not this server";
  const target = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(request.url ?? "")?.[1];
  if (target !== undefined && !isOwn(target, port) && !isPlayed(target)) return "its target is another server";
  const origins = valuesOf(request, "origin");
  if (origins.some((origin) => !isOwnOrigin(origin, port))) return "its Origin is another site";
  const sites = valuesOf(request, "sec-fetch-site");
  if (sites.some((site) => site !== "same-origin" && site !== "none")) return "a page of another site sent it";
  return undefined;
}

/** The path and query of a request, also of one that names the whole address. */
export function ownTarget({ url = "/" }: IncomingMessage): string {
  const after = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  return after.startsWith("/") ? after : `/${after}`;
}

function isOwn(host: string, port: number): boolean {
  const [, name = "", , portText] = /^(\[[^\]]*\]|[^:]*)(:(\d+))?$/.exec(host) ?? [];
  return names.has(name.toLowerCase()) && (portText === undefined ? port === 80 : portText === String(port));
}

function isPlayed(host: string): boolean {
  return played.has(host.toLowerCase().replace(/:443$/, ""));
}

function isOwnOrigin(origin: string, port: number): boolean {
  const host = /^http:\/\/(.+)$/i.exec(origin)?.[1];
  return host !== undefined && isOwn(host, port);
}

/** All values of a header, also those that node leaves out. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.flatMap((header, index) =>
    index % 2 === 0 && header.toLowerCase() === name ? [(rawHeaders[index + 1] ?? "").trim()] : [],
  );
}
