/** Why a text is not taken as the address of a server, in one word each. */
export type AddressFault =
  | "characters"
  | "scheme"
  | "slashes"
  | "userinfo"
  | "query"
  | "fragment"
  | "host"
  | "port"
  | "path"
  | "plain-http";

/** An address taken apart; each part as it was written. */
export interface AddressParts {
  readonly scheme: "http" | "https";
  /** What stands before `@`; absent where there is none. */
  readonly userinfo?: string;
  readonly host: string;
  readonly port?: string;
  /** Begins with a slash, or is empty. */
  readonly path: string;
}

/**
 * Takes the address of a server apart by its characters, or says what is wrong with it.
 *
 * `URL` is of no help in deciding: it drops line breaks and tabs, takes a backslash for a slash, resolves `..`, reads
 * `https:relay` and `http://127.1`, and tells an empty query, fragment or user from none at all no more. What is taken
 * here means to every reader what it looks like, and `URL` has to agree on the host.
 */
export function addressParts(text: string): AddressParts | AddressFault {
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) return "characters";
  const scheme = /^(https?):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== "http" && scheme !== "https") return "scheme";
  const rest = text.slice(scheme.length + 1);
  if (!rest.startsWith("//") || rest.startsWith("///")) return "slashes";
  if (rest.includes("#")) return "fragment";
  if (rest.includes("?")) return "query";
  const [, authority = "", path = ""] = /^\/\/([^/]*)(.*)$/.exec(rest) ?? [];
  if (path.includes("@")) return "userinfo";
  return partsOf(scheme, authority, path);
}

function partsOf(scheme: AddressParts["scheme"], authority: string, path: string): AddressParts | AddressFault {
  const at = authority.lastIndexOf("@");
  const [, host = "", colon = "", port = ""] = /^(\[[^\]]*\]|[^:]*)(:?)(.*)$/.exec(authority.slice(at + 1)) ?? [];
  if (!isHost(scheme, host)) return "host";
  if (colon !== "" && !isPort(port)) return "port";
  if (!isPath(path)) return "path";
  return {
    scheme,
    ...(at === -1 ? {} : { userinfo: authority.slice(0, at) }),
    host,
    ...(colon === "" ? {} : { port }),
    path,
  };
}

/**
 * A name or an address in its plain form: `URL` turns 0x7f.1, 127.1, 2130706433 and ::ffff:127.0.0.1 into another host
 * than they look like.
 */
function isHost(scheme: string, host: string): boolean {
  const isName = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*$/i.test(host) && host.length <= 253;
  if (!isName && !/^\[[0-9a-f:.]{2,45}\]$/i.test(host)) return false;
  const address = `${scheme}://${host}`;
  return URL.canParse(address) && new URL(address).hostname === host.toLowerCase();
}

function isPort(port: string): boolean {
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535;
}

/**
 * Parts that stay what they are: nothing that leads up, however it is written, and no part that is empty but the last.
 */
function isPath(path: string): boolean {
  const parts = path.replace(/\/+$/, "").split("/").slice(1);
  const isStill = (part: string) => part !== "" && !/^(?:\.|%2e)*$/i.test(part);
  const isEscaped = /^(?:[^%]|%[0-9a-f]{2})*$/i.test(path) && !/%(?:2f|5c|25|0[0-9a-f]|1[0-9a-f]|7f)/i.test(path);
  return isEscaped && parts.every(isStill);
}
