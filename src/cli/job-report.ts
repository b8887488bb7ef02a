import { dirname, isAbsolute, relative, resolve } from "node:path";
import { findProject } from "../config/find-project.ts";
import { isTrouble, unwritten } from "../model/file-trouble.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Annotation, annotating, shownAnnotations } from "../report/annotations.ts";
import { github, mostOfSummary } from "../report/formats/github.ts";
import { bytesOf } from "../report/formats/layout/bytes.ts";
import { harmless } from "../report/harmless.ts";
import type { Language } from "../report/messages/language.ts";
import { page } from "../report/page.ts";
import { paint } from "../report/paint.ts";
import type { LanguageFlags } from "./language.ts";
import { appendNamed, readNamed } from "./named.ts";
import type { Render } from "./results.ts";
import type { GuardedEffects } from "./session.ts";

/** What the job is told. */
export interface JobResult {
  readonly renders: readonly Render[];
  readonly language: Language;
  readonly flags: LanguageFlags;
}

/**
 * `--report github`: what is wrong as annotations beside the lines of the diff, and the result in the summary of the
 * step, behind what stands there. Gives what could not be written.
 *
 * Annotations go to stderr: a runner looks at both streams, and stdout may lead into a file or a program.
 */
export async function reportToJob(effects: GuardedEffects, result: JobResult): Promise<Problem[]> {
  const { renders, language, flags } = result;
  const { io } = effects;
  const plain = paint(false);
  const found: Annotation[] = [];
  const collector = annotating(language, (annotation) => void found.push(annotation));
  for (const render of renders) render(collector, plain);
  const { shown, left } = shownAnnotations(found);
  const inJob = pathsOfJob(effects, flags);
  io.annotate(shown.map(inJob));
  if (left.some((count) => count > 0)) io.stderr(page([language.results.view.moreAnnotations(...left)]));
  return appendSummary(effects, result);
}

/** What room for a summary is left: less than this holds none. */
const leastRoom = 4_096;

async function appendSummary(effects: GuardedEffects, { renders, language }: JobResult): Promise<Problem[]> {
  const { io, redactor } = effects;
  const file = io.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return [problem("step-summary-missing", {})];
  const before = await readNamed(effects, file, mostOfSummary);
  if (isTrouble(before) && before.trouble !== "large") return [unwritten("report-not-written", file, before)];
  const room = before === undefined ? mostOfSummary : isTrouble(before) ? 0 : mostOfSummary - before.length - 1;
  if (room < leastRoom) return [problem("step-summary-full", { file })];
  const renderer = github(language, room);
  const text = renders.map((render) => render(renderer, paint(false))).join("");
  const cleaned = redactor.clean(harmless(text));
  const isFirst = before === undefined || isTrouble(before) || before.length === 0;
  if (bytesOf(cleaned) > room) return [problem("step-summary-full", { file })];
  const trouble = await appendNamed(effects, file, isFirst ? cleaned : `\n${cleaned}`);
  return trouble === undefined ? [] : [unwritten("report-not-written", file, trouble)];
}

/** Makes the files of annotations relative to the checkout, as GitHub wants them; outside of it there is no diff. */
function pathsOfJob({ io, files }: GuardedEffects, { project }: LanguageFlags): (annotation: Annotation) => Annotation {
  const { workingDirectory, env } = io;
  const found = findProject(files, workingDirectory, project);
  const root = files.canonical(found === undefined ? workingDirectory : dirname(found));
  const workspace = env["GITHUB_WORKSPACE"] ?? "";
  const checkout = files.canonical(workspace === "" ? workingDirectory : resolve(workingDirectory, workspace));
  return ({ file, ...annotation }) => {
    if (file === undefined) return annotation;
    const path = relative(checkout, resolve(root, file)).replaceAll("\\", "/");
    if (!path.startsWith("../") && !isAbsolute(path)) return { ...annotation, file: path };
    const { line, column, ...rest } = annotation;
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return { ...rest, message: `${place}: ${annotation.message}` };
  };
}
