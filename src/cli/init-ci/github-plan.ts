import { checkout, download, gitToken, hostToken, step, temporary, upload } from "./github-steps.ts";
import type { CiProject } from "./project.ts";
import { comment, indented, ofProject, quoted, tool } from "./texts.ts";

/** Where the workflow of pull requests stands. */
export const githubPlanFile = ".github/workflows/wxcards-plan.yml";

/**
 * The workflow of pull requests. The job that runs what the pull request brings, the tool included, has no secret and a
 * token that may only read: it shows the intent, from the documents, the state and the last snapshot. The comment is
 * written by the tool of the base branch, which reads the plan as data.
 */
export function githubPlan(project: CiProject): string {
  const { words, paths } = project;
  const wxcards = tool(project);
  const folder = "$RUNNER_TEMP/wxcards";
  const plan = `${wxcards} plan${ofProject(project)} --offline --base HEAD^1 --out "${folder}/plan.json" --report github`;
  return `${[
    "name: wxcards plan",
    "on:",
    "  pull_request:",
    "    paths:",
    ...indented(
      6,
      [...paths, githubPlanFile].map((path) => `- ${quoted(path)}`),
    ),
    "permissions: {}",
    "concurrency:",
    "  group: wxcards-plan-${{ github.event.pull_request.number }}",
    "  cancel-in-progress: true",
    "jobs:",
    ...indented(2, comment(words.intent)),
    "  plan:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 10",
    "    permissions:",
    "      contents: read",
    "    outputs:",
    "      comment: ${{ steps.plan.outputs.comment }}",
    "    steps:",
    ...indented(6, comment(words.depthOfBase)),
    ...indented(6, checkout(project, { depth: 2 })),
    ...indented(6, step({ lines: [`${wxcards} validate${ofProject(project)} --report github`] })),
    ...indented(
      6,
      step({
        id: "plan",
        lines: [
          `mkdir -p "${folder}"`,
          "code=0",
          `${plan} || code=$?`,
          // The pull request that brings the tool finds none in the base branch.
          `if [ -s "${folder}/plan.json" ] && git ls-tree --name-only HEAD^1 vendor/ | grep -q /wxcards-; then`,
          '  echo "comment=true" >> "$GITHUB_OUTPUT"',
          "fi",
          'exit "$code"',
        ],
        env: [gitToken],
      }),
    ),
    ...indented(6, upload("wxcards-plan", [`${temporary}/plan.json`], "${{ !cancelled() }}")),
    ...indented(2, comment(words.comment)),
    "  comment:",
    "    needs: plan",
    "    if: ${{ !cancelled() && needs.plan.outputs.comment == 'true' }}",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 10",
    "    permissions:",
    "      contents: read",
    "      pull-requests: write",
    "    steps:",
    ...indented(6, checkout(project, { ref: "${{ github.event.pull_request.base.sha }}" })),
    ...indented(6, download("wxcards-plan")),
    ...indented(
      6,
      step({
        lines: [`${wxcards} comment "${folder}/plan.json" --to github${ofProject(project)}`],
        env: [hostToken],
      }),
    ),
  ].join("\n")}\n`;
}
