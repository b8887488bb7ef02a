import {
  convertWorkflowTemplate,
  isMapping,
  isSequence,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import type { MappingToken } from "@actions/workflow-parser/templates/tokens/mapping-token";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { isMatch } from "./paths.ts";

/** A step as the workflow has it. */
export interface WorkflowStep {
  readonly id: string;
  readonly if: TemplateToken | undefined;
  /** All its keys. */
  readonly raw: MappingToken;
}

/** A job as the workflow has it. */
export interface WorkflowJob {
  readonly id: string;
  readonly needs: readonly string[];
  readonly if: TemplateToken;
  /** All its keys. */
  readonly raw: MappingToken;
  readonly steps: readonly WorkflowStep[];
}

/** A workflow that GitHub would take. */
export interface Workflow {
  readonly path: string;
  readonly name: string;
  readonly root: MappingToken;
  readonly jobs: readonly WorkflowJob[];
  /** Whether an event starts it: by its name, its branch, and the files that it changes. */
  isStartedBy(event: { readonly name: string; readonly branch?: string; readonly changed: readonly string[] }): boolean;
}

/** What GitHub's own parser finds wrong with a workflow; nothing where it is right. */
export async function mistakesIn(path: string, text: string): Promise<readonly string[]> {
  const read = await parsed(path, text);
  return "mistakes" in read ? read.mistakes : [];
}

/** Reads a workflow with GitHub's own parser; throws what it finds wrong. */
export async function readWorkflow(path: string, text: string): Promise<Workflow> {
  const read = await parsed(path, text);
  if ("mistakes" in read) throw new Error(`${path}: ${read.mistakes.join("\n")}`);
  const { root, template } = read;
  const jobs = mapping(root.find("jobs"));
  return {
    path,
    name: root.find("name")?.toString() ?? path,
    root,
    jobs: template.jobs.map((job): WorkflowJob => {
      if (job.type !== "job") throw new Error(`${path}: a job of another workflow`);
      const raw = mapping(jobs.find(job.id.value));
      const steps = raw.find("steps");
      const rawSteps = steps !== undefined && isSequence(steps) ? [...steps].map(mapping) : [];
      return {
        id: job.id.value,
        needs: (job.needs ?? []).map(({ value }) => value),
        if: job.if,
        raw,
        steps: job.steps.map((step, index) => ({ id: step.id, if: step.if, raw: mapping(rawSteps[index]) })),
      };
    }),
    isStartedBy: ({ name, branch, changed }) => {
      const { events } = template;
      if (!(name in events)) return false;
      if (name !== "push" && name !== "pull_request") return true;
      const { branches, paths } = events[name] ?? {};
      if (branches !== undefined && !isMatch(branches, branch ?? "")) return false;
      return paths === undefined || changed.some((file) => isMatch(paths, file));
    },
  };
}

async function parsed(path: string, text: string) {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  const mistakes = () => context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || mistakes().length > 0) return { mistakes: [...mistakes(), "nothing was read"] };
  const template = await convertWorkflowTemplate(context, value);
  if (mistakes().length > 0) return { mistakes: mistakes() };
  return { root: mapping(value), template };
}

function mapping(token: TemplateToken | undefined): MappingToken {
  if (token === undefined || !isMapping(token)) throw new Error("no mapping");
  return token;
}
