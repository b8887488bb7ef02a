import { sandboxAccountName } from "../../model/project.ts";
import type { CiAccount, CiProject } from "./project.ts";
import { postToRobot, robotReports } from "./robot.ts";
import { comment, commentId, indented, install, ofAccount, ofProject, quoted, tool } from "./texts.ts";

/** Where the jobs of GitLab stand; the file of the pipeline includes it. */
export const gitlabFile = ".gitlab/wxcards.gitlab-ci.yml";

/** The environment whose variables serve for reading. */
const planEnvironment = "wxcards-plan";

/** The environment that only some people may deploy to. */
const applyEnvironment = "wxcards";

/**
 * The jobs of GitLab: of merge requests, without any secret; of the main branch, a plan and an apply of that plan that
 * somebody starts; of a schedule. Variables of an account belong to environments, so that only the jobs of these get them.
 *
 * Source: GitLab, "CI/CD YAML syntax reference" and "Predefined CI/CD variables".
 */
export function gitlabJobs(project: CiProject): string {
  const { words, accounts } = project;
  return `${[
    ...comment(words.gitlabVariables),
    ".wxcards:",
    "  image: node:24",
    "  before_script:",
    `    - ${install(project)}`,
    "",
    ...comment(words.gitlabRunner),
    ".wxcards-platform:",
    "  extends: .wxcards",
    "",
    ...comment(words.intent),
    ...mergeRequestJob(project),
    "",
    ...comment(words.gitlabComment),
    ...commentJob(project),
    ...accounts.flatMap((account, index) => [
      "",
      ...(index === 0 ? comment(words.gitlabPlanned) : []),
      ...planJob(project, account),
      "",
      ...(index === 0 ? comment(words.gitlabApplied) : []),
      ...applyJob(project, account),
      "",
      ...(index === 0 ? comment(words.gitlabDrift) : []),
      ...driftJob(project, account),
    ]),
  ].join("\n")}\n`;
}

function changes({ paths }: CiProject): string[] {
  return [
    "  changes:",
    ...indented(
      4,
      [...paths, gitlabFile].map((path) => `- ${quoted(path)}`),
    ),
  ];
}

function mergeRequestJob(project: CiProject): string[] {
  const wxcards = tool(project);
  const flags = ofProject(project);
  return [
    "wxcards-plan:",
    "  extends: .wxcards",
    "  rules:",
    ...indented(4, ['- if: $CI_PIPELINE_SOURCE == "merge_request_event"', ...changes(project)]),
    "  interruptible: true",
    "  timeout: 10 minutes",
    "  variables:",
    '    GIT_DEPTH: "0"',
    ...script([
      `${wxcards} validate${flags}`,
      `${wxcards} plan${flags} --offline --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --out plan.json --report gitlab=plan-gitlab.json`,
    ]),
    ...artifacts("plan.json"),
    "    reports:",
    "      terraform: plan-gitlab.json",
  ];
}

function commentJob(project: CiProject): string[] {
  return [
    "wxcards-comment:",
    "  image: node:24",
    "  rules:",
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $GITLAB_TOKEN && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID',
    ...indented(4, changes(project)),
    "      when: always",
    "  needs:",
    "    - job: wxcards-plan",
    "      artifacts: true",
    "  timeout: 10 minutes",
    "  variables:",
    "    GIT_STRATEGY: none",
    ...script([
      "if [ ! -s plan.json ]; then exit 0; fi",
      "base=$(mktemp -d)",
      'git clone --quiet --depth 1 --branch "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME" "$CI_REPOSITORY_URL" "$base"',
      'cp plan.json "$base.json"',
      'cd "$base"',
      `${install(project)}`,
      `${tool(project)} comment "$base.json" --to gitlab${ofProject(project)}`,
    ]),
  ];
}

/** Rules of jobs that run for the main branch, when it moved. */
function ofMain(project: CiProject, when: readonly string[]): string[] {
  return [
    "  rules:",
    ...indented(4, [
      '- if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"',
      ...changes(project),
      ...when,
    ]),
  ];
}

function planJob(project: CiProject, account: CiAccount): string[] {
  const { name } = account;
  const wxcards = tool(project);
  const flags = ofAccount(project, account);
  return [
    `wxcards-plan-${name}:`,
    "  extends: .wxcards-platform",
    ...ofMain(project, []),
    ...runner(planEnvironment, "access"),
    "  timeout: 20 minutes",
    ...script([
      "code=0",
      `${wxcards} plan${flags} --detailed-exitcode --out plan.json --report gitlab=plan-gitlab.json || code=$?`,
      `if [ "$code" -eq 0 ]; then ${wxcards} apply plan.json${flags} --if-older skip; fi`,
      'exit "$code"',
    ]),
    "  allow_failure:",
    "    exit_codes: 2",
    ...artifacts("plan.json"),
    "    reports:",
    "      terraform: plan-gitlab.json",
  ];
}

function applyJob(project: CiProject, account: CiAccount): string[] {
  const { words } = project;
  const { name } = account;
  const wxcards = tool(project);
  const flags = ofAccount(project, account);
  const reports = "--report json=report.json --report journal=journal.jsonl";
  return [
    `wxcards-apply-${name}:`,
    "  extends: .wxcards-platform",
    ...ofMain(project, ["  when: manual", "  allow_failure: true"]),
    "  needs:",
    `    - job: wxcards-plan-${name}`,
    "      artifacts: true",
    ...runner(applyEnvironment, "start"),
    `  resource_group: wxcards-${name}`,
    "  timeout: 1 hour",
    ...script([
      "code=0",
      `${wxcards} apply plan.json${flags} --if-older skip ${reports} || code=$?`,
      `if [ "$code" -eq 0 ]; then ${wxcards} snapshot${flags} || echo "${words.noSnapshot}"; fi`,
      `if [ -s report.json ] && [ -n "$GITLAB_TOKEN" ]; then ${wxcards} comment report.json --to gitlab --commit "$CI_COMMIT_SHA"${commentId(project, account)}${ofProject(project)} || true; fi`,
      'exit "$code"',
    ]),
    ...artifacts("report.json, journal.jsonl"),
  ];
}

function driftJob(project: CiProject, account: CiAccount): string[] {
  const { name } = account;
  const wxcards = tool(project);
  const flags = ofAccount(project, account);
  return [
    `wxcards-drift-${name}:`,
    "  extends: .wxcards-platform",
    "  rules:",
    '    - if: $CI_PIPELINE_SOURCE == "schedule"',
    ...runner(planEnvironment, "access"),
    `  resource_group: wxcards-drift-${name}`,
    "  timeout: 30 minutes",
    ...script([
      `${wxcards} snapshot${flags}`,
      "code=0",
      `${wxcards} plan${flags} --only drift --detailed-exitcode --report json=drift.json ${robotReports(".")} || code=$?`,
      'test "$code" -eq 0 || test "$code" -eq 2',
      ...(name === sandboxAccountName ? [] : tellDrift(project, account)),
      'exit "$code"',
    ]),
    "  allow_failure:",
    "    exit_codes: 2",
    ...artifacts("drift.json"),
  ];
}

/** Of the embedded platform nobody is told: it begins anew with each job, so that nobody can have moved anything. */
function tellDrift(project: CiProject, { name }: CiAccount): string[] {
  return [
    `if [ -n "$GITLAB_TOKEN" ]; then ${tool(project)} comment drift.json --to gitlab --issue "wxcards: drift in ${name}" --id wxcards-drift-${name}${ofProject(project)}; fi`,
    'if [ "$code" -eq 2 ]; then (',
    ...indented(2, postToRobot(".")),
    "); fi",
  ];
}

function runner(environment: string, action: "access" | "start"): string[] {
  return ["  environment:", `    name: ${environment}`, `    action: ${action}`];
}

/** Lines of one shell, which ends at the first that fails. */
function script(lines: readonly string[]): string[] {
  return ["  script:", "    - |", ...indented(6, lines)];
}

/** Keeps files of a job, also of one that failed, for other jobs and for people. */
function artifacts(paths: string): string[] {
  return ["  artifacts:", "    when: always", "    expire_in: 30 days", `    paths: [${paths}]`];
}
