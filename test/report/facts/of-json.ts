import { width } from "../../../src/report/width.ts";
import { facts, set, shownPath } from "./fact.ts";

type Data = Record<string, unknown>;

interface Field extends Data {
  readonly path: string;
  readonly before?: unknown;
  readonly after: unknown;
  readonly badges: readonly string[];
  readonly verdict: string;
  readonly origin: string;
  readonly line: number;
}

interface Changed extends Data {
  readonly address: string;
  readonly id: string;
  readonly action: string;
  readonly file: string;
  readonly fields: readonly Field[];
  readonly objects?: readonly {
    readonly id?: string;
    readonly items: readonly string[];
    readonly action: string;
    readonly occupied?: true;
  }[];
  readonly reason?: string;
  readonly badges?: readonly string[];
  readonly carried?: readonly string[];
  readonly lost?: readonly string[];
}

/** What the JSON of a plan tells. */
export function factsOfJson(json: string): string[] {
  const plan = JSON.parse(json) as Data;
  const changes = plan["changes"] as readonly Changed[];
  const told = changes.filter(({ fields, action }) => fields.length > 0 || action !== "none");
  return set([
    ...told.flatMap((change) => changeFacts(change)),
    ...callFacts(plan["steps"] as readonly Data[], told),
    ...(plan["consent"] as readonly Data[])
      .filter(({ given }) => given === false)
      .flatMap((one) => askFacts(one, changes)),
    ...(plan["problems"] as readonly Data[]).flatMap(problemFacts),
    ...(plan["recovery"] as readonly Data[]).map(({ address, operation, since }) =>
      facts.open(String(address), String(operation), String(since ?? "")),
    ),
    ...(plan["unmanaged"] as readonly Data[]).map(({ account, kind, id }) =>
      facts.unmanaged(`${String(account)}/${String(kind)} ${String(id)}`),
    ),
    ...summaryFacts(plan),
  ]);
}

function summaryFacts({ summary, steps, problems, complete }: Data): string[] {
  const counts = summary as Record<string, number>;
  const isQuiet =
    (steps as readonly unknown[]).length === 0 &&
    (problems as readonly Data[]).every(({ severity }) => severity !== "error");
  const shown = isQuiet ? ["unchanged"] : ["create", "update", "replace", "delete", "unchanged", "calls"];
  const more = (isQuiet ? ["adopt", "drift"] : ["adopt", "drift", "review"]).filter((name) => (counts[name] ?? 0) > 0);
  return [
    ...[...shown, ...more].map((name) => facts.count(name, String(counts[name]))),
    ...(complete === true || isQuiet ? [] : ["incomplete"]),
  ];
}

function changeFacts(change: Changed): string[] {
  const { address, action, file, id, objects, reason, badges = [], carried = [], lost = [], fields } = change;
  const isDrift = ({ verdict, origin }: Field) => verdict === "keep" && origin !== "file";
  const isBlocked = fields.some(({ verdict }) => verdict === "blocked");
  const isDone = action !== "none" || fields.some((field) => !isDrift(field));
  const word = action === "none" && !isBlocked ? "leave" : action;
  return [
    ...(isDone ? [facts.change(address, word)] : []),
    ...(fields.some(isDrift) ? [facts.about(address, "drift")] : []),
    facts.file(address, file),
    ...(objects === undefined && id !== "" ? [facts.id(address, id)] : []),
    ...fields.flatMap((field) => fieldFacts(change, field)).filter((fact) => !isWithObjects(change, fact)),
    ...(objects ?? []).filter((one) => one.action !== "keep").map((one) => objectFact(address, one)),
    ...(reason === undefined ? [] : [facts.about(address, `reason: ${reason}`)]),
    ...(badges.includes("irreversible") ? [facts.about(address, "irreversible")] : []),
    ...carried.map((path) => facts.about(address, `carried ${shownPath(path)}`)),
    ...lost.map((path) => facts.about(address, `lost ${shownPath(path)}`)),
  ];
}

/** True for the items of a new list that stand with the objects they go to. */
function isWithObjects({ objects = [], fields }: Changed, fact: string): boolean {
  const item = / gains "(.*)"$/.exec(fact)?.[1];
  const isNew = fields.some(({ before, after }) => before === null && Array.isArray(after) && after.includes(item));
  return isNew && objects.some(({ items, action }) => action !== "keep" && items.includes(item ?? ""));
}

function objectFact(
  address: string,
  { id = "", items, action, occupied }: NonNullable<Changed["objects"]>[number],
): string {
  return facts.object(address, occupied === true ? "occupied" : action === "add" ? "add" : `${action} ${id}`, items);
}

const verdicts: Readonly<Record<string, string>> = {
  "in-review": "in review, not sent",
  unverifiable: "never shown, not compared",
};

function fieldFacts({ address, action }: Changed, field: Field): string[] {
  const { path, badges, verdict, origin, line } = field;
  const name = shownPath(path);
  const own = badges.filter((badge) => badge !== "drift" || verdict !== "keep");
  const kept = origin === "drift" ? "drift, kept" : "not sent";
  const blocked = origin === "drift" ? "refused" : "cannot change";
  const word = verdict === "keep" ? kept : verdict === "blocked" ? blocked : verdicts[verdict];
  const labelled = verdict === "keep" || origin !== "file" ? [facts.note(address, name, "labelled")] : [];
  return [
    facts.field(address, name, String(line)),
    ...[...own, ...(word === undefined ? [] : word.split(", "))].map((note) => facts.note(address, name, note)),
    ...labelled,
    ...valueFacts(address, action, field),
  ];
}

function valueFacts(address: string, action: string, field: Field): string[] {
  const { path, after, badges } = field;
  const name = shownPath(path);
  const isUnseen = !("before" in field);
  const before = field.before ?? null;
  const isHidden = before === null && !isUnseen && badges.includes("write-only");
  const absent = isUnseen ? ["not seen"] : isHidden ? ["not shown"] : [];
  const [was, is] = sidesOf(before, after);
  const isAgain = action !== "create" && JSON.stringify(before) === JSON.stringify(after);
  return [
    ...absent.map((note) => facts.note(address, name, note)),
    ...is.filter((item) => isAgain || !was.includes(item)).map((item) => facts.gained(address, name, item)),
    ...was.filter((item) => !is.includes(item)).map((item) => facts.lost(address, name, item)),
  ];
}

/** What each side holds: the items of a list, the lines of a long text, or the one value. */
function sidesOf(before: unknown, after: unknown): [string[], string[]] {
  if (isList(before, after) || isList(after, before)) return [itemsOf(before), itemsOf(after)];
  if (isLong(before, after) || isLong(after, before)) return [linesOf(before), linesOf(after)];
  return [before, after].map((value) => (isNothing(value) ? [] : [asShown(value)])) as [string[], string[]];
}

function isList(one: unknown, other: unknown): boolean {
  return Array.isArray(one) && (Array.isArray(other) || isNothing(other));
}

function isNothing(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function itemsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((item) => asShown(item)) : [];
}

function isLong(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || !(typeof other === "string" || isNothing(other))) return false;
  return one.includes("\n") || width(one) > 60;
}

function linesOf(value: unknown): string[] {
  return typeof value === "string" && value !== "" ? value.replace(/\n$/, "").split("\n") : [];
}

function asShown(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    const { $address, $number } = value as Data;
    if (typeof $address === "string") return `made ${$address.split("/").slice(1).join("/")}`;
    if (typeof $number === "string") return $number;
  }
  return JSON.stringify(value);
}

function callFacts(steps: readonly Data[], changes: readonly Changed[]): string[] {
  return changes.flatMap(({ address, objects }) => {
    const own = steps.filter((step) => step["address"] === address);
    const calls = own.map(({ method, path }) => `${String(method)} ${String(path)}`);
    const counted = [...new Set(calls)].map((call) =>
      facts.call(address, `${calls.filter((one) => one === call).length} × ${call}`),
    );
    const isReplaced = own.length > 0 && objects?.some(({ action }) => action === "replace") === true;
    return isReplaced ? [...counted, facts.gap(address)] : counted;
  });
}

function askFacts({ what, address, snippet }: Data, changes: readonly Changed[]): string[] {
  const allow = facts.asks(address === "" ? String(what) : `${String(what)}=${String(address)}`);
  if (snippet === undefined) return [allow];
  const file = changes.find((change) => change.address === address)?.file ?? "wxcards.yaml";
  return [allow, facts.written(file, String(snippet))];
}

function problemFacts({ code, severity, message, hint, file, line, column, address }: Data): string[] {
  const place = file === undefined ? String(address ?? "") : `${String(file)}:${String(line)}:${String(column)}`;
  const remedies = hint === undefined ? [] : String(hint).split("\n");
  return [
    facts.problem(`${String(severity)} ${String(code)}`, place, String(message)),
    ...remedies.map((remedy) => facts.remedy(String(code), place, remedy.trim())),
  ];
}
