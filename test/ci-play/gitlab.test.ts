import { expect, test } from "vitest";
import { newCard } from "../helpers/documents.ts";
import { newGitLab, type Pipeline } from "./gitlab.ts";
import { leaksInTexts } from "./leaks.ts";
import { coffee, openDesk, secrets, startPlatform } from "./shop.ts";

/*
 * The jobs of GitLab as `wxcards init --ci gitlab` writes them: a merge request, its merge with an apply that somebody starts,
 * and a night. What GitLab itself would say to the file is not asked here.
 */
const isDeep = process.env["WXCARDS_DEEP"] === "1";
const told = ({ done }: Pipeline) => JSON.stringify(done, null, 1).replaceAll("\\n", "\n");
const codes = ({ done }: Pipeline) => Object.entries(done).map(([name, { code, isRed }]) => [name, code, isRed]);

test("a merge request is planned without a secret, commented on, and applied by whoever starts the job", async () => {
  const gitlab = await newGitLab();
  const { api, repository } = gitlab;
  const sandbox = await startPlatform();
  const writing = "glpat-Wr1t1ngT0kenOfThePr0ject";
  gitlab.git.admit(writing, "write");
  Object.assign(gitlab.secrets, secrets, { WXCARDS_GIT_TOKEN: writing });
  Object.assign(gitlab.variables, { WXCARDS_WEIXIN_BASE_URL: sandbox.url });
  const desk = openDesk(repository);
  const include = "include: [{ local: .gitlab/wxcards.gitlab-ci.yml }]\n";
  await desk.begin("gitlab", { ".gitlab-ci.yml": include });

  desk.write({ "cards/members/gold.yaml": newCard("gold", "云杉金卡") });
  await desk.branch("gold", "A gold card");
  const request = await gitlab.mergeRequest(3, "gold");
  expect(codes(request), told(request)).toEqual([
    ["wxcards-plan", 0, false],
    ["wxcards-comment", 0, false],
  ]);
  expect(api.comments.get(3)?.[0]?.body).toContain("Create `MemberCard/gold`");

  const merged = await gitlab.merge(3, "gold");
  expect([codes(merged), merged.waiting], told(merged)).toEqual([
    [["wxcards-plan-coffee", 2, false]],
    ["wxcards-apply-coffee"],
  ]);
  expect(Object.keys(sandbox.state(coffee.appid).cards)).toEqual([]);
  const applied = await merged.start("wxcards-apply-coffee");
  expect(applied.code, applied.log).toBe(0);
  expect(Object.keys(sandbox.state(coffee.appid).cards).length).toBe(1);
  expect(await repository.git("show", "wxcards-state/coffee:state.yaml")).toContain("MemberCard/gold");
  expect(api.comments.get(3)?.[0]?.body).toContain("## wxcards apply\n\n1 done");

  const pipelines = [request, merged];
  if (isDeep) {
    const [id = ""] = Object.keys(sandbox.state(coffee.appid).cards);
    const quiet = await gitlab.schedule();
    expect([codes(quiet), api.issues], told(quiet)).toEqual([[["wxcards-drift-coffee", 0, false]], []]);
    sandbox.editInConsole(coffee.appid, id, { prerogative: "后台改的权益" });
    const moved = await gitlab.schedule();
    expect(codes(moved), told(moved)).toEqual([["wxcards-drift-coffee", 2, false]]);
    expect(api.issues.map(({ body }) => body.includes("后台改的权益"))).toEqual([true]);
    pipelines.push(quiet, moved);
  }
  const jobs = [...pipelines.flatMap(({ done }) => Object.values(done)), applied];
  const texts = jobs.flatMap(({ log, artifacts }) => [log, ...Object.values(artifacts)]);
  const said = [...api.comments.values()].flat().concat(api.issues);
  const hidden = [...Object.values(gitlab.secrets), ...jobs.map(({ token }) => token)];
  expect(leaksInTexts([...texts, ...said.map(({ body }) => body)], hidden)).toEqual([]);
});
