import type { Wording } from "../../model/policy.ts";
import { instantSeconds } from "../../schema/instant.ts";

/** Words of a text and where they begin in it, in UTF-16 units. */
export interface DateFound {
  readonly found: string;
  readonly index: number;
}

/** What deciding whether a date is over needs. */
export interface DatesInput {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timezone: string;
}

/** A day, a month or a year of this century. */
const date =
  /(?<!\d)(20\d\d) ?(?:年 ?(?:(\d{1,2}) ?月 ?(?:(\d{1,2}) ?[日号]?)?)?(?!\d)|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))/g;

/** What stands before a date that ends something: `至`, `截止日期：`, the second of a range. */
const endsBefore = /(?:至|到|截[止至于]|止于|有效期(?:限)?[:：为]?|[~～—–-])(?:日期|时间)?[:：为是]? *$/;

/** What stands behind a date that ends something. */
const endsBehind = /^ *(?:\d{1,2}[:：点时]\d{0,2}分? *)?(?:之?前|止|截止|结束|到期|过期|失效|为止)/;

/** What stands behind a date that begins something. */
const beginsBehind = /^ *(?:\d{1,2}[:：]\d{2} *)?(?:[~～—–至到起-]|开始|之?后|以来)/;

/**
 * Dates that ended something and are over; in a title, where a date stands for the whole, every day, month and year that
 * is over and begins nothing.
 */
export function datesOver(text: string, scope: Wording, input: DatesInput): DateFound[] {
  const all: DateFound[] = [];
  for (const match of text.matchAll(date)) {
    const { index } = match;
    const found = match[0].trimEnd();
    const [before, behind] = [text.slice(0, index), text.slice(index + found.length)];
    const isBegin = beginsBehind.test(behind);
    const isEnd = endsBehind.test(behind) || (endsBefore.test(before) && !isBegin);
    const counts = scope === "title" ? isEnd || !isBegin : isEnd;
    if (counts && isOver(match, input)) all.push({ found, index });
  }
  return all;
}

function isOver(match: RegExpMatchArray, { now, timezone }: DatesInput): boolean {
  const [year, month, day] = [Number(match[1]), match[2] ?? match[5], match[3] ?? match[6]];
  if (month === undefined) return isPast(`${year + 1}-01-01`);
  if (Number(month) < 1 || Number(month) > 12) return false;
  if (day === undefined) return isPast(month === "12" ? `${year + 1}-01-01` : `${year}-${two(Number(month) + 1)}-01`);
  const end = instantSeconds(`${year}-${two(month)}-${two(day)}`, "end", timezone);
  return end !== undefined && end * 1000 < now;

  /** Whether the day has begun: what is before it is over. */
  function isPast(next: string): boolean {
    const begin = instantSeconds(next, "begin", timezone);
    return begin !== undefined && begin * 1000 <= now;
  }
}

function two(number: number | string): string {
  return String(number).padStart(2, "0");
}
