import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../src/sandbox/http-server.ts";
import { coffee, newWorld } from "../helpers/world.ts";

/** Sends a head as it stands, `PORT` replaced, and gives all that comes until the server or the answer ends. */
function raw(port: number, head: readonly string[]): Promise<string> {
  const text = `${head.join("\r\n")}\r\n\r\n`.replaceAll("PORT", String(port));
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let all = "";
    socket.on("data", (chunk) => {
      all += String(chunk);
      if (/\r\n\r\n[\s\S]/.test(all)) socket.end();
    });
    socket.on("close", () => resolve(all));
    socket.on("error", reject);
  });
}

async function served() {
  const seen: string[] = [];
  const server = await listen(0, ({ target }) => {
    seen.push(target);
    return { status: 200, headers: { "content-type": "text/plain" }, body: "served" };
  });
  onTestFinished(() => server.close());
  return { port: server.port, seen };
}

const own = "Host: 127.0.0.1:PORT";

test.each([
  ["127.0.0.1", ["GET /a?b=1 HTTP/1.1", own]],
  ["localhost", ["GET /a?b=1 HTTP/1.1", "Host: localhost:PORT"]],
  ["[::1]", ["GET /a?b=1 HTTP/1.1", "Host: [::1]:PORT"]],
  ["capitals", ["GET /a?b=1 HTTP/1.1", "HOST: LOCALHOST:PORT"]],
  ["the whole address as target", ["GET http://127.0.0.1:PORT/a?b=1 HTTP/1.1", own]],
  ["a client that believes to speak with the platform", ["GET /a?b=1 HTTP/1.1", "Host: api.weixin.qq.com"]],
  ["the same with a port", ["GET /a?b=1 HTTP/1.1", "Host: api.mch.weixin.qq.com:443"]],
  ["a page of its own", ["GET /a?b=1 HTTP/1.1", own, "Origin: http://127.0.0.1:PORT", "Sec-Fetch-Site: same-origin"]],
  ["an address typed into a browser", ["GET /a?b=1 HTTP/1.1", own, "Sec-Fetch-Site: none"]],
  ["HTTP/1.0 with a Host", ["GET /a?b=1 HTTP/1.0", own]],
])("%s is served", async (_, head) => {
  const { port, seen } = await served();
  const answer = await raw(port, head);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toMatch(/served$/);
  expect(seen).toEqual(["/a?b=1"]);
});

const get = "GET / HTTP/1.1";
test.each([
  ["a name that leads here", [get, "Host: evil.example:PORT"], "its Host is not this server"],
  ["what expects to go on", [get, "Host: evil.example:PORT", "Expect: 100-continue"], "its Host is not this server"],
  ["what expects something else", [get, "Host: evil.example:PORT", "Expect: x"], "its Host is not this server"],
  ["a name without its port", [get, "Host: evil.example"], "its Host is not this server"],
  ["its own name without its port", [get, "Host: 127.0.0.1"], "its Host is not this server"],
  ["another port", [get, "Host: 127.0.0.1:1"], "its Host is not this server"],
  ["a dot at the end", [get, "Host: localhost.:PORT"], "its Host is not this server"],
  ["its own name below another", [get, "Host: 127.0.0.1.evil.example:PORT"], "its Host is not this server"],
  ["all addresses", [get, "Host: 0.0.0.0:PORT"], "its Host is not this server"],
  ["another spelling of the address", [get, "Host: 2130706433:PORT"], "its Host is not this server"],
  ["a user before it", [get, "Host: evil@127.0.0.1:PORT"], "its Host is not this server"],
  ["an empty Host", [get, "Host: "], "its Host is not this server"],
  ["a platform's name with another port", [get, "Host: api.weixin.qq.com:PORT"], "its Host is not this server"],
  ["no Host", [get], "it names no Host"],
  ["no Host in HTTP/1.0", ["GET / HTTP/1.0"], "it names no Host"],
  ["two Hosts", [get, own, "Host: evil.example"], "it names several Hosts"],
  ["two equal Hosts", [get, own, own], "it names several Hosts"],
  ["two, its own last", [get, "Host: evil.example", own], "it names several Hosts"],
  ["a target elsewhere", ["GET http://evil.example/ HTTP/1.1", own], "its target is another server"],
  ["a target with a user", ["GET http://u@127.0.0.1:PORT/ HTTP/1.1", own], "its target is another server"],
  ["a page elsewhere", [get, own, "Origin: https://evil.example"], "its Origin is another site"],
  ["a page of another port", [get, own, "Origin: http://localhost:3000"], "its Origin is another site"],
  ["a page over https", [get, own, "Origin: https://127.0.0.1:PORT"], "its Origin is another site"],
  ["a page without an origin", [get, own, "Origin: null"], "its Origin is another site"],
  ["two origins", [get, own, "Origin: http://127.0.0.1:PORT", "Origin: http://evil"], "its Origin is another site"],
  ["an image on a page", [get, own, "Sec-Fetch-Site: cross-site"], "a page of another site sent it"],
  ["an image on a page of this machine", [get, own, "Sec-Fetch-Site: same-site"], "a page of another site sent it"],
  [
    "what asks before a request",
    ["OPTIONS / HTTP/1.1", own, "Origin: https://evil.example", "Access-Control-Request-Method: POST"],
    "its Origin is another site",
  ],
])("%s gets 403 and the reason, and reaches nothing", async (_, head, why) => {
  const { port, seen } = await served();
  const answer = await raw(port, head);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain(why);
  expect(answer.toLowerCase()).not.toContain("access-control");
  expect(answer).not.toContain("evil");
  expect(seen).toEqual([]);
});

test("no answer has a header by which other sites could read it", async () => {
  const { sandbox } = await newWorld();
  const answer = await fetch(`${sandbox.url}/cgi-bin/stable_token`, { method: "POST", body: "{}" });
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("the embedded platform of a run is played by the same server", async () => {
  const { sandbox } = await newWorld();
  const port = Number(new URL(sandbox.url).port);
  const url = `/card/batchget?access_token=${sandbox.token(coffee.appid)}`;
  expect(await raw(port, [`POST ${url} HTTP/1.1`, "Host: evil.example", "Content-Length: 0"])).toContain(" 403 ");
  expect(sandbox.requests).toEqual([]);
});

test.each([
  ["head", "GET / HTTP/1.1\r\nX: 1\r\n"],
  ["body", "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 9\r\n\r\n{"],
])("a %s that does not end is given up", async (_, text) => {
  const server = await listen(0, () => "hang", { headersMs: 50, requestMs: 100, checkMs: 10 });
  onTestFinished(() => server.close());
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(text.replace("PORT", String(server.port))));
    let all = "";
    socket.on("data", (chunk) => {
      all += String(chunk);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(all));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

test("a body without end is not read to its end", async () => {
  const { port } = await served();
  const sent = await new Promise<number>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const chunk = Buffer.alloc(1024 * 1024);
    let bytes = 0;
    const more = (error?: Error | null): void => {
      // Where the server has closed its side, every further write fails at once, and its end would never be seen.
      if (error || socket.destroyed) return;
      bytes += chunk.length;
      socket.write(chunk, more);
    };
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(bytes));
    socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 999999999999\r\n\r\n`, () => more());
  });
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});
