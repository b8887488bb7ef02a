import { TZDate } from "@date-fns/tz";
import { isSteady, steadyOffset } from "./steady-zone.ts";

/** Which end of a bare day an instant without a time means. */
export type Edge = "begin" | "end";

const bareDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const localTime = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/;
const offsetTime = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Unix seconds of an instant as documents write it, or undefined when it is none.
 *
 * Takes unix seconds; `2026-12-31` (00:00:00 for a beginning, 23:59:59 for an end); a time without an offset, in
 * `timezone`; a time with an offset. 13 digits are milliseconds and no instant here: the platform counts in seconds
 * (its code 40079 answers milliseconds).
 */
export function instantSeconds(value: unknown, edge: Edge, timezone: string): number | undefined {
  const seconds = secondsOf(value, edge, timezone);
  // Before 1970 and after 2286 there are not ten digits, and the platform counts in ten.
  return seconds !== undefined && seconds >= 0 && seconds < 1e10 ? seconds : undefined;
}

function secondsOf(value: unknown, edge: Edge, timezone: string): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const day = bareDay.exec(value);
  if (day) return inZone(day, edge === "begin" ? [0, 0, 0] : [23, 59, 59], timezone);
  const local = localTime.exec(value);
  if (local) return inZone(local, [Number(local[4]), Number(local[5]), Number(local[6])], timezone);
  if (!offsetTime.test(value)) return undefined;
  const milliseconds = Date.parse(value.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/**
 * An instant in ISO 8601 with the offset of `timezone`, as plans show it and documents may write it:
 * `2026-12-31T23:59:59+08:00`.
 */
export function instantText(seconds: number, timezone: string): string {
  const { local, minutes } = wallClock(seconds * 1000, timezone);
  const day = [local.getUTCFullYear(), two(local.getUTCMonth() + 1), two(local.getUTCDate())].join("-");
  const time = [two(local.getUTCHours()), two(local.getUTCMinutes()), two(local.getUTCSeconds())].join(":");
  return `${day}T${time}${offsetText(minutes)}`;
}

/** What a clock on the wall of a zone shows, as if it were UTC, and how far the zone is from UTC, in minutes. */
function wallClock(milliseconds: number, timezone: string): { readonly local: Date; readonly minutes: number } {
  const steady = steadyOffset(timezone, milliseconds);
  if (steady !== undefined) return { local: new Date(milliseconds + steady * 60_000), minutes: steady };
  const date = new TZDate(milliseconds, timezone);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const local = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), hours, minutes, seconds));
  return { local, minutes: -date.getTimezoneOffset() };
}

/**
 * An instant in the spelling of another one: seconds, a bare day where the instant is that end of a day, a time without
 * an offset, or a time with that offset.
 */
export function instantLike(seconds: number, like: unknown, edge: Edge, timezone: string): string | number {
  if (typeof like === "number") return seconds;
  const whole = instantText(seconds, timezone);
  if (typeof like !== "string") return whole;
  const [day = "", time = ""] = whole.split("T");
  if (bareDay.test(like) && instantSeconds(day, edge, timezone) === seconds) return day;
  const between = /^\d{4}-\d{2}-\d{2}([Tt ])/.exec(like)?.[1] ?? "T";
  if (localTime.test(like)) {
    const local = `${day}${between}${time.slice(0, 8)}`;
    // In the hour that comes twice, only an offset says which one is meant.
    return instantSeconds(local, edge, timezone) === seconds ? local : `${day}${between}${time}`;
  }
  const [, offset] = /([Zz]|[+-]\d{2}:?\d{2})$/.exec(offsetTime.test(like) ? like : "") ?? [];
  return offset === undefined ? whole : inOffset(seconds, offset, between);
}

/** A time with an offset as it is written: `Z`, `+08:00`, `+0800`. */
function inOffset(seconds: number, offset: string, between: string): string {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const shift = (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
  const local = instantText(seconds + shift, "UTC")
    .slice(0, 19)
    .replace("T", between);
  return `${local}${offset}`;
}

/** The same for a moment of a clock. */
export function instantIso(milliseconds: number, timezone: string): string {
  return instantText(Math.floor(milliseconds / 1000), timezone);
}

/** A moment for messages: the time of day, `14:05`, with its day when that is another one than that of `now`. */
export function momentText(milliseconds: number, now: number, timezone: string): string {
  const [day, time] = instantIso(milliseconds, timezone).split("T") as [string, string];
  const [today] = instantIso(now, timezone).split("T");
  return `${day === today ? "" : `${day} `}${time.slice(0, 5)}`;
}

/** True for a name that the time zone data of this Node knows. */
export function isTimezone(name: string): boolean {
  if (isSteady(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function inZone(day: RegExpExecArray, time: readonly number[], timezone: string): number | undefined {
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  const [hours = 0, minutes = 0, seconds = 0] = time;
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  // JavaScript takes the years 0 to 99 for those of the last century.
  if (year < 1970) return undefined;
  const asUtc = new Date(Date.UTC(year, month - 1, date, hours, minutes, seconds));
  const steady = steadyOffset(timezone, asUtc.getTime());
  if (steady !== undefined) {
    const isDay = asUtc.getUTCMonth() === month - 1 && asUtc.getUTCDate() === date;
    return isDay ? Math.floor(asUtc.getTime() / 1000) - steady * 60 : undefined;
  }
  const zoned = new TZDate(year, month - 1, date, hours, minutes, seconds, timezone);
  // A day that the calendar does not have rolls over; such a value was a mistake.
  if (zoned.getMonth() !== month - 1 || zoned.getDate() !== date) return undefined;
  return Math.floor(zoned.getTime() / 1000);
}

function offsetText(minutes: number): string {
  const sign = minutes < 0 ? "-" : "+";
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
