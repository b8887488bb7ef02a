import { TZDate } from "@date-fns/tz";
import { describe, expect, test } from "vitest";
import { instantSeconds, instantText } from "../../src/schema/instant.ts";
import { steadyOffset } from "../../src/schema/steady-zone.ts";

/*
 * Zones that need no data of zones, held against the data of this Node: from 1970, around every end of a year, and at
 * distances that meet all hours of a day, until the last instant that has ten digits.
 */
const last = 9_999_999_999;
const moments = [
  ...Array.from({ length: 6_000 }, (_, index) => index * 1_666_633).filter((seconds) => seconds <= last),
  ...Array.from({ length: 300 }, (_, year) => Date.UTC(1970 + year, 0, 1) / 1_000)
    .flatMap((newYear) => [newYear - 1, newYear, newYear - 8 * 3_600 - 1, newYear - 8 * 3_600])
    .filter((seconds) => seconds >= 0 && seconds <= last),
];

describe.each(["Asia/Shanghai", "UTC"])("%s", (timezone) => {
  test("is as far from UTC as the data of zones says", () => {
    const wrong = moments.filter((seconds) => {
      const steady = steadyOffset(timezone, seconds * 1_000);
      return steady !== undefined && steady !== -new TZDate(seconds * 1_000, timezone).getTimezoneOffset();
    });
    expect(wrong).toEqual([]);
    expect(moments.filter((seconds) => steadyOffset(timezone, seconds * 1_000) !== undefined).length).toBeGreaterThan(
      moments.length * 0.9,
    );
  });

  test("writes what it reads, with the offset and without", () => {
    const wrong = moments.filter((seconds) => {
      const text = instantText(seconds, timezone);
      const isRead = instantSeconds(text, "begin", timezone) === seconds;
      // The hours of a summer time that ended come twice.
      const isLocal = instantSeconds(text.slice(0, 19), "begin", timezone) === seconds;
      return !isRead || !(isLocal || seconds < Date.UTC(1992, 0, 1) / 1_000);
    });
    expect(wrong).toEqual([]);
  });
});

test("summer time in China, until 1991, is that of the data", () => {
  expect(steadyOffset("Asia/Shanghai", Date.UTC(1991, 6, 1))).toBeUndefined();
  expect(instantText(Date.UTC(1991, 6, 1) / 1_000, "Asia/Shanghai")).toBe("1991-07-01T09:00:00+09:00");
});

test.each(["2027-02-29", "2026-04-31", "2026-13-01"])("%s is no day", (day) => {
  expect(instantSeconds(day, "begin", "Asia/Shanghai")).toBeUndefined();
});

test("a zone with summer time is asked of the data", () => {
  expect(instantSeconds("2026-07-01", "begin", "Europe/Berlin")).toBe(Date.UTC(2026, 5, 30, 22) / 1_000);
  expect(instantText(Date.UTC(2026, 0, 1) / 1_000, "Europe/Berlin")).toBe("2026-01-01T01:00:00+01:00");
});
