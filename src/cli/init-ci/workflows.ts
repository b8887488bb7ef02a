import { githubApply, githubApplyFile } from "./github-apply.ts";
import { githubDrift, githubDriftFile } from "./github-drift.ts";
import { githubPlan, githubPlanFile } from "./github-plan.ts";
import { gitlabFile, gitlabJobs } from "./gitlab.ts";
import type { CiHost } from "./hosts.ts";
import type { CiProject } from "./project.ts";
import { stamped } from "./stamp.ts";

/** Makes the text of one file. */
type Maker = (project: CiProject) => string;

const makers: Readonly<Record<CiHost, Readonly<Record<string, Maker>>>> = {
  github: { [githubPlanFile]: githubPlan, [githubApplyFile]: githubApply, [githubDriftFile]: githubDrift },
  gitlab: { [gitlabFile]: gitlabJobs },
};

/** Where the workflows of a host stand. */
export function workflowFiles(host: CiHost): readonly string[] {
  return Object.keys(makers[host]);
}

/** The workflows of a project on a host: paths relative to the root of the repository, and texts. */
export function workflows(host: CiHost, project: CiProject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(makers[host]).map(([path, make]) => [path, stamped(host, make(project))]));
}
