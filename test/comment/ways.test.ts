import { createServer } from "node:net";
import { expect, test } from "vitest";
import { httpTransport } from "../../src/platform/http.ts";
import { app, reader, robot, stranger } from "../helpers/comment-hosts.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld } from "../helpers/world.ts";
import { commentWorld, showsNoToken } from "./world.ts";

const marker = "<!-- wxcards:wxcards -->";

async function inJob(event: unknown, user = app) {
  const own = await commentWorld("github", user);
  own.world.write({ "event.json": JSON.stringify(event) });
  own.world.env["GITHUB_EVENT_PATH"] = `${own.world.root}/event.json`;
  return own;
}

test.each([
  ["pull_request", { number: 7, pull_request: { number: 7 } }, true],
  ["a comment on a pull request", { issue: { number: 7, pull_request: { url: "" } } }, true],
  ["a comment on an issue", { issue: { number: 7 } }, false],
  [
    "workflow_run",
    { repository: { id: 5 }, workflow_run: { pull_requests: [{ number: 7, base: { repo: { id: 5 } } }] } },
    true,
  ],
  [
    "workflow_run of another repository",
    { repository: { id: 5 }, workflow_run: { pull_requests: [{ number: 7, base: { repo: { id: 6 } } }] } },
    false,
  ],
  ["workflow_run of a fork", { repository: { id: 5 }, workflow_run: { pull_requests: [] } }, false],
  ["push", { ref: "refs/heads/main", after: "3f2c9e1a" }, false],
  ["a number that is none", { pull_request: { number: "7; rm -rf /" } }, false],
] as const)("on GitHub the event names the pull request: %s", async (_title, event, isPull) => {
  const { host, result } = await inJob(event);
  const expected = isPull ? { action: "created" } : { action: "none", because: "no-pull-request" };
  expect(await result("")).toMatchObject(expected);
  expect(host.writes()).toHaveLength(isPull ? 1 : 0);
});

test("without an event and without a flag it has to be told", async () => {
  const { world, comment } = await commentWorld("github", robot);
  const run = await comment("");
  expect([run.code, run.stderr]).toEqual([64, expect.stringContaining("comment-place-missing")]);
  for (const flag of ["--number", "--commit", "--issue"]) expect(run.stderr).toContain(flag);
  world.env["GITHUB_EVENT_PATH"] = `${world.root}/wxcards.yaml`;
  expect((await comment("")).stderr).toContain("host-event-unreadable");
});

test("on GitLab a variable names the merge request; a job on a branch is none, and a desk has to say it", async () => {
  const { world, host, comment, result } = await commentWorld("gitlab", robot);
  expect([(await comment("")).code, host.requests.length]).toEqual([64, 0]);
  world.env["CI"] = "true";
  expect(await result("")).toMatchObject({ action: "none", because: "no-pull-request" });
  world.env["CI_MERGE_REQUEST_IID"] = "7";
  expect(await result("")).toMatchObject({ action: "created" });
});

test("a job that GitLab runs in a fork comments on the merge request of its project, not on the fork's of that number", async () => {
  const { world, host, result } = await commentWorld("gitlab", robot);
  Object.assign(world.env, { CI: "true", CI_PROJECT_ID: "815", CI_MERGE_REQUEST_IID: "7" });
  world.env["CI_MERGE_REQUEST_PROJECT_ID"] = "4711";
  expect(await result("")).toMatchObject({ action: "created" });
  expect(host.writes()).toEqual(["POST /projects/4711/merge_requests/7/notes"]);
  // A flag is about the project of the job.
  expect((await result("--number 7 --dry-run"))["call"]).toContain("/projects/815/");
});

test("Gitee has no such variable", async () => {
  const { comment } = await commentWorld("gitee", robot);
  expect([(await comment("")).code, (await comment("--number 7")).code]).toEqual([64, 0]);
});

test.each([
  ["--number 7 --commit 3f2c9e1a", "flags-exclusive"],
  ["--number 7 --issue Drift", "flags-exclusive"],
  ["--number 0", "whole number"],
  ["--commit main", "7 to 64 hexadecimal digits"],
  ["--id a--b", "single hyphens"],
  ["--id -->", "error"],
  ['--issue " "', "one line"],
])("%s is wrong usage", async (words, said) => {
  const { host, comment } = await commentWorld("github", robot);
  const run = await comment(words);
  expect([run.code, run.stdout]).toEqual([64, ""]);
  expect(run.stderr).toContain(said);
  expect(host.requests).toEqual([]);
});

test("the host has to be named", async () => {
  const { world } = await commentWorld("github", robot);
  const run = await world.cli("comment plan.json --number 7");
  expect([run.code, run.stderr]).toEqual([64, expect.stringContaining("required option '--to <host>'")]);
  const chinese = await world.cli("comment plan.json --number 7 --lang zh-CN");
  expect(chinese.stderr).toContain("缺少必填的“--to <host>”");
});

test("a token that may only read is no failure: the summary of the job gets the Markdown", async () => {
  const { world, host, result } = await inJob({ pull_request: { number: 7 } }, reader);
  world.write({ "summary.md": "# Earlier" });
  world.env["GITHUB_STEP_SUMMARY"] = `${world.root}/summary.md`;
  expect(await result("")).toEqual({
    format: "wxcards.comment/1",
    action: "summary",
    because: "not-permitted",
    answer: "Resource not accessible by integration",
  });
  const summary = world.read("summary.md");
  expect(summary.startsWith(`# Earlier\n${marker}\n## wxcards plan\n`)).toBe(true);
  expect(host.comments.get(7)).toEqual([]);
  delete world.env["GITHUB_STEP_SUMMARY"];
  expect(await result("")).toMatchObject({ action: "none", because: "not-permitted" });
});

test("a token that may not even read is one: nobody can say whether a comment is there", async () => {
  const { host, comment } = await commentWorld("github", robot);
  host.fault(/^GET .*comments/, { answer: { status: 403, body: '{"message":"no"}' } });
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([77, expect.stringContaining("host-not-permitted")]);
});

test.each([
  ["Retry-After with 403", { status: 403, headers: { "retry-after": "45" }, body: "{}" }, 45_000],
  [
    "no calls left",
    { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "RESET" }, body: "{}" },
    90_000,
  ],
  ["words alone", { status: 403, headers: {}, body: '{"message":"You have exceeded a secondary rate limit"}' }, 60_000],
])("GitHub keeps somebody away by %s", async (_title, { status, headers, body }, waited) => {
  const { world, host, result } = await commentWorld("github", robot);
  const reset = String(world.clock.now() / 1_000 + 90);
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("RESET", reset)]));
  host.fault(/^POST .*comments/, { answer: { status, headers: own, body } });
  expect((await result("--number 7"))["action"]).toBe("created");
  expect(world.clock.slept).toContain(waited);
  expect(host.comments.get(7)).toHaveLength(1);
});

test("a host that is silent is given up in time", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  world.network = { open: async (options) => httpTransport({ ...options, limits: { callMs: 50, headersMs: 50 } }) };
  host.fault(/./, { silent: true }, 100);
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("host-silent")]);
  expect(host.requests).toHaveLength(3);
});

test("a create whose answer never comes, and that never shows, is told as such", async () => {
  const { host, comment } = await commentWorld("github", robot);
  host.fault(/^POST .*comments/, { answer: { status: 500, body: "" } }, 100);
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("comment-unknown")]);
  expect(host.writes()).toHaveLength(3);
});

test("nobody there is a problem", async () => {
  const { world, comment } = await commentWorld("github", robot);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  world.env["GITHUB_API_URL"] = `http://127.0.0.1:${port}`;
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("host-no-answer")]);
});

test.each([
  ["http://github.example.com/api/v3", "base-url-insecure"],
  ["http://127.1/api", "base-url-insecure"],
  ["https://user@github.example.com", "base-url-insecure"],
  ["ftp://github.example.com", "base-url-insecure"],
])("a token goes to no address such as %s", async (address, code) => {
  const { world, host, comment } = await commentWorld("github", robot);
  world.env["GITHUB_API_URL"] = address;
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([64, expect.stringContaining(code)]);
  expect(host.requests).toEqual([]);
});

test("a repository and a token are what they look like", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  for (const repository of ["", "cards", "shop/cards/../../user", "../cards", "shop/..", "shop/cards?x=1"]) {
    world.env["GITHUB_REPOSITORY"] = repository;
    const run = await comment("--number 7");
    expect([run.code, run.stderr]).toEqual([64, expect.stringContaining("host-variable-missing")]);
  }
  world.env["GITHUB_REPOSITORY"] = "shop/cards";
  world.env["GITHUB_TOKEN"] = "ghs_two\nlines";
  expect((await comment("--number 7")).code).toBe(77);
  expect(host.requests).toEqual([]);
});

test("GitLab is anybody's: without its address nothing is guessed", async () => {
  const { world, comment } = await commentWorld("gitlab", robot);
  delete world.env["CI_API_V4_URL"];
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([64, expect.stringContaining("CI_API_V4_URL is not set")]);
});

test("a proxy that cannot be used is an error, as for other commands", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  world.env["HTTPS_PROXY"] = "socks5://127.0.0.1:1080";
  const run = await comment("--number 7");
  expect([run.code, run.stderr]).toEqual([64, expect.stringContaining("proxy-unusable")]);
  expect(host.requests).toEqual([]);
});

test("an interruption ends it with 130", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  const stop = new AbortController();
  world.signal = stop.signal;
  host.fault(/^GET .*comments/, { first: () => stop.abort() });
  expect((await comment("--number 7")).code).toBe(130);
  expect(host.writes()).toEqual([]);
});

test("a short token that no rule takes for a secret is hidden as well, in the plan too", async () => {
  const token = "hunter-seven";
  const { world, host } = await commentWorld("github", robot);
  world.env["GITHUB_TOKEN"] = token;
  host.fault(/^GET \/user/, { answer: { status: 404, body: "{}" } });
  host.fault(/^POST \/graphql/, { answer: { status: 422, body: JSON.stringify({ message: `not with ${token}` }) } });
  const run = await world.cli("comment plan.json --to github --number 7 --verbose");
  expect(run.code).toBe(1);
  expect(run.stderr).toContain("not with (secret)");
  showsNoToken(run.all, token);
});

test("a token in a value of the plan does not reach the comment", async () => {
  const { world, host, plan, comment } = await commentWorld("github", robot);
  const { GITHUB_TOKEN: token } = world.env;
  world.env["GITHUB_TOKEN"] = "";
  await plan("t4j9Qx2LmZw8");
  world.env["GITHUB_TOKEN"] = token;
  world.env["OTHER_SECRET"] = "t4j9Qx2LmZw8";
  expect((await comment("--number 7")).code).toBe(0);
  const [own] = host.comments.get(7) ?? [];
  expect(own?.body).toContain("(secret)");
  expect(own?.body).not.toContain("t4j9Qx2LmZw8");
});

test("a report tells what was done, with the plan it carried out; text and language are as elsewhere", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  const applied = await world.cli("apply --yes --report json=report.json --report markdown=report.md");
  expect(applied.code, applied.all).toBe(0);
  const run = await comment("--number 7", "report.json");
  expect([run.code, run.stdout]).toEqual([
    0,
    `created: https://host.example/comments/${host.comments.get(7)?.[0]?.id}\n`,
  ]);
  expect(host.comments.get(7)?.[0]?.body).toBe(`${marker}\n${world.read("report.md")}`);
  expect(host.comments.get(7)?.[0]?.body).toContain("云杉黑金卡");
  const chinese = await comment("--number 7 --lang zh-CN --format markdown", "report.json");
  expect(chinese.stdout).toContain("- 已更新");
  expect(host.comments.get(7)).toHaveLength(1);
});

test("a plan is what plan shows as Markdown, problems, other languages and offline plans included", async () => {
  const { world, host, comment } = await commentWorld("github", robot);
  world.write({
    "cards/silver.yaml": goldCard.replace("name: gold", "name: silver").replace(goldId, "pSilverSilverSilverSilverSil"),
  });
  for (const language of ["en", "zh-CN"]) {
    const planned = await world.cli(`plan --out plan.json --report markdown=plan.md --lang ${language}`);
    expect(planned.code, planned.all).toBe(3);
    expect((await comment(`--number 7 --lang ${language}`)).code).toBe(0);
    expect(host.comments.get(7)?.[0]?.body).toBe(`${marker}\n${world.read("plan.md")}`);
  }
  expect((await world.cli("plan --offline --out plan.json --report markdown=plan.md")).code).toBe(3);
  expect((await comment("--number 7")).code).toBe(0);
  expect(host.comments.get(7)?.[0]?.body).toBe(`${marker}\n${world.read("plan.md")}`);
});

test("what is no plan and no report is told apart", async () => {
  const { world, comment } = await commentWorld("github", robot);
  const plan = world.read("plan.json");
  world.write({
    "altered.json": plan.replace("云杉黑金卡", "云杉白金卡"),
    "status.json": '{"format": "wxcards.status/1"}',
    "report.json": '{"format": "wxcards.report/1", "outcomes": [{"step": 1}], "problems": []}',
    "deep.json": `{"format": "wxcards.report/1", "outcomes": [], "problems": [], "x": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    "text.json": "## no JSON",
  });
  const ended = async (file: string) => {
    const run = await comment("--number 7", file);
    expect(run.stdout).toBe("");
    expect(run.all).not.toMatch(/^ {4}at /m);
    return [run.code, /[a-z-]+-(?:altered|format|missing)/.exec(run.stderr)?.[0]];
  };
  expect(await ended("altered.json")).toEqual([4, "plan-file-altered"]);
  for (const file of ["status.json", "report.json", "deep.json", "text.json"])
    expect(await ended(file)).toEqual([64, "comment-file-format"]);
  expect(await ended("nothing.json")).toEqual([64, "file-missing"]);
});

test("the longest plan is cut to what the host takes, marker and astral characters counted", async () => {
  const { world, host } = await commentWorld("github", robot);
  const title = "🎉𠮷🀄️";
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, number) => {
      const id = `p${String(number).padStart(27, "A")}`;
      world.sandbox.addCard(coffee.appid, liveGold, { card_id: id });
      const text = goldCard.replace("name: gold", `name: card-${number}`).replace(goldId, id);
      return [
        `cards/card-${number}.yaml`,
        text.replace("全场饮品九折。", title.repeat(60)).replace("title: 云杉咖啡金卡", `title: ${title}${number}`),
      ];
    }),
  );
  world.write(files);
  world.edit("wxcards.yaml", "  bakery:", "    guards: { max_changes: 1000 }\n  bakery:");
  const planned = await world.cli("plan --out plan.json");
  expect(planned.code, planned.stderr).toBe(0);
  for (const [name, most] of [
    ["github", 65_536],
    ["gitlab", 1_000_000],
    ["gitee", 65_535],
  ] as const) {
    const fake = name === "github" ? { host, world } : await commentWorld(name, robot);
    fake.world.write({ "plan.json": world.read("plan.json") });
    const run = await fake.world.cli(`comment plan.json --to ${name} --number 7`);
    expect(run.code, run.all).toBe(0);
    const body = fake.host.comments.get(7)?.[0]?.body ?? "";
    const length = name === "gitee" ? Buffer.byteLength(body) : body.length;
    expect(length).toBeLessThanOrEqual(most);
    expect(body.split("\n")[0]).toBe(marker);
    // No half of a character.
    expect(Buffer.from(body).toString("utf8")).toBe(body);
    // It is used, and not half of it.
    if (name !== "gitlab") expect(length).toBeGreaterThan(most * 0.9);
    if (name !== "gitlab") expect(body.split("\n")[1]).toMatch(/^Cut to fit/);
  }
});

test("nothing of a project is needed, and no credential of an account is read", async () => {
  const { world, host } = await commentWorld("gitee", robot);
  const other = await newWorld({});
  other.write({ "plan.json": world.read("plan.json"), ".env": "not a credential" });
  other.remove("wxcards.yaml");
  Object.assign(other.env, { GITEE_API_URL: host.url, GITEE_REPOSITORY: "shop/cards", GITEE_TOKEN: robot.token });
  delete other.env["WXCARDS_COFFEE_APPSECRET"];
  const run = await other.cli("comment plan.json --to gitee --number 7");
  expect([run.code, other.paths()]).toEqual([0, []]);
  expect(host.comments.get(7)).toHaveLength(1);
});

test("a stranger's token edits the stranger's comment only", async () => {
  const { host, result } = await commentWorld("github", stranger);
  const ours = host.say(7, robot, `${marker}\nours`);
  expect((await result("--number 7"))["action"]).toBe("created");
  expect(ours.body).toBe(`${marker}\nours`);
});
