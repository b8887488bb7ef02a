import { expect, test } from "vitest";
import { proxyOf } from "../../src/cli/proxy.ts";

/* What the environment says of a proxy, as the transport gets it. */
const local = "127.0.0.1,localhost,::1,[::1]";

test.each([
  ["nothing", {}, { noProxy: local }],
  ["empty ones", { HTTPS_PROXY: "", https_proxy: " ", NO_PROXY: "" }, { noProxy: local }],
  [
    "an empty one beside one",
    { HTTPS_PROXY: "", https_proxy: "http://p:1" },
    { httpsProxy: "http://p:1", noProxy: local },
  ],
  [
    "capitals first",
    { HTTPS_PROXY: "http://a:1", https_proxy: "http://b:1" },
    { httpsProxy: "http://a:1", noProxy: local },
  ],
  ["a host without a scheme", { HTTP_PROXY: "p.example:3128" }, { httpProxy: "http://p.example:3128", noProxy: local }],
  ["a user", { HTTPS_PROXY: "http://u:p%40ss@p:1" }, { httpsProxy: "http://u:p%40ss@p:1", noProxy: local }],
  ["hosts that need none", { no_proxy: "a.example" }, { noProxy: `a.example,${local}` }],
  ["no host that needs one", { NO_PROXY: "*" }, { noProxy: "*" }],
])("%s", (_, env, proxy) => {
  expect(proxyOf(env)).toEqual(proxy);
});

test.each(["socks5://p:1080", "ftp://p", "http://", "http://u:100%@p:1", "p:99999", "http://a b"])(
  "%s is no proxy to go past in silence",
  (value) => {
    for (const variable of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"])
      expect(proxyOf({ [variable]: value })).toMatchObject({ code: "proxy-unusable", args: { variable } });
  },
);
