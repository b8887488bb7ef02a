import { localAddress } from "../model/document.ts";
import { unwritten } from "../model/file-trouble.ts";
import { equalJson, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { inDocument } from "../model/parts.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import { finding, type Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { PulledFile, PulledValue, PullReport } from "../model/pull.ts";
import type { Planned, World } from "../model/world.ts";
import { type Wish, wishesOf } from "../pull/wishes.ts";
import { liveKey } from "../schema/live-key.ts";
import { locator } from "../yaml/locate.ts";
import { isUnremembered } from "./planning/compare.ts";
import type { AttemptInput } from "./pulling/attempt.ts";
import { judgedTogether } from "./pulling/judge.ts";
import { type DraftedFile, draftFile, leftAll } from "./pulling/pull-file.ts";
import { fileText, readSource, writeSource } from "./pulling/read-file.ts";

/** How live values are pulled. */
export interface PullRequest {
  /** Whether files are written. */
  readonly isDry: boolean;
  /** Whether what both sides changed is taken as it is live. */
  readonly takesLive: boolean;
}

/** A plan whose project is known. */
type PlannedProject = Planned & { readonly checked: { readonly project: Project } };

/**
 * Writes live values that have drifted into the documents that declare them, from what a plan has read and compared.
 * Neither platform nor state is written.
 */
export function pullDrift(world: World, planned: PlannedProject, request: PullRequest): PullReport {
  const { wishes, left } = allWishes(world, planned, request);
  const input = attemptInput(world, planned);
  const drafts: DraftedFile[] = [];
  const problems: Problem[] = [];
  const byFile = new Map<string, Wish[]>();
  for (const wish of wishes) {
    const { file } = wish.desired.document.source;
    byFile.set(file, [...(byFile.get(file) ?? []), wish]);
  }
  for (const [file, own] of byFile) {
    const source = readSource(world.files, planned.checked.project.root, file);
    if ("code" in source) left.push(...leftAll(own, (path) => finding("pull-file-changed", { file }, { path })));
    else drafts.push(draftFile(input, source, own));
  }
  left.push(...drafts.flatMap((draft) => draft.left));
  const sound = withoutRefused(input, planned, drafts, left);
  const written = sound.filter((draft) => draft.text !== draft.source.text);
  const done = request.isDry ? written : written.filter((draft) => isWritten(world, planned, draft, left, problems));
  return {
    pulled: done.flatMap(pulledValues),
    left: inOrder(left),
    problems,
    files: done.map(({ source, text }): PulledFile => {
      return { file: source.file, before: fileText(source, source.text), after: fileText(source, text) };
    }),
  };
}

/** What of every resource is to be written, and what is left before anything is tried. */
function allWishes(world: World, planned: PlannedProject, { takesLive }: PullRequest) {
  const { checked, diffs = [], states, ids } = planned;
  const { project } = checked;
  const context = { timezone: project.timezone };
  const names = new Map([...ids].map(([address, id]) => [`${address.split("/", 2).join("/")} ${id}`, address]));
  const refer = (account: string, kind: string, id: string) => {
    const address = names.get(`${account}/${kind} ${id}`);
    return address === undefined ? undefined : localAddress(address);
  };
  const found = diffs.map((diff) => {
    const { desired } = diff;
    const entry = world.kinds.get(desired.kind) as KindEntry;
    const unremembered = isUnremembered({ states, accounts: project.accounts }, desired, entry.kind);
    // A copy: its fields are computed once.
    return wishesOf({ diff: { ...diff, desired: { ...desired } }, entry, context, refer, unremembered, takesLive });
  });
  return { wishes: found.flatMap((own) => own.wishes), left: found.flatMap((own) => own.left) };
}

function attemptInput(world: World, { checked, diffs = [], ids }: PlannedProject): AttemptInput {
  const { project, all } = checked;
  const context = { timezone: project.timezone };
  const liveKeys = diffs.map(({ desired, fingerprint, fields, objects, live }) => {
    const entry = world.kinds.get(desired.kind) as KindEntry;
    if (objects === undefined) return [desired.address, new Map(Object.entries(fingerprint))] as const;
    const [shown] = (live.objects ?? []).filter(({ expired }) => expired !== true);
    const keys = fields.flatMap(({ path }): [Pointer, Json][] => {
      const policy = entry.policies.get(path);
      // Items are divided among the objects: no object shows all of them.
      const isItems = policy?.itemsPerObject !== undefined;
      return policy === undefined || isItems ? [] : [[path, liveKey(shown?.spec ?? {}, policy, entry, context)]];
    });
    return [desired.address, new Map(keys)] as const;
  });
  const addresses = new Set(all.map(({ address }) => address));
  return { world, project, context, ids, addresses, liveKeys: new Map(liveKeys) };
}

/** Drafts that are valid together with all other documents: what only one document may declare is in one. */
function withoutRefused(
  input: AttemptInput,
  { checked }: PlannedProject,
  drafts: readonly DraftedFile[],
  left: Problem[],
): readonly DraftedFile[] {
  let sound = drafts.filter(({ taken }) => taken.length > 0);
  while (sound.length > 0) {
    const files = new Set(sound.map(({ source }) => source.file));
    const others = checked.all.filter(({ source }) => !files.has(source.file));
    const errors = judgedTogether(input, [...others, ...sound.flatMap(({ documents }) => documents)]);
    const [error] = errors;
    if (error === undefined) return sound;
    const draft = sound.find(({ source }) => source.file === error.place?.file) ?? sound[0];
    left.push(...leftAll(draft?.taken ?? [], (path) => ({ ...error, path })));
    sound = sound.filter((other) => other !== draft);
  }
  return sound;
}

/** Writes a file; false for one that is left. */
function isWritten(
  { files }: World,
  { checked }: PlannedProject,
  { source, text, taken }: DraftedFile,
  left: Problem[],
  problems: Problem[],
): boolean {
  const { file } = source;
  const trouble = writeSource(files, checked.project.root, source, text);
  if (trouble === undefined) return true;
  if (trouble === "changed") left.push(...leftAll(taken, (path) => finding("pull-file-changed", { file }, { path })));
  else problems.push(unwritten("document-not-written", file, trouble));
  return false;
}

function pulledValues({ source, text, taken, documents }: DraftedFile): PulledValue[] {
  const { locate } = locator();
  // One function, by which the file is known: it is read once for all its values.
  const whole = () => text;
  return taken.flatMap(({ desired, paths }) => {
    const { address, document } = desired;
    const now = documents.find((other) => other.address === address);
    return paths.flatMap((path): PulledValue[] => {
      const place = locate({ ...document.source, text: whole }, inDocument(path), "bare");
      const before = writtenAt(document.spec, path);
      const after = now === undefined ? null : writtenAt(now.spec, path);
      // What means nothing beside the others any more may stay as it is.
      return equalJson(before, after) ? [] : [{ address, file: source.file, line: place.line, path, before, after }];
    });
  });
}

function writtenAt(spec: Parameters<typeof valueAt>[0], path: Pointer): Json {
  return valueAt(spec, path) ?? null;
}

/** By address and path, each field once. */
function inOrder(left: readonly Problem[]): readonly Problem[] {
  const keyed = new Map(left.map((problem) => [`${problem.address} ${problem.path} ${problem.code}`, problem]));
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}
