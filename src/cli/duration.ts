import { InvalidArgumentError } from "commander";
import { wrongValue } from "../report/messages/command-line.ts";

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration as people write it: `90s`, `30m`, `2h`, `3d`. */
export function duration(value: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  const milliseconds = Number(amount) * (units[unit ?? ""] ?? Number.NaN);
  if (!Number.isFinite(milliseconds)) throw new InvalidArgumentError(wrongValue.duration);
  return milliseconds;
}
