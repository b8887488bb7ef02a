const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,3})?(?:Z|[+-](\d\d):(\d\d))$/;

/**
 * Milliseconds since 1970 of an RFC 3339 text with offset, seconds or milliseconds; undefined for any other text, and
 * for days that do not exist.
 */
export function momentOf(text: string): number | undefined {
  const found = INSTANT.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second, ...offset] = found.slice(1).map((digits) => Number(digits ?? 0));
  const date = new Date(Date.UTC(year as number, (month as number) - 1, day));
  const exists = date.getUTCMonth() === (month as number) - 1 && date.getUTCDate() === day;
  const [offsetHour = 0, offsetMinute = 0] = offset;
  if (!exists || hour! > 23 || minute! > 59 || second! > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;
  return Date.parse(text);
}

/** A moment as answers spell it: milliseconds, in the time of Shanghai. */
export function momentText(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().replace("Z", "+08:00");
}

/** The same without milliseconds, as `/v3/certificates` spells it. */
export function secondText(milliseconds: number): string {
  return momentText(milliseconds).replace(/\.\d{3}/, "");
}
