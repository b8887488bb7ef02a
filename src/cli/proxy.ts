import { defined } from "../model/defined.ts";
import type { TransportOptions } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type AddressFault, addressParts } from "./address.ts";
import type { Io } from "./io.ts";

type Proxy = NonNullable<TransportOptions["proxy"]>;

/** The embedded platform and a relay on this machine are never behind a proxy. */
const local = "127.0.0.1,localhost,::1,[::1]";

/**
 * The proxy that the environment names: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not, the capitals
 * first; an empty one says nothing.
 *
 * A host without a scheme is taken as `http://`, as curl does. What is no address of an HTTP proxy is a problem: going
 * past a proxy in silence would be worse.
 */
export function proxyOf(env: Io["env"]): Proxy | Problem {
  const pick = (name: string) => {
    const variable = [name, name.toLowerCase()].find((one) => (env[one]?.trim() ?? "") !== "") ?? name;
    return { variable, value: env[variable]?.trim() ?? "" };
  };
  const [https, http, none] = [pick("HTTPS_PROXY"), pick("HTTP_PROXY"), pick("NO_PROXY").value];
  for (const { variable, value } of [https, http]) {
    const fault = value === "" ? undefined : proxyFault(value);
    if (fault !== undefined) return problem("proxy-unusable", { variable, fault });
  }
  const [httpsProxy, httpProxy] = [https, http].map(({ value }) => (value === "" ? undefined : addressOf(value)));
  return {
    ...defined({ httpsProxy, httpProxy }),
    // A star stands for every host only by itself.
    noProxy: none === "" ? local : none === "*" ? none : `${none},${local}`,
  };
}

function addressOf(value: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
}

/**
 * What is wrong with the address of a proxy: it is a host, with a port and a user, and nothing else; what stands in the
 * user is never repeated.
 */
function proxyFault(value: string): AddressFault | undefined {
  const parts = addressParts(addressOf(value));
  if (typeof parts === "string") return parts;
  if (!/^\/?$/.test(parts.path)) return "path";
  const { userinfo } = parts;
  // Every part of it that is written as it is means itself; anything else has to be escaped.
  const isPlain =
    userinfo === undefined ||
    /^(?:[\w!$&'()*+,;=.~-]|%[0-9a-f]{2})+(?::(?:[\w!$&'()*+,;=.~:-]|%[0-9a-f]{2})*)?$/i.test(userinfo);
  return isPlain && isUtf8(userinfo ?? "") ? undefined : "userinfo";
}

function isUtf8(escaped: string): boolean {
  try {
    decodeURIComponent(escaped);
    return true;
  } catch {
    return false;
  }
}
