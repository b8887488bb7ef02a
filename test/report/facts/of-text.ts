import { facts, set } from "./fact.ts";
import { countsIn, factsOfEntry, isCall, itemsIn, type ReadEntry, type ReadMember, type ReadRow } from "./read.ts";

const actions: Readonly<Record<string, string>> = {
  "+": "create",
  "~": "update",
  "-/+": "replace",
  "-": "delete",
  "!": "none",
};

/** What a plan as text tells. */
export function factsOfText(text: string): string[] {
  const blocks = text.trimEnd().split("\n\n");
  let account = "";
  let isDrift = false;
  return set(
    blocks.flatMap((block) => {
      const lines = block.split("\n");
      const [first = ""] = lines;
      const title = /^([a-z][a-z0-9-]*) \((?:weixin|wechatpay) \S+\)$/.exec(first);
      if (title?.[1] !== undefined) {
        account = title[1];
        isDrift = false;
        return [];
      }
      if (first === "Drift, left as it is live:") {
        isDrift = true;
        return [];
      }
      const isEntry = /^(?:\+|~|-\/\+|-|=|!) /.test(first) && account !== "";
      return isEntry ? factsOfEntry(entryOf(lines, account, isDrift)) : otherFacts(lines);
    }),
  );
}

function entryOf([head = "", ...lines]: readonly string[], account: string, isDrift: boolean): ReadEntry {
  const [, sign = "", rest = ""] = /^(\S+) (.*)$/.exec(head) ?? [];
  const single = /^(\S+\/\S+) {2,}(?:(\S.*?) {2,})?(\S+)$/.exec(rest);
  const rows: ReadRow[] = [];
  const members: ReadMember[] = [];
  const about: string[] = [];
  const lineNumbers: string[] = [];
  let block: ((line: string) => void) | undefined;
  for (const line of lines) {
    const member = /^ {6}(\S+\/\S+) {2}(.*?) {2,}(\S+?)(?::([\d,]+))?(?: {2}(\S.*))?$/.exec(line);
    if (single === null && member !== null) {
      const [, local = "", id = "", file = "", at = "", own] = member;
      members.push({
        address: `${account}/${local}`,
        id: id.trim(),
        file,
        lines: at.split(","),
        about: own === undefined ? [] : [own],
      });
      block = undefined;
    } else if (/^ {8}\S/.test(line) && single === null && members.length > 0) {
      members.at(-1)?.about.push(line.trim());
    } else if (/^ {6}/.test(line) && block !== undefined) {
      block(line.slice(6));
    } else if (isCall(line.trim()) || isSentence(line.trim())) {
      about.push(line.trim());
      block = undefined;
    } else {
      const { row, number, takes } = rowOf(line.trim());
      rows.push(row);
      lineNumbers.push(number);
      block = takes;
    }
  }
  const action = sign === "=" ? (rows.length > 0 ? "leave" : "adopt") : (actions[sign] ?? "");
  if (single === null) return { action, isDrift, rows, members, about };
  const [, local = "", id = "", file = ""] = single;
  members.push({ address: `${account}/${local}`, id, file, lines: lineNumbers, about });
  return { action, isDrift, rows, members, about: [] };
}

function isSentence(line: string): boolean {
  return /^(?:irreversible: |reason: |goes along |live, and |new rule |rule \S+ is taken|the rule of |known to be held|\d+ rules? with)/.test(
    line,
  );
}

const badges =
  "review|one way|irreversible|write-only|money|drift|conflict|kept|not sent|refused|cannot change|in review|never shown|not compared";
const tail = new RegExp(`(?:^|\\s{2,})((?:${badges})(?:, (?:${badges}))*)$`);

/** A field: its name, its values, its badges, its line; and what takes the lines below it. */
function rowOf(line: string): { row: ReadRow; number: string; takes: (line: string) => void } {
  const [, path = "", rest = ""] = /^(\S+) {2,}(.*)$/.exec(line) ?? [];
  const number = / ?:(\d+)$/.exec(rest)?.[1] ?? "";
  const plain = rest.replace(/ ?:\d+$/, "").trimEnd();
  const notes = tail.exec(plain)?.[1]?.split(", ") ?? [];
  const inline = plain.replace(tail, "").trimEnd();
  const row: ReadRow = {
    path,
    notes,
    isLabelled: /^live | file |^(?:not seen|\(not shown).* file /.test(inline),
    gained: [],
    lost: [],
  };
  const isList = readInline(inline, row);
  const takes = (below: string): void => {
    const [, sign = "", text = ""] = /^(\+ |- |live |file )(.*)$/.exec(below) ?? [];
    if (sign === "") return;
    const side = sign === "- " || sign === "live " ? row.lost : row.gained;
    side.push(...(isList ? text.split(", ") : [text]));
    if (sign === "live " || sign === "file ") Object.assign(row, { isLabelled: true });
  };
  return { row, number, takes };
}

/** Reads what stands on the line of a field; gives whether the lines below it hold items, several on each. */
function readInline(inline: string, row: ReadRow): boolean {
  const again = /^(.*) \(sent again because of a review\)$/.exec(inline)?.[1];
  if (again !== undefined) {
    row.notes.push("again");
    row.gained.push(...itemsIn(again));
    return false;
  }
  const [, absent, , after] = /^(not seen|\(not shown by the platform\)) (→|≠) (?:file )?(.*)$/.exec(inline) ?? [];
  if (absent !== undefined) row.notes.push(absent === "not seen" ? "not seen" : "not shown");
  const told = absent === undefined ? inline : (after ?? "");
  if (/^(?:text, .*|changed|differs)(?: as below)?$/.test(told) || /as below$/.test(told)) return false;
  const parts = /^(?:live )?\d+ items(?: [→≠] (?:file )?\d+ items)?(?: {2}|$)(.*)$/.exec(told);
  if (parts !== null || /^[+−]/.test(told)) {
    for (const part of (parts?.[1] ?? told).split(/ {2}/)) {
      if (part.startsWith("+")) row.gained.push(...part.slice(1).split(" +"));
      if (part.startsWith("−")) row.lost.push(...part.slice(1).split(" −"));
      if (part.startsWith("only live: ")) row.lost.push(...part.slice(11).split(", "));
      if (part.startsWith("only file: ")) row.gained.push(...part.slice(11).split(", "));
    }
    return true;
  }
  const [, was, is] = /^(?:live )?(.*) [→≠] (?:file )?(.*)$/.exec(told) ?? [];
  const isMany = (value: string) => /^\d+ items: /.test(value);
  if (was !== undefined && !isMany(was)) row.lost.push(...itemsIn(was));
  const only = is ?? told;
  if (!isMany(only)) row.gained.push(...itemsIn(only));
  return isMany(only) || (was !== undefined && isMany(was));
}

/** What stands around the entries: problems, open work, counts, agreement. */
function otherFacts(lines: readonly string[]): string[] {
  const [first = ""] = lines;
  const trouble = /^(?:(\S+?:\d+:\d+|\S+\/\S+\/\S+) {2})?(warning: )?(.*?) {2,}([a-z0-9-]+)$/.exec(first);
  if (trouble !== null && !/^left open: /.test(first)) {
    const [, place = "", warning, message = "", code = ""] = trouble;
    const remedies = lines.slice(1).filter((line) => !/^ {2} *\d* \| /.test(line));
    return [
      facts.problem(`${warning === undefined ? "error" : "warning"} ${code}`, place, message.trim()),
      ...remedies.map((line) => facts.remedy(code, place, line.trim())),
    ];
  }
  return lines.flatMap((line) => {
    const asked = /^Approval required: --allow (.*)$/.exec(line)?.[1];
    if (asked !== undefined) return [facts.asks(asked)];
    const written = /^ {2}or in (\S+): (.*)$/.exec(line);
    if (written !== null) return [facts.written(written[1] ?? "", written[2] ?? "")];
    const open = /^left open: (\S+) {2}(\S+)(?: since (\S+))?: apply /.exec(line);
    if (open !== null) return [facts.open(open[1] ?? "", open[2] ?? "", open[3] ?? "")];
    const unmanaged = /^not managed(?: any more)?: (\S+ \S+) \(/.exec(line)?.[1];
    return unmanaged === undefined ? countsIn(line) : [facts.unmanaged(unmanaged)];
  });
}
