import { facts, set } from "./fact.ts";
import { countsIn, factsOfEntry, itemsIn, type ReadEntry, type ReadMember, type ReadRow } from "./read.ts";

const titles: readonly (readonly [RegExp, string])[] = [
  [/^Create /, "create"],
  [/^Change /, "update"],
  [/^Replace /, "replace"],
  [/^Delete /, "delete"],
  [/^Adopt /, "adopt"],
  [/^Nothing sent to /, "leave"],
  [/^Cannot change /, "none"],
  [/^Drift of /, "drift"],
];

/** What the Markdown of a plan tells; `account` is what addresses leave out where there is only one. */
export function factsOfMarkdown(text: string, account: string | undefined): string[] {
  const found: string[] = [];
  let section = "";
  let entry: string[] | undefined;
  let problem: string | undefined;
  const flush = (): void => {
    if (entry !== undefined) found.push(...factsOfEntry(entryOf(entry, account)));
    entry = undefined;
  };
  for (const line of text.split("\n")) {
    if (/^#{2,3} /.test(line)) {
      flush();
      section = line.replace(/^#+ /, "");
    } else if (line.startsWith("#### ")) {
      flush();
      entry = [line.slice(5)];
    } else if (section === "Errors" || section === "Warnings") {
      const severity = section === "Errors" ? "error" : "warning";
      if (line.startsWith("- ")) problem = line;
      found.push(...problemFacts(line, problem ?? "", severity));
    } else if (section === "Left open by earlier runs") {
      const [address, operation, since] = cellsOf(line).map((cell) => codeIn(cell)[0]);
      if (address !== undefined) found.push(facts.open(address, operation ?? "", since ?? ""));
    } else if (section === "In no document") {
      const unmanaged = /^not managed(?: any more)?: (\S+ \S+) \(/.exec(codeIn(line)[0] ?? "")?.[1];
      if (unmanaged !== undefined) found.push(facts.unmanaged(unmanaged));
    } else if (entry !== undefined) entry.push(line);
    else found.push(...headFacts(line));
  }
  flush();
  return set(found);
}

/** The texts of the code spans of a line. */
function codeIn(line: string): string[] {
  return [...line.matchAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g)].map(([, fence = "", text = ""]) =>
    fence.length > 1 || /^ .* $/.test(text) ? text.slice(1, -1) : text,
  );
}

function cellsOf(line: string): string[] {
  return line.startsWith("| ") ? line.slice(2, -2).split(" | ") : [];
}

/** The counts, and what agreement the plan waits for. */
function headFacts(line: string): string[] {
  const [first = "", ...codes] = codeIn(line);
  if (!first.startsWith("--allow ")) return countsIn(line);
  const [file, snippet] = codes;
  const asked = facts.asks(first.slice("--allow ".length));
  return file === undefined || snippet === undefined ? [asked] : [asked, facts.written(file, snippet)];
}

function problemFacts(line: string, of: string, severity: string): string[] {
  const codes = codeIn(of);
  const code = codes.at(-1) ?? "";
  const message = codes.at(-2) ?? "";
  const places = codes.length > 2 ? codes.slice(0, -2) : [""];
  if (line.startsWith("- ")) return places.map((place) => facts.problem(`${severity} ${code}`, place, message));
  const remedy = /^ {2}- /.test(line) ? codeIn(line)[0] : undefined;
  return remedy === undefined ? [] : places.map((place) => facts.remedy(code, place, remedy));
}

function entryOf([title = "", ...lines]: readonly string[], account: string | undefined): ReadEntry {
  const action = titles.find(([pattern]) => pattern.test(title))?.[1] ?? "";
  const name = codeIn(title)[0];
  const whole = (local: string) => (account === undefined ? local : `${account}/${local}`);
  const rows: ReadRow[] = [];
  const about: string[] = [];
  const members: ReadMember[] = [];
  const lineNumbers: string[] = [];
  let [id, file] = ["", ""];
  let columns: string[] = [];
  let fence: string | undefined;
  let below: ReadRow | undefined;
  for (const line of lines) {
    const cells = cellsOf(line);
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      else if (below !== undefined) readBlock(line, below);
    } else if (/^`{3,}diff$/.test(line)) fence = line.slice(0, -4);
    else if (cells.length > 0 && columns.length === 0) columns = cells;
    else if (cells.length > 0) {
      rows.push(rowOf(cells, columns));
      lineNumbers.push(cells[columns.indexOf("line")] ?? "");
    } else if (/:$/.test(line) && line.startsWith("`")) below = rows.find(({ path }) => path === codeIn(line)[0]);
    else if (name !== undefined && / ?in `/.test(line) && !line.startsWith("- ")) [id, file] = placeIn(line);
    else if (line.startsWith("- ") && name === undefined && / in `/.test(line)) members.push(memberOf(line, whole));
    else if (/^ {2}- /.test(line)) members.at(-1)?.about.push(lineIn(line.slice(4)));
    else if (line.startsWith("- ")) about.push(lineIn(line.slice(2)));
  }
  if (name !== undefined) {
    members.push({ address: whole(name), id, file, lines: lineNumbers, about });
    return { action, isDrift: action === "drift", rows, members, about: [] };
  }
  return { action, isDrift: action === "drift", rows, members, about };
}

/** The id and the file of one resource. */
function placeIn(line: string): [string, string] {
  const codes = codeIn(line);
  return codes.length === 1 ? ["", codes[0] ?? ""] : [codes[0] ?? "", codes[1] ?? ""];
}

/** One of several resources: its address, its id, its file with the lines there, and what is its own. */
function memberOf(line: string, whole: (local: string) => string): ReadMember {
  const [before = "", after = ""] = line.split(/ in (?=`)/);
  const [local = "", id = ""] = codeIn(before);
  const [file = "", ...own] = codeIn(after);
  const at = / line ([\d, ]+)/.exec(after)?.[1]?.trim() ?? "";
  return { address: whole(local), id, file, lines: at.split(", "), about: own };
}

/** A line of a list without its markup. */
function lineIn(line: string): string {
  return codeIn(line)[0] ?? line;
}

function rowOf(cells: readonly string[], columns: readonly string[]): ReadRow {
  const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
  const notes = cell("") === "" ? [] : cell("").split(", ");
  const row: ReadRow = { path: codeIn(cells[0] ?? "")[0] ?? "", notes, isLabelled: false, gained: [], lost: [] };
  readLive(cell("live"), row);
  readFile(columns.includes("value") ? cell("value") : cell("file"), row);
  return row;
}

function readLive(cell: string, row: ReadRow): void {
  if (cell === "not seen") row.notes.push("not seen");
  else if (cell.startsWith("(not shown")) row.notes.push("not shown");
  else
    row.lost.push(
      ...codeIn(cell)
        .filter((shown) => !/^\d+ items: /.test(shown))
        .flatMap(itemsIn),
    );
}

function readFile(cell: string, row: ReadRow): void {
  if (cell.includes("sent again because of a review")) row.notes.push("again");
  for (const shown of codeIn(cell)) {
    if (/^\d+ items: /.test(shown)) continue;
    if (/^\+/.test(shown)) row.gained.push(shown.slice(1));
    else if (/^−/.test(shown)) row.lost.push(shown.slice(1));
    else row.gained.push(...itemsIn(shown));
  }
}

/** A line below a table: of a list, several items. */
function readBlock(line: string, row: ReadRow): void {
  const [, sign = "", text = ""] = /^(\+ |- |live |file )(.*)$/.exec(line) ?? [];
  if (sign === "") return;
  const side = sign === "- " || sign === "live " ? row.lost : row.gained;
  const items = /^(?:\d+|"(?:[^"\\]|\\.)*")(?:, (?:\d+|"(?:[^"\\]|\\.)*"))*$/.test(text)
    ? [...text.matchAll(/\d+|"(?:[^"\\]|\\.)*"/g)].map(([item]) => item)
    : [text];
  side.push(...items);
}
