import { describe, expect, test } from "vitest";
import { app, robot, stranger } from "../helpers/comment-hosts.ts";
import { commentWorld, hosts } from "./world.ts";

const marker = "<!-- wxcards:wxcards -->";

describe.each(hosts)("%s", (name) => {
  test("one comment after ten runs, with what was said last", async () => {
    const { host, plan, result } = await commentWorld(name, robot);
    for (let run = 0; run < 10; run += 1) {
      await plan(`黑金卡${run}`);
      expect((await result("--number 7"))["action"]).toBe(run === 0 ? "created" : "updated");
    }
    const comments = host.comments.get(7) ?? [];
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toMatch(new RegExp(`^${marker}\n## wxcards plan\n`));
    expect(comments[0]?.body).toContain("黑金卡9");
    expect(comments[0]?.body).not.toContain("黑金卡8");
  });

  test("what says the same already is not written again", async () => {
    const { host, result } = await commentWorld(name, robot);
    await result("--number 7");
    const [comment] = host.comments.get(7) ?? [];
    // Hosts give other line breaks back, and take what is blank at the end away.
    if (comment !== undefined) comment.body = comment.body.replaceAll("\n", "\r\n").trimEnd();
    expect((await result("--number 7"))["action"]).toBe("unchanged");
    expect(host.writes()).toHaveLength(1);
  });

  test("ours is found on the third page, and a stranger's with the marker is left alone", async () => {
    const { host, result } = await commentWorld(name, robot);
    const copied = host.say(7, stranger, `${marker}\nnot ours`);
    for (let number = 0; number < 50; number += 1) host.say(7, stranger, `comment ${number}`);
    const quoted = host.say(7, robot, `> ${marker}\nLook at this`);
    const own = host.say(7, robot, `${marker}\nold`);
    expect((await result("--number 7"))["action"]).toBe("updated");
    expect(own.body).toContain("黑金卡");
    expect([copied.body, quoted.body]).toEqual([`${marker}\nnot ours`, `> ${marker}\nLook at this`]);
    expect(host.comments.get(7)).toHaveLength(53);
    // The addresses of further pages lead elsewhere, and nobody went there.
    expect(host.requests.filter(({ path }) => /[?&]page=3/.test(path))).toHaveLength(1);
  });

  test("other ids are other comments", async () => {
    const { host, result } = await commentWorld(name, robot);
    await result("--number 7 --id coffee");
    await result("--number 7 --id bakery");
    expect((await result("--number 7 --id coffee"))["action"]).toBe("unchanged");
    expect((host.comments.get(7) ?? []).map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- wxcards:coffee -->",
      "<!-- wxcards:bakery -->",
    ]);
  });

  test("one that is deleted between looking and editing is made anew", async () => {
    const { host, result } = await commentWorld(name, robot);
    host.say(7, robot, `${marker}\nold`);
    host.fault(/^(PATCH|PUT) /, { first: () => host.comments.set(7, []) });
    expect((await result("--number 7"))["action"]).toBe("created");
    expect(host.comments.get(7)).toHaveLength(1);
  });

  test("of two the oldest is edited, and the result says so", async () => {
    const { host, result } = await commentWorld(name, robot);
    const first = host.say(7, robot, `${marker}\nold`);
    const second = host.say(7, robot, `${marker}\nold as well`);
    expect(await result("--number 7")).toMatchObject({ action: "updated", because: "several" });
    expect(first.body).toContain("黑金卡");
    expect(second.body).toBe(`${marker}\nold as well`);
  });

  test("a create whose answer was lost is not doubled", async () => {
    const { host, result } = await commentWorld(name, robot);
    host.fault(/^POST .*(comments|notes)$/, { lost: true });
    expect((await result("--number 7"))["action"]).toBe("created");
    expect(host.comments.get(7)).toHaveLength(1);
  });

  test("a create that was lost on the way is made once more", async () => {
    const { host, result } = await commentWorld(name, robot);
    host.fault(/^POST .*(comments|notes)$/, { answer: { status: 502, body: "<html>bad gateway</html>" } }, 2);
    expect((await result("--number 7"))["action"]).toBe("created");
    expect(host.comments.get(7)).toHaveLength(1);
  });

  test("an issue of that title is one after ten runs; a closed one stays closed", async () => {
    const { host, plan, result } = await commentWorld(name, robot);
    host.open(stranger, "Cards have drifted", `${marker}\nnot ours`);
    host.open(robot, "Cards have drifted", "written by hand");
    const closed = host.open(robot, "Cards have drifted", `${marker}\nsettled`, { state: "closed" });
    host.open(
      robot,
      "Cards have drifted",
      `${marker}\na pull request`,
      name === "github" ? { isPull: true } : { state: "closed" },
    );
    for (let run = 0; run < 10; run += 1) {
      await plan(`黑金卡${run}`);
      expect((await result('--issue "Cards have drifted"'))["action"]).toBe(run === 0 ? "created" : "updated");
    }
    expect(host.issues).toHaveLength(5);
    expect(host.issues[4]).toMatchObject({ title: "Cards have drifted", by: robot });
    expect(host.issues[4]?.body).toContain("黑金卡9");
    expect(closed.body).toBe(`${marker}\nsettled`);
  });

  test("an issue is known by its title, whatever blanks stand around it", async () => {
    const { host, result, plan } = await commentWorld(name, robot);
    expect((await result('--issue " Cards differ "'))["action"]).toBe("created");
    // As hosts keep it.
    for (const issue of host.issues) issue.title = issue.title?.trim() ?? "";
    await plan("云杉白金卡");
    expect((await result('--issue " Cards differ "'))["action"]).toBe("updated");
    expect(host.issues).toHaveLength(1);
  });

  test("comments of others, as long as they may be, keep nobody from finding ours", async () => {
    const { host, result } = await commentWorld(name, robot);
    for (let many = 0; many < 19; many += 1) host.say(7, stranger, "<".repeat(name === "gitlab" ? 1_000_000 : 65_536));
    host.say(7, robot, "<!-- wxcards:wxcards -->\nours");
    expect((await result("--number 7"))["action"]).toBe("updated");
  });

  test("no issue is opened to say that nothing is to be done", async () => {
    const { host, plan, result } = await commentWorld(name, robot);
    await plan("云杉咖啡金卡");
    expect(await result('--issue "Cards have drifted"')).toMatchObject({
      action: "none",
      because: "nothing-to-report",
    });
    expect(host.writes()).toEqual([]);
    const open = host.open(robot, "Cards have drifted", `${marker}\nold`);
    expect((await result('--issue "Cards have drifted"'))["action"]).toBe("updated");
    expect(open.body).not.toContain("old");
  });

  test("a commit leads to the pull request that brought it in, or to none", async () => {
    const { host, result } = await commentWorld(name, robot);
    host.merged.set("3f2c9e1a", [7]);
    expect((await result("--commit 3f2c9e1a"))["action"]).toBe("created");
    expect(host.comments.get(7)).toHaveLength(1);
    host.merged.set("0123456789", []);
    const none = { action: "none", because: "no-pull-request-of-commit" };
    expect(await result("--commit 0123456789")).toMatchObject(none);
    // A merge that says so itself counts, others with the commit do not.
    host.merged.set("abcdef12", [7, 8]);
    expect(await result("--commit abcdef12")).toMatchObject(name === "gitee" ? none : { action: "unchanged" });
  });

  test("401 says what to do and ends with 77", async () => {
    const { world, host, comment } = await commentWorld(name, robot);
    const variable = { github: "GITHUB_TOKEN", gitlab: "GITLAB_TOKEN", gitee: "GITEE_TOKEN" }[name];
    world.env[variable] = "ghs_W0rnOutTok3nThatNobodyKnows46xyz";
    const run = await comment("--number 7");
    expect([run.code, run.stdout]).toEqual([77, ""]);
    expect(run.stderr).toContain("host-token-refused");
    expect(run.stderr).toContain(variable);
    expect(run.all).not.toContain("W0rnOut");
    expect(host.requests).toHaveLength(1);
    delete world.env[variable];
    const without = await comment("--number 7");
    expect([without.code, without.stderr]).toEqual([77, expect.stringContaining("host-token-missing")]);
  });

  test("a pause that the host asks for is waited out; a long one is not", async () => {
    const { world, host, comment, result } = await commentWorld(name, robot);
    host.fault(/^POST .*(comments|notes)$/, { answer: { status: 429, headers: { "retry-after": "30" } } }, 2);
    expect((await result("--number 7"))["action"]).toBe("created");
    expect(world.clock.slept.filter((ms) => ms === 30_000)).toHaveLength(2);
    expect(host.comments.get(7)).toHaveLength(1);
    host.fault(/^GET /, { answer: { status: 429, headers: { "retry-after": "3600" } } });
    const run = await comment("--number 7");
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("host-busy")]);
    expect(run.stderr).toMatch(/before 11:\d\d/);
  });

  test.each([
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:9/" } }, "host-redirects"],
    ["nothing there", { status: 404, body: '{"message":"404 Not found"}' }, "host-not-found"],
    [
      "a refusal in words",
      { status: 422, body: '{"message":"Validation Failed","errors":[{"message":"body is odd"}]}' },
      "body is odd",
    ],
    ["an error of the host", { status: 503, body: "<html>down</html>" }, "host-answer-unusable"],
    ["a page of HTML", { status: 200, body: "<html>please log in</html>" }, "host-answer-unusable"],
    ["half an answer", { status: 200, body: '[{"id": 5, "body": "<!-- wx' }, "host-answer-unusable"],
    ["an answer of another shape", { status: 200, body: '{"ok": true}' }, "host-answer-unusable"],
  ])("%s is a problem and no stack", async (_title, answer, said) => {
    const { host, comment } = await commentWorld(name, robot);
    host.fault(/^GET .*(comments|notes)/, { answer }, 100);
    const run = await comment("--number 7");
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain(said);
    expect(run.all).not.toMatch(/^ {4}at /m);
    expect(host.writes()).toEqual([]);
  });

  test("an error that passes is tried again", async () => {
    const { host, result } = await commentWorld(name, robot);
    host.fault(/^GET .*(comments|notes)/, { answer: { status: 500, body: "" } }, 2);
    host.fault(/^(PATCH|PUT) /, { lost: true });
    host.say(7, robot, `${marker}\nold`);
    expect((await result("--number 7"))["action"]).toBe("updated");
    expect(host.comments.get(7)).toHaveLength(1);
  });

  test("a dry run says what would be sent and where, and sends nothing", async () => {
    const { world, host, comment, result } = await commentWorld(name, robot);
    for (const variable of ["GITHUB_TOKEN", "GITLAB_TOKEN", "GITEE_TOKEN"]) delete world.env[variable];
    const opened: unknown[] = [];
    const { network } = world;
    world.network = {
      open: (options) => {
        opened.push(options);
        return network.open(options);
      },
    };
    const run = await comment("--number 7 --dry-run");
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(new RegExp(`^${marker}\n## wxcards plan\n`));
    expect(run.stderr).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/api\/\S+\/7\/(comments|notes)/);
    const shown = await result("--commit 3f2c9e1a --dry-run");
    expect(shown).toMatchObject({
      action: "none",
      because: "dry-run",
      call: expect.stringMatching(/\/N\/(comments|notes)$/),
    });
    expect(`${shown["body"]}`).toBe(run.stdout);
    expect([host.requests, opened]).toEqual([[], []]);
  });

  test("a dry run at a desk knows no variable of a job, and needs none", async () => {
    const { world, comment } = await commentWorld(name, robot);
    for (const variable of Object.keys(world.env)) if (/^(GIT|CI_)/.test(variable)) delete world.env[variable];
    const run = await comment("--number 7 --dry-run");
    expect(run.code, run.all).toBe(0);
    expect(run.stderr).toMatch(/POST https:\/\/\S+(OWNER|GROUP)\S+NAME\S+\/7\/(comments|notes)/);
  });
});

test("an app that GET /user does not answer is known as the viewer", async () => {
  const { host, plan, result } = await commentWorld("github", app);
  const person = host.say(7, { ...stranger, login: "github-actions" }, `${marker}\nof a person of that name`);
  await result("--number 7");
  await plan("黑金卡");
  expect((await result("--number 7"))["action"]).toBe("updated");
  expect(host.comments.get(7)).toHaveLength(2);
  expect(person.body).toContain("of a person");
});

test("an answer on GraphQL of a server of one's own is looked for beside v3", async () => {
  const { world, host, result } = await commentWorld("github", app);
  world.env["GITHUB_API_URL"] = `${host.url}/v3`;
  host.fault(/^GET \/v3\/user/, { answer: { status: 403, body: "{}" } });
  host.fault(/^GET \/v3\/repos/, { answer: { status: 200, body: "[]" } });
  host.fault(/^POST \/v3\/repos/, { answer: { status: 201, body: '{"id": 5, "body": "", "html_url": ""}' } });
  expect((await result("--number 7"))["action"]).toBe("created");
  expect(host.requests.map(({ method, path }) => `${method} ${path.split("?")[0]}`)).toContain("POST /graphql");
});
