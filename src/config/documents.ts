import { defined } from "../model/defined.ts";
import type { Locate, RawDocument, Source } from "../model/document.ts";
import { isTrouble, textFileProblem } from "../model/file-trouble.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { fieldsIn } from "../model/parts.ts";
import { childPointer } from "../model/pointer.ts";
import type { Files } from "../model/ports.ts";
import { asProblem, type CodedArgs, type Problem, problem, type Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import type { Project } from "../model/project.ts";
import { type Shrink, shrinking } from "../model/shrink.ts";
import { utf8Text } from "../model/utf8.ts";
import { isFullwidthKey } from "../schema/fullwidth.ts";
import { hiddenProblems } from "../schema/hidden-problems.ts";
import { misplacedKey } from "../schema/misplaced.ts";
import { numberProblems } from "../schema/number-problems.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { personalLines } from "../schema/personal-lines.ts";
import { shapeProblems } from "../schema/shape.ts";
import { unclearParts } from "../schema/unclear.ts";
import { blankProblems, formProblems } from "../schema/value-problems.ts";
import { readYaml, type YamlValue } from "../yaml/yaml.ts";
import { yamlLimits } from "../yaml/yaml-limits.ts";
import { maskedProblems, maskedReading } from "./masked-people.ts";
import { accountCount, mostAccounts, reasonless, resourcesOf } from "./overlay.ts";

/** What reading documents needs. */
export interface DocumentsInput {
  readonly files: Files;
  readonly project: Project;
  readonly kinds: Kinds;
  readonly locate: Locate;
  readonly written: (source: Source, pointer: string) => string;
}

/** What one file of documents says, as far as it can be read. */
export interface FileRead {
  readonly documents: readonly RawDocument[];
  readonly problems: readonly Problem[];
}

/** Reads files of documents: every problem of every file is gathered, nothing stops at the first. */
export function readDocuments(
  input: DocumentsInput,
  paths: readonly string[],
): { documents: RawDocument[]; problems: Problem[] } {
  const documents: RawDocument[] = [];
  const problems: Problem[] = [];
  for (const file of eachFile(input, paths)) {
    for (const document of file.documents) documents.push(document);
    for (const problem of file.problems) problems.push(problem);
  }
  return { documents, problems };
}

/**
 * The same file by file, for those who keep little of each. With `isWanted`, a file whose bytes are not wanted says
 * nothing.
 */
export function* eachFile(
  input: DocumentsInput,
  paths: readonly string[],
  isWanted?: (bytes: Uint8Array, file: string) => boolean,
): Generator<FileRead, void> {
  const reading = { shrink: shrinking(), ...defined({ isWanted }) };
  for (const file of paths) yield readFile(input, file, reading);
}

interface FileReading {
  readonly shrink: Shrink;
  readonly isWanted?: (bytes: Uint8Array, file: string) => boolean;
}

function readFile(input: DocumentsInput, file: string, { shrink, isWanted }: FileReading): FileRead {
  const { root } = input.project;
  const bytes = input.files.readInside(root, file, yamlLimits.bytes);
  const refused = (problem: Problem): FileRead => ({ documents: [], problems: [problem] });
  if (isTrouble(bytes)) return refused(textFileProblem(file, bytes));
  if (bytes === undefined) return refused(problem("file-missing", { file }));
  if (isWanted?.(bytes, file) === false) return { documents: [], problems: [] };
  const text = utf8Text(bytes);
  if (text === undefined) return refused(problem("file-not-utf8", { file }, { place: { file, line: 1, column: 1 } }));
  const again = () => textAgain(input.files, root, file);
  const read = readYaml(file, text, { again, shrink });
  const room = { error: yamlLimits.problems, warning: yamlLimits.problems };
  // A file with more mistakes than this is mended in several runs.
  const keep = ({ severity }: Problem) => {
    room[severity] -= 1;
    return room[severity] >= 0;
  };
  const wrong = withTriedQuotes(input, file, text, read.problems).filter(keep);
  const problems = wrong.length === 0 ? [] : [...maskedReading(wrong, personalPlaces(text))];
  const documents: RawDocument[] = [];
  for (const value of read.values) {
    const found = readDocument(input, value);
    problems.push(...found.problems.filter(keep));
    documents.push(...found.documents);
  }
  return { documents, problems };
}

/** Raises problems at places of one document. */
type Wrong = <Code extends OwnCode>(code: Code, args: Raised<Code>, pointer: string, part: "key" | "value") => Problem;

/** Whether a problem is about a line that may name somebody. */
function personalPlaces(text: string): (problem: Problem) => boolean {
  const lines = personalLines(text);
  return ({ place }) => place !== undefined && lines.has(place.line - 1);
}

function readDocument(input: DocumentsInput, yaml: YamlValue): FileRead {
  const { value, source } = yaml;
  const wrong: Wrong = (code, args, pointer, part) =>
    problem(code, args, { place: input.locate(source, pointer, part) });
  if (!isObject(value)) {
    const args = { kinds: [...input.kinds.keys()] };
    return { documents: [], problems: [wrong("document-not-object", args, "", "value")] };
  }
  const { kind } = value;
  const entry = typeof kind === "string" ? input.kinds.get(kind) : undefined;
  if (entry === undefined) return { documents: [], problems: [kindProblem(input, value, source, wrong)] };
  const beyond = accountsBeyond(value, wrong);
  return beyond === undefined ? readKnown(input, yaml, value, { entry, wrong }) : { documents: [], problems: [beyond] };
}

/**
 * Why nobody can say of which kind a document is: its keys are of another sort, or it says none, or one that is not
 * known.
 */
function kindProblem({ kinds, locate }: DocumentsInput, value: JsonObject, source: Source, wrong: Wrong): Problem {
  const names = [...kinds.keys()];
  const { kind } = value;
  if (kind !== undefined) {
    const args = { kind, kinds: names, nearest: nearest(String(kind), names) };
    return wrong("kind-unknown", args, "/kind", "value");
  }
  const wide = Object.keys(value).find(isFullwidthKey);
  if (wide !== undefined) return wrong("yaml-fullwidth", {}, childPointer("", wide), "key");
  const [pasted] = pastedKeys(value, kinds);
  if (pasted !== undefined) return asProblem(pasted.found, { place: locate(source, pasted.pointer, "key") });
  return wrong("kind-missing", { kinds: names }, "", "value");
}

/**
 * More accounts than are looked at, or more values over all of them: every account has a resource of its own, with all
 * that is shared.
 */
function accountsBeyond(value: JsonObject, wrong: Wrong): Problem | undefined {
  const count = accountCount(value);
  if (count > mostAccounts) return wrong("accounts-too-many", { count, limit: mostAccounts }, "/accounts", "key");
  return count > 1 && count * valueCount(fieldsIn(value)) > mostShared
    ? wrong("yaml-too-deep", { ...yamlLimits, nodes: mostShared }, "/accounts", "key")
    : undefined;
}

function readKnown(
  input: DocumentsInput,
  yaml: YamlValue,
  value: JsonObject,
  { entry, wrong }: { readonly entry: KindEntry; readonly wrong: Wrong },
): FileRead {
  const { source } = yaml;
  const errors = entry.validate(value);
  const { numbers, traits } = yaml;
  const { locate, written } = input;
  const shape = { errors, value, source, locate, written, entry, ...defined({ numbers, traits }) };
  const problems = errors.length === 0 ? [] : shapeProblems(shape);
  if (numbers !== undefined) problems.push(...numberProblems(shape));
  // More is wrong than is told at once: what is only odd can wait.
  if (problems.length < yamlLimits.problems) {
    problems.push(...blankProblems(shape), ...(errors.length === 0 ? formProblems(shape) : []));
    problems.push(...hiddenProblems(shape, problems));
  }
  problems.push(...envelopeProblems(value, wrong));
  const told = personalFields(entry).length > 0 ? maskedProblems(problems, value, entry) : problems;
  const documents = resourcesOf(entry.kind.name, value, yaml);
  // Under another name it is an id all the same.
  const isNamed = problems.some(({ code }) => code === "id-misnamed");
  const noticed = {
    ...(isNamed ? { namesId: true } : {}),
    ...(errors.length === 0 ? {} : { unclear: unclearParts(errors, value) }),
  };
  const isPlain = !isNamed && errors.length === 0;
  const all = isPlain ? documents : documents.map((document) => ({ ...document, ...noticed }));
  return { documents: all, problems: told };
}

/** What is odd beside `spec`. */
function envelopeProblems(value: JsonObject, wrong: Wrong): Problem[] {
  const problems: Problem[] = [];
  const { name } = value;
  // Of a name that is too long the schema tells; putting marks in order takes the square of their number.
  if (typeof name === "string" && name.length <= longestName && !ascii.test(name) && name !== name.normalize("NFC"))
    problems.push(wrong("name-not-nfc", { name }, "/name", "value"));
  if (value["account"] !== undefined && value["accounts"] !== undefined)
    problems.push(wrong("account-and-accounts", {}, "/accounts", "key"));
  for (const account of reasonless(value))
    problems.push(wrong("missing-key", { field: account, key: "reason" }, `/accounts/${account}`, "key"));
  return problems;
}

/** Most names, and none of them has marks to put in order. */
const ascii = /^[ -~]*$/;

/** No name is longer, by its schema. */
const longestName = 1_000;

/** Most values of all resources of a document: a card of 2,000 values for 1,000 accounts. */
const mostShared = 2_000_000;

function valueCount(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + valueCount(child as Json), 1);
}

/** Requests of the platform that were pasted as they are: they say what they are without a kind. */
function pastedKeys(value: JsonObject, kinds: Kinds) {
  return [...kinds.values()].flatMap(({ kind }) =>
    (kind.wrappers ?? []).flatMap((key) => {
      const found = value[key] === undefined ? undefined : misplacedKey(key, value[key], kind, false);
      if (found === undefined) return [];
      // What an id is called needs no kind.
      const coded: CodedArgs =
        found.code === "request-pasted" ? { ...found, args: { ...found.args, kind: kind.name } } : found;
      return [{ found: coded, pointer: childPointer("", key) }];
    }),
  );
}

/**
 * Numbers too large to be kept, with what comes of putting them in quotes, which is the usual advice: where that only
 * makes another mistake, the field takes no text, and the words say something else.
 */
function withTriedQuotes(input: DocumentsInput, file: string, text: string, problems: readonly Problem[]): Problem[] {
  if (!problems.some(({ code }) => code === "integer-too-large")) return [...problems];
  const lines = text.split("\n");
  const byLine = new Map<number, Problem[]>();
  for (const problem of problems) {
    const { code, place } = problem;
    if (code !== "integer-too-large" || place === undefined) continue;
    byLine.set(place.line, [...(byLine.get(place.line) ?? []), problem]);
  }
  for (const [number, onLine] of byLine) {
    const characters = [...(lines[number - 1] ?? "")];
    let at = 0;
    let quoted = "";
    for (const { place, args } of onLine.sort((a, b) => (a.place?.column ?? 0) - (b.place?.column ?? 0))) {
      const column = (place?.column ?? 1) - 1;
      quoted += characters.slice(at, column).join("") + JSON.stringify(args["written"]);
      at = column + (place?.length ?? 1);
    }
    lines[number - 1] = quoted + characters.slice(at).join("");
  }
  const quoted = lines.join("\n");
  const read = readYaml(file, quoted, { again: () => quoted });
  const found = read.values.flatMap((value) => readDocument(input, value).problems);
  const large = problems.filter(({ code }) => code === "integer-too-large");
  return problems.map((problem) => {
    const { code, place, args } = problem;
    if (code !== "integer-too-large" || place === undefined || read.problems.length > 0) return problem;
    // Each pair of quotes before it on its line moves it by two.
    const before = large.filter(
      (other) => other.place?.line === place.line && other.place.column < place.column,
    ).length;
    const isHere = (at: Problem["place"]) => at?.line === place.line && at.column === place.column + 2 * before;
    const next = found.find((other) => other.code === "wrong-type" && isHere(other.place));
    if (next === undefined) return problem;
    const field = String(next.args["field"]).replace(/\.\d+$/, "");
    return { ...problem, args: { ...args, text: false, field } };
  });
}

/**
 * The text of a file that was read before; nothing of it when it cannot be read any more, since only a place in it is
 * wanted.
 */
function textAgain(files: Files, root: string, file: string): string {
  const bytes = files.readInside(root, file, yamlLimits.bytes);
  return bytes === undefined || isTrouble(bytes) ? "" : (utf8Text(bytes) ?? "");
}
