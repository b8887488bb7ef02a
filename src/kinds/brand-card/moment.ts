import type { Form, FormContext } from "../../model/form.ts";
import type { Json } from "../../model/json.ts";
import { type Edge, instantSeconds, instantText } from "../../schema/instant.ts";

const whole = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.(\d+))?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Instants as WeChat Pay writes them, RFC 3339 with an offset, to the millisecond: two spellings of one instant are equal. What a document writes as a date or
 * as seconds goes out in that form.
 */
export function momentForm(edge: Edge): Form {
  const seconds = (value: Json, { timezone }: FormContext) => instantSeconds(value, edge, timezone);
  return {
    key: (value, context) => {
      const whole = seconds(value, context);
      return whole === undefined ? value : whole * 1_000 + millisecondsOf(value);
    },
    wire: (value, context) => {
      const at = seconds(value, context);
      if (at === undefined || (typeof value === "string" && whole.test(value))) return value;
      return instantText(at, context.timezone);
    },
    show: (value, context) => {
      const at = typeof value === "number" && value > 1e11 ? Math.floor(value / 1_000) : seconds(value, context);
      return at === undefined ? JSON.stringify(value) : instantText(at, context.timezone);
    },
    refuse: (value) =>
      typeof value === "string" && instantSeconds(value, edge, "UTC") === undefined ? "instant-malformed" : undefined,
    explain: (value) =>
      (typeof value === "number" && value >= 1e12) || (typeof value === "string" && /^\d{13}$/.test(value))
        ? "instant-in-milliseconds"
        : "instant-malformed",
  };
}

function millisecondsOf(value: Json): number {
  const digits = typeof value === "string" ? whole.exec(value)?.[1] : undefined;
  return digits === undefined ? 0 : Number(digits.padEnd(3, "0").slice(0, 3));
}
