import { sandboxAccountName } from "../../model/project.ts";
import {
  checkout,
  credentials,
  gitToken,
  hostToken,
  planEnvironment,
  platformRunner,
  step,
  throughProxy,
} from "./github-steps.ts";
import type { CiAccount, CiProject } from "./project.ts";
import { postToRobot, robotReports } from "./robot.ts";
import { comment, indented, ofAccount, ofProject, quoted, tool } from "./texts.ts";

/** Where the workflow of every night stands. */
export const githubDriftFile = ".github/workflows/wxcards-drift.yml";

const folder = "$RUNNER_TEMP/wxcards";

/**
 * The workflow of every night: keeps what is live for the plans of pull requests, and tells in one issue, and to a group
 * when its robot is known, what the console moved. Started by hand it also writes that into the documents, on a branch.
 */
export function githubDrift(project: CiProject): string {
  const { words, accounts } = project;
  return `${[
    "name: wxcards drift",
    "on:",
    "  schedule:",
    ...indented(4, comment(words.night)),
    '    - cron: "17 18 * * *"',
    "  workflow_dispatch:",
    "    inputs:",
    "      pull:",
    `        description: ${quoted(words.pullInput)}`,
    "        type: boolean",
    "        default: false",
    "permissions: {}",
    "jobs:",
    ...accounts.flatMap((account, index) => [
      ...indented(2, driftJob(project, account, index === 0)),
      ...indented(2, pullJob(project, account, index === 0)),
    ]),
  ].join("\n")}\n`;
}

function driftJob(project: CiProject, account: CiAccount, isFirst: boolean): string[] {
  const { words } = project;
  const { name } = account;
  const wxcards = tool(project);
  const flags = ofAccount(project, account);
  const isPlayed = name === sandboxAccountName;
  return [
    ...(isFirst ? comment(words.drift) : []),
    `drift-${name}:`,
    "  if: ${{ !inputs.pull }}",
    `  runs-on: ${platformRunner}`,
    "  timeout-minutes: 30",
    `  environment: ${planEnvironment}`,
    "  concurrency:",
    `    group: wxcards-drift-${name}`,
    "    cancel-in-progress: false",
    "  permissions:",
    "    contents: write",
    ...(isPlayed ? [] : ["    issues: write"]),
    "  steps:",
    ...indented(4, checkout(project)),
    ...indented(
      4,
      step({
        id: "drift",
        lines: [
          `mkdir -p "${folder}"`,
          throughProxy,
          `${wxcards} snapshot${flags}`,
          "code=0",
          `${wxcards} plan${flags} --only drift --detailed-exitcode --report json="${folder}/drift.json" --report github ${robotReports(folder)} || code=$?`,
          'echo "exit=$code" >> "$GITHUB_OUTPUT"',
          'test "$code" -eq 0 || test "$code" -eq 2',
        ],
        env: [...credentials(account), gitToken],
      }),
    ),
    ...(isPlayed ? [] : indented(4, tellDrift(project, account, isFirst))),
  ];
}

/** Of the embedded platform nobody is told: it begins anew with each job, so that nobody can have moved anything. */
function tellDrift(project: CiProject, { name }: CiAccount, isFirst: boolean): string[] {
  return [
    ...step({
      lines: [
        `${tool(project)} comment "${folder}/drift.json" --to github --issue "wxcards: drift in ${name}" --id wxcards-drift-${name}${ofProject(project)}`,
      ],
      env: [hostToken],
    }),
    ...(isFirst ? comment(project.words.robot) : []),
    ...step({
      when: "${{ steps.drift.outputs.exit == '2' }}",
      lines: postToRobot(folder),
      env: ["WXCARDS_ROBOT_URL: ${{ secrets.WXCARDS_ROBOT_URL }}"],
    }),
  ];
}

function pullJob(project: CiProject, account: CiAccount, isFirst: boolean): string[] {
  const { words } = project;
  const { name } = account;
  // A run that is started again makes another branch: the first one may be somebody's work by then.
  const branch = `wxcards-pull/${name}-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT`;
  return [
    ...(isFirst ? comment(words.pull) : []),
    `pull-${name}:`,
    "  if: ${{ inputs.pull }}",
    `  runs-on: ${platformRunner}`,
    "  timeout-minutes: 30",
    `  environment: ${planEnvironment}`,
    "  permissions:",
    "    contents: write",
    "  steps:",
    ...indented(4, checkout(project)),
    ...indented(
      4,
      step({
        id: "pull",
        lines: [
          throughProxy,
          "code=0",
          `${tool(project)} pull${ofAccount(project, account)} --report github || code=$?`,
          'test "$code" -eq 0 || test "$code" -eq 3',
        ],
        env: [...credentials(account), gitToken],
      }),
    ),
    ...indented(
      4,
      step({
        lines: [
          "if git diff --quiet; then exit 0; fi",
          'git config user.name "$GITHUB_ACTOR"',
          'git config user.email "$GITHUB_ACTOR@users.noreply.github.com"',
          `git switch -c "${branch}"`,
          `git commit -am "Take over what the console changed in ${name}"`,
          `git -c credential.helper='!f() { echo username=x-access-token; echo "password=$PUSH_TOKEN"; }; f' push origin "HEAD:refs/heads/${branch}"`,
          `echo "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/compare/${branch}?expand=1" >> "$GITHUB_STEP_SUMMARY"`,
        ],
        env: ["PUSH_TOKEN: ${{ github.token }}"],
      }),
    ),
  ];
}
