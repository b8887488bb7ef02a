import { facts } from "./fact.ts";

/*
 * What a page was read as, before facts are made of it. Text and Markdown are taken apart by readers of their own; what
 * the pieces mean is said here once.
 */

/** A row of a field as it was read. */
export interface ReadRow {
  readonly path: string;
  readonly notes: string[];
  readonly isLabelled: boolean;
  /** What is live, or was; and what the file says. */
  readonly lost: string[];
  readonly gained: string[];
}

/** A resource as it was read. */
export interface ReadMember {
  readonly address: string;
  readonly id: string;
  readonly file: string;
  /** Of each row, in their order. */
  readonly lines: string[];
  /** Lines about it that are no fields. */
  readonly about: string[];
}

/** One entry as it was read. */
export interface ReadEntry {
  readonly action: string;
  readonly isDrift: boolean;
  readonly rows: ReadRow[];
  readonly members: ReadMember[];
  /** Lines about all of them. */
  readonly about: string[];
}

/** What an entry tells. */
export function factsOfEntry({ action, isDrift, rows, members, about }: ReadEntry): string[] {
  return members.flatMap(({ address, id, file, lines, about: own }) => [
    isDrift ? facts.about(address, "drift") : facts.change(address, action),
    ...(file === "" ? [] : [facts.file(address, file)]),
    ...(id === "" || /^rule |^\d+ rules$/.test(id) ? [] : [facts.id(address, id)]),
    ...rows.flatMap((row, index) => rowFacts(address, row, lines[index] ?? "?")),
    ...callFacts(address, own.filter(isCall)),
    ...[...about, ...own.filter((line) => !isCall(line))].flatMap((line) => aboutFacts(address, line)),
  ]);
}

function rowFacts(address: string, { path, notes, isLabelled, lost, gained }: ReadRow, line: string): string[] {
  const both = new Set(lost.filter((item) => gained.includes(item)));
  const isAgain = notes.includes("again");
  return [
    facts.field(address, path, line),
    ...notes.filter((note) => note !== "again").map((note) => facts.note(address, path, note)),
    ...(isLabelled ? [facts.note(address, path, "labelled")] : []),
    ...gained.filter((item) => isAgain || !both.has(item)).map((item) => facts.gained(address, path, item)),
    ...lost.filter((item) => !both.has(item)).map((item) => facts.lost(address, path, item)),
  ];
}

/** The items of a value as it was printed: of a list its items, of nothing none, of anything else itself. */
export function itemsIn(shown: string): string[] {
  const text = shown.trim();
  if (text === "(empty)" || text === "") return [];
  const fen = /^(-?\d+) \(¥[\d.]+\)$/.exec(text)?.[1];
  const colour = /^(Color\d+) #[0-9a-f]{6}$/.exec(text)?.[1];
  const made = /^(\S+) \(made by this plan\)$/.exec(text)?.[1];
  if (fen !== undefined) return [fen];
  if (colour !== undefined) return [JSON.stringify(colour)];
  if (made !== undefined) return [`made ${made}`];
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(text)) return [String(Date.parse(text) / 1000)];
  return text.startsWith("[") ? (JSON.parse(text) as unknown[]).map((item) => JSON.stringify(item)) : [text];
}

export function isCall(line: string): boolean {
  return /^[\w.–]+\. (?:\d+ × )?(?:POST|PATCH|DELETE) /.test(line);
}

/** Requests counted by where they go, and whether nothing is live between them. */
function callFacts(address: string, lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const found: string[] = [];
  for (const line of lines) {
    if (/ {5}no \S+ is live in between$/.test(line)) found.push(facts.gap(address));
    const plain = line.replace(/ {5}no .*$/, "").replace(/, one \S+ after the other/, "");
    for (const call of plain.replace(/^\d+\.–\d+\. /, "").split(/ {3}|, (?=\d+ × )/)) {
      const [, number = "1", request = ""] = /^(?:\w+\. )?(?:(\d+) × )?(.*?)(?: \([^)]*\))?$/.exec(call) ?? [];
      counts.set(request, (counts.get(request) ?? 0) + Number(number));
    }
  }
  return [...found, ...[...counts].map(([request, number]) => facts.call(address, `${number} × ${request}`))];
}

/** What a line beside the fields says of a resource. */
function aboutFacts(address: string, line: string): string[] {
  if (/^irreversible: /.test(line)) return [facts.about(address, "irreversible")];
  if (/^reason: /.test(line)) return [facts.about(address, line)];
  if (/^no \S+ is live in between$/.test(line)) return [facts.gap(address)];
  if (/stays? as (?:it is|they are)$/.test(line)) return [];
  const along =
    /^(goes along as it is live, not known to wxcards|live, and cannot be written back exactly as it is): (.*)$/.exec(
      line,
    );
  if (along !== null)
    return (along[2] ?? "")
      .split(", ")
      .map((path) => facts.about(address, `${along[1]?.startsWith("goes") ? "carried" : "lost"} ${path}`));
  return [objectFact(address, line)];
}

function objectFact(address: string, line: string): string {
  const [, , items = ""] = /^(.*?\d+ merchant ids?: )(.*?)(?:; its id is asked.*)?$/.exec(line) ?? [];
  const own = items.split(" ");
  const named = /^(?:rule (\S+)|the rule of (\S+)) is taken down(, with| and added anew with) /.exec(line);
  if (/^known to be held elsewhere/.test(line)) return facts.object(address, "occupied", own);
  if (/^new rule with /.test(line)) return facts.object(address, "add", own);
  if (named === null) return `not understood: ${line}`;
  const id = named[1] ?? `?${named[2] ?? ""}`;
  return facts.object(address, `${named[3] === ", with" ? "delete" : "replace"} ${id}`, own);
}

/** The counts of a summary line; nothing of any other line. */
export function countsIn(line: string): string[] {
  const counts = [
    ["create", /(\d+) to create/],
    ["update", /(\d+) to change/],
    ["replace", /(\d+) to replace/],
    ["delete", /(\d+) to delete/],
    ["adopt", /(\d+) to adopt/],
    ["unchanged", /(\d+) unchanged/],
    ["review", /(\d+) cards? goe?s? to review/],
    ["drift", /(\d+) with drift that is kept/],
    ["calls", /(\d+) write calls?/],
  ] as const;
  const incomplete = line.startsWith("Incomplete plan") ? ["incomplete"] : [];
  return [
    ...incomplete,
    ...counts.flatMap(([what, pattern]) => {
      const number = pattern.exec(line)?.[1];
      return number === undefined ? [] : [facts.count(what, number)];
    }),
  ];
}
