import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { APPID, at, bench, benchWithCard, CARD } from "./support.ts";

interface Raw {
  readonly status: number;
  readonly text: string;
  readonly reused: boolean;
}

/** A request by node:http, where chunked bodies and reused connections can be had. */
function raw(url: string, options: { body?: string; method?: string; agent?: Agent; chunked?: boolean }): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      method: options.method ?? "POST",
      ...(options.agent && { agent: options.agent }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, reused: request.reusedSocket }));
    });
    if (options.chunked) {
      request.setHeader("transfer-encoding", "chunked");
      request.write(options.body ?? "");
      request.end();
    } else request.end(options.body);
  });
}

describe("HTTP", () => {
  it("answers a chunked request with 412 and nothing", async () => {
    const { sandbox } = await bench();
    const url = `${sandbox.url}/card/get?access_token=${sandbox.token(APPID)}`;
    expect(await raw(url, { body: "{}", chunked: true })).toMatchObject({ status: 412, text: "" });
  });

  it.each(["GET", "PUT", "DELETE"])("refuses %s for a card call with 43002", async (method) => {
    const { sandbox } = await bench();
    const { text } = await raw(`${sandbox.url}/card/get?access_token=${sandbox.token(APPID)}`, { method });
    expect(JSON.parse(text)).toMatchObject({ errcode: 43002 });
  });

  it.each(["/card/nothing", "//card/get", "/", "/card/get/"])("does not know %s (40066)", async (path) => {
    const { post } = await bench();
    expect((await post(path, {})).errcode).toBe(40066);
  });

  it("keeps connections open", async () => {
    const { sandbox } = await benchWithCard({});
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${sandbox.url}/card/get?access_token=${sandbox.token(APPID)}`;
    const body = JSON.stringify({ card_id: CARD });
    expect((await raw(url, { body, agent })).reused).toBe(false);
    expect((await raw(url, { body, agent })).reused).toBe(true);
    agent.destroy();
  });

  it("stays consistent under many updates at once", async () => {
    const { post, live } = await benchWithCard({ base_info: { sku: { quantity: 1000 } } });
    const once = () => post("/card/modifystock", { card_id: CARD, reduce_stock_value: 1 });
    await Promise.all(Array.from({ length: 200 }, once));
    expect(at(await live(), "base_info", "sku")["quantity"]).toBe(800);
  });

  it("waits on its clock, not on the wall", async () => {
    const { post, clock } = await benchWithCard({}, { latencyMs: 250 });
    await post("/card/get", { card_id: CARD });
    expect(clock.slept).toEqual([250]);
  });

  it("sends errors as text/plain where that is the behaviour", async () => {
    const { post } = await benchWithCard({}, { textPlainErrors: true });
    expect((await post("/card/get", { card_id: "pNobody" })).contentType).toBe("text/plain");
    expect((await post("/card/get", { card_id: CARD })).contentType).toBe("application/json; encoding=utf-8");
  });
});

describe("uploadimg", () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2]);
  const JPG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

  async function upload(
    made: Awaited<ReturnType<typeof bench>>,
    field: string,
    content: Uint8Array<ArrayBuffer>,
  ): Promise<Record<string, unknown>> {
    const form = new FormData();
    form.set("note", "x");
    form.set(field, new Blob([content]), "a.png");
    const url = `${made.sandbox.url}/cgi-bin/media/uploadimg?access_token=${made.sandbox.token(APPID)}`;
    const encoded = new Response(form);
    const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
    const response = await fetch(url, { method: "POST", headers, body: await encoded.arrayBuffer() });
    return (await response.json()) as Record<string, unknown>;
  }

  it.each([
    ["png", PNG],
    ["jpg", JPG],
  ])("takes a %s and gives an address that card calls take", async (kind, content) => {
    const made = await benchWithCard({});
    const first = await upload(made, "buffer", new Uint8Array(content));
    expect(first).toEqual({
      url: expect.stringMatching(new RegExp(`^http://mmbiz\\.qpic\\.cn/mmbiz_${kind}/[\\w-]+/0$`)),
    });
    expect(await upload(made, "buffer", new Uint8Array(content))).not.toEqual(first);
    expect((await made.update({ background_pic_url: String(first["url"]) })).errcode).toBe(0);
  });

  it("gives newer accounts an address that card calls refuse", async () => {
    const made = await benchWithCard({}, { imageHost: "mmecoa.qpic.cn" });
    const { url } = await upload(made, "buffer", new Uint8Array(PNG));
    expect((await made.update({ background_pic_url: String(url) })).errcode).toBe(40141);
  });

  it.each([
    ["another field", "image", PNG, 41005],
    ["something else than an image", "buffer", Buffer.from("<svg/>"), 40005],
    ["an image over 1 MiB", "buffer", Buffer.concat([PNG, Buffer.alloc(1024 * 1024)]), 40009],
    ["a body over the limit", "buffer", Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)]), 40009],
  ])("refuses %s", async (_says, field, content, errcode) => {
    expect(await upload(await bench(), field, new Uint8Array(content))).toMatchObject({ errcode });
  });

  it("takes the field name of either page: buffer, or media", async () => {
    for (const field of ["buffer", "media"]) expect(await upload(await bench(), field, PNG)).toHaveProperty("url");
  });

  it("takes an image of exactly 1 MiB", async () => {
    const content = Buffer.concat([PNG, Buffer.alloc(1024 * 1024 - PNG.length)]);
    expect(await upload(await bench(), "buffer", new Uint8Array(content))).toHaveProperty("url");
  });

  it("refuses a body that is no form", async () => {
    const { post } = await bench();
    expect((await post("/cgi-bin/media/uploadimg", "PNG")).errcode).toBe(41005);
  });
});

describe("trouble", () => {
  it("forces answers for a path, so many times, without executing", async () => {
    const { sandbox, post, update, live } = await benchWithCard({});
    sandbox.fail({ path: "/card/update", errcode: 45011, times: 2 });
    expect((await post("/card/get", { card_id: CARD })).errcode).toBe(0);
    expect((await update({ auto_activate: true })).errcode).toBe(45011);
    expect((await update({ auto_activate: true })).errmsg).toMatch(/slower.* rid: /);
    expect(await live()).not.toHaveProperty("auto_activate");
    expect((await update({ auto_activate: true })).errcode).toBe(0);
  });

  it("forces any status, body and header", async () => {
    const { sandbox } = await bench();
    const headers = { "retry-after": "7" };
    const rawBody = "<html>busy</html>";
    sandbox.fail({ path: "*", errcode: -1, status: 503, rawBody, contentType: "text/html", headers });
    const response = await fetch(`${sandbox.url}/card/get`, { method: "POST", body: "{}" });
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await response.text()).toBe(rawBody);
  });

  it("can execute behind a forced answer", async () => {
    const { sandbox, update, live } = await benchWithCard({});
    sandbox.fail({ path: "/card/update", errcode: -1, errmsg: "system error", executes: true });
    expect((await update({ auto_activate: true })).errcode).toBe(-1);
    expect(await live()).toMatchObject({ auto_activate: true });
  });

  it.each([
    ["before", false],
    ["after", true],
  ] as const)("breaks the connection %s executing", async (when, executed) => {
    const { sandbox, update, live } = await benchWithCard({});
    sandbox.fault({ path: "/card/update", when });
    await expect(update({ auto_activate: true })).rejects.toThrow();
    expect("auto_activate" in (await live())).toBe(executed);
    expect((await update({ auto_activate: true })).errcode).toBe(0);
  });

  it.each([
    ["hang", false],
    ["hang-after", true],
  ] as const)("%s never answers, and close ends it", async (when, executed) => {
    const { sandbox, update } = await benchWithCard({});
    sandbox.fault({ path: "/card/update", when });
    const arrived = new Promise<void>((resolve) => {
      const look = (): void => void (sandbox.calls("/card/update") > 0 ? resolve() : setImmediate(look));
      look();
    });
    const hanging = update({ auto_activate: true }).then(
      () => "answered",
      () => "ended",
    );
    await arrived;
    const content = sandbox.state(APPID).cards[CARD]?.content ?? {};
    expect("auto_activate" in content).toBe(executed);
    await sandbox.close();
    expect(await hanging).toBe("ended");
  });
});

describe("the recording", () => {
  it("keeps what came and what was answered, without the token", async () => {
    const { sandbox, post } = await benchWithCard({});
    const token = sandbox.token(APPID);
    await post("/card/get", { card_id: CARD });
    await post("/card/get", "{");
    const [first, second] = sandbox.requests;
    expect(first).toMatchObject({
      method: "POST",
      path: "/card/get",
      body: { card_id: CARD },
      status: 200,
      errcode: 0,
    });
    expect(first?.headers["content-length"]).toBe(String(first?.text.length));
    expect(second).toMatchObject({ text: "{", body: undefined, errcode: 47001 });
    expect(JSON.stringify(sandbox.requests)).not.toContain(token);
  });

  it("is bounded, and counts all the same", async () => {
    const { sandbox, post } = await bench({}, { recordLimit: 2 });
    for (const id of ["a", "b", "c"]) await post("/card/get", { card_id: id });
    expect(sandbox.requests.map((request) => request.body)).toEqual([{ card_id: "b" }, { card_id: "c" }]);
    expect([sandbox.calls("/card/get"), sandbox.calls()]).toEqual([3, 3]);
    sandbox.forgetRequests();
    expect([sandbox.requests.length, sandbox.calls()]).toEqual([0, 3]);
  });

  it("can be switched off", async () => {
    const { sandbox, post } = await bench({}, { recordLimit: 0 });
    await post("/card/get", {});
    expect([sandbox.requests.length, sandbox.calls()]).toEqual([0, 1]);
  });
});

describe("no request ends the server", () => {
  it.each([
    ["no HTTP", "\u0000\u0001\u0002\r\n\r\n"],
    ["a broken header", "POST /card/get HTTP/1.1\r\nhost: x\r\nbroken\r\n\r\n"],
    ["a wrong length", "POST /card/get HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n"],
    ["half a body", "POST /card/get HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"],
    ["a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n"],
    ["a wrong percent sign", "POST /card/%zz?access_token=%zz HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n"],
  ])("%s", async (_says, text) => {
    const { sandbox, post } = await benchWithCard({});
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1", () => socket.end(text));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect((await post("/card/get", { card_id: CARD })).errcode).toBe(0);
  });

  it("a listener that throws becomes an HTTP 500", async () => {
    let broken = false;
    const onChange = (): void => {
      if (broken) throw new Error("listener broke");
    };
    const { sandbox, post } = await bench({}, { onChange });
    const id = sandbox.addCard(APPID, {});
    broken = true;
    const url = `${sandbox.url}/card/delete?access_token=${sandbox.token(APPID)}`;
    const { status, text } = await raw(url, { body: JSON.stringify({ card_id: id }) });
    expect([status, text]).toEqual([500, expect.stringContaining("listener broke")]);
    expect((await post("/card/get", { card_id: id })).errcode).toBe(0);
  });
});

describe("misuse by the caller of the sandbox", () => {
  it("throws for an appid or card that is not there", async () => {
    const { sandbox } = await bench();
    expect(() => sandbox.state("wxnobody")).toThrow("wxnobody");
    expect(() => sandbox.editInConsole(APPID, "pNobody", {})).toThrow("pNobody");
  });
});
