import {
  applyEnvironment,
  checkout,
  credentials,
  download,
  gitToken,
  hostToken,
  planEnvironment,
  platformRunner,
  step,
  temporary,
  throughProxy,
  upload,
} from "./github-steps.ts";
import type { CiAccount, CiProject } from "./project.ts";
import { comment, commentId, indented, ofAccount, ofProject, quoted, tool } from "./texts.ts";

/** Where the workflow of the main branch stands. */
export const githubApplyFile = ".github/workflows/wxcards-apply.yml";

const folder = "$RUNNER_TEMP/wxcards";

/**
 * The workflow of the main branch: for each account a job that plans, and one that carries out that very plan once
 * somebody has approved it. Each job sees the secrets of its account at one step.
 */
export function githubApply(project: CiProject): string {
  const { words, paths, accounts } = project;
  return `${[
    "name: wxcards apply",
    "on:",
    "  push:",
    `    branches: [${quoted(project.branch)}]`,
    "    paths:",
    ...indented(
      6,
      [...paths, githubApplyFile].map((path) => `- ${quoted(path)}`),
    ),
    "  workflow_dispatch:",
    "permissions: {}",
    ...comment(words.environments(project.branch)),
    "jobs:",
    ...accounts.flatMap((account, index) => [
      ...indented(2, planJob(project, account, index === 0)),
      ...indented(2, applyJob(project, account, index === 0)),
    ]),
  ].join("\n")}\n`;
}

function planJob(project: CiProject, account: CiAccount, isFirst: boolean): string[] {
  const { words } = project;
  const plan = `${tool(project)} plan${ofAccount(project, account)} --detailed-exitcode --out "${folder}/plan.json" --report github`;
  return [
    ...(isFirst ? comment(words.planned) : []),
    `plan-${account.name}:`,
    `  runs-on: ${platformRunner}`,
    "  timeout-minutes: 20",
    `  environment: ${planEnvironment}`,
    "  permissions:",
    "    contents: read",
    "  outputs:",
    "    exit: ${{ steps.plan.outputs.exit }}",
    "  steps:",
    ...indented(4, checkout(project)),
    ...indented(
      4,
      step({
        id: "plan",
        lines: [
          `mkdir -p "${folder}"`,
          throughProxy,
          "code=0",
          `${plan} || code=$?`,
          'echo "exit=$code" >> "$GITHUB_OUTPUT"',
          'test "$code" -eq 0 || test "$code" -eq 2',
        ],
        env: [...credentials(account), gitToken],
      }),
    ),
    ...indented(4, upload(`wxcards-plan-${account.name}`, [`${temporary}/plan.json`], "${{ !cancelled() }}")),
  ];
}

function applyJob(project: CiProject, account: CiAccount, isFirst: boolean): string[] {
  const { words } = project;
  const { name } = account;
  const wxcards = tool(project);
  const flags = ofAccount(project, account);
  const reports = `--report github --report json="${folder}/report.json" --report journal="${folder}/journal.jsonl"`;
  const exit = `needs.plan-${name}.outputs.exit`;
  return [
    ...(isFirst ? comment(words.applied) : []),
    `apply-${name}:`,
    `  needs: plan-${name}`,
    `  runs-on: ${platformRunner}`,
    "  timeout-minutes: 60",
    ...indented(2, isFirst ? comment(words.nothingToApprove) : []),
    `  environment: \${{ ${exit} == '2' && '${applyEnvironment}' || '${planEnvironment}' }}`,
    ...indented(2, isFirst ? comment(words.inTurn) : []),
    "  concurrency:",
    `    group: wxcards-${name}`,
    "    cancel-in-progress: false",
    "  permissions:",
    "    contents: write",
    "    pull-requests: write",
    "  steps:",
    ...indented(4, checkout(project)),
    ...indented(4, download(`wxcards-plan-${name}`)),
    ...indented(
      4,
      step({
        lines: [
          throughProxy,
          "code=0",
          `${wxcards} apply "${folder}/plan.json"${flags} --if-older skip ${reports} || code=$?`,
          `if [ "$code" -eq 0 ]; then ${wxcards} snapshot${flags} || echo "::warning::${words.noSnapshot}"; fi`,
          'exit "$code"',
        ],
        env: [...credentials(account), gitToken],
      }),
    ),
    ...indented(
      4,
      step({
        when: "${{ !cancelled() }}",
        lines: [
          `test ! -s "${folder}/report.json" ||`,
          `  ${wxcards} comment "${folder}/report.json" --to github --commit "$GITHUB_SHA"${commentId(project, account)}${ofProject(project)}`,
        ],
        env: [hostToken],
      }),
    ),
    ...indented(
      4,
      upload(`wxcards-report-${name}`, [`${temporary}/report.json`, `${temporary}/journal.jsonl`], "${{ always() }}"),
    ),
  ];
}
