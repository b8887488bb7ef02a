import type { Problem } from "../model/problem.ts";
import type { TransportOptions } from "../platform/http.ts";
import type { Io } from "./io.ts";

type Proxy = NonNullable<TransportOptions["proxy"]>;

/** The embedded platform and a relay on this machine are never behind a proxy. */
const local = "127.0.0.1,localhost,::1,[::1]";

/**
 * The proxy that the environment names: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not, the capitals first; an empty one says nothing.
 *
 * A host without a scheme is taken as `http://`, as curl does. What is no address of an HTTP proxy is a problem: going past a proxy in silence would be worse.
 */
export function proxyOf(env: Io["env"]): Proxy | Problem {
  const pick = (name: string) => {
    const variable = [name, name.toLowerCase()].find((one) => (env[one]?.trim() ?? "") !== "") ?? name;
    return { variable, value: env[variable]?.trim() ?? "" };
  };
  const [https, http, none] = [pick("HTTPS_PROXY"), pick("HTTP_PROXY"), pick("NO_PROXY").value];
  for (const { variable, value } of [https, http])
    if (value !== "" && addressOf(value) === undefined)
      return { code: "proxy-unusable", severity: "error", class: "usage", args: { variable } };
  const [httpsProxy, httpProxy] = [addressOf(https.value), addressOf(http.value)];
  return {
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(httpProxy === undefined ? {} : { httpProxy }),
    // A star stands for every host only by itself.
    noProxy: none === "" ? local : none === "*" ? none : `${none},${local}`,
  };
}

function addressOf(value: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (value === "" || !/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  try {
    decodeURIComponent(username);
    decodeURIComponent(password);
  } catch {
    return undefined;
  }
  return address;
}
