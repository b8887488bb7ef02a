/**
 * Zones whose distance to UTC has been the same for long, by their name: minutes, and since when, in milliseconds since
 * 1970. What Node knows of a zone takes twelve milliseconds to load, a quarter of a short run, and nearly all projects
 * are in the first of these.
 *
 * Source: tz database 2025b, file asia: the last summer time of China ended on 15 September 1991. Should a law ever say
 * otherwise, the test that holds this against the data of Node fails.
 */
const steadyZones: ReadonlyMap<string, { readonly minutes: number; readonly sinceMs: number }> = new Map([
  ["Asia/Shanghai", { minutes: 480, sinceMs: Date.UTC(1992, 0, 1) }],
  ["UTC", { minutes: 0, sinceMs: Number.NEGATIVE_INFINITY }],
]);

/** How far a zone is from UTC at a moment, in minutes to the east; undefined where only the data of zones tells. */
export function steadyOffset(timezone: string, milliseconds: number): number | undefined {
  const zone = steadyZones.get(timezone);
  return zone !== undefined && milliseconds >= zone.sinceMs ? zone.minutes : undefined;
}

/** True for a zone whose name is known without a look at the data. */
export function isSteady(timezone: string): boolean {
  return steadyZones.has(timezone);
}
