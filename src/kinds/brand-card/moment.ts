import type { Form, FormContext } from "../../model/form.ts";
import type { Json } from "../../model/json.ts";
import { commonForms } from "../../schema/forms.ts";
import { type Edge, instantLike, instantSeconds, instantText } from "../../schema/instant.ts";

/** As RFC 3339 writes an instant; what a document writes so goes out as it stands. */
const complete = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const fraction = /:\d{2}\.(\d+)/;

/**
 * Instants as WeChat Pay writes them, RFC 3339 with an offset, to the millisecond: two spellings of one instant are
 * equal. What a document writes as a date or as seconds goes out in that form.
 */
export function momentForm(edge: Edge): Form {
  const common = commonForms[edge === "begin" ? "instant-begin" : "instant-end"] as Form;
  const text = (value: Json, { timezone }: FormContext): string | undefined => {
    const seconds = instantSeconds(typeof value === "number" ? Math.floor(value) : value, edge, timezone);
    if (seconds === undefined) return undefined;
    const whole = instantText(seconds, timezone);
    const rest = millisecondsOf(value);
    return rest === 0 ? whole : whole.replace(/(T\d{2}:\d{2}:\d{2})/, `$1.${String(rest).padStart(3, "0")}`);
  };
  return {
    ...common,
    key: (value, { timezone }) => {
      const seconds = instantSeconds(value, edge, timezone);
      return seconds === undefined ? value : seconds + millisecondsOf(value) / 1_000;
    },
    wire: (value, context) =>
      typeof value === "string" && complete.test(value) ? value : (text(value, context) ?? value),
    write: (value, context, like) => {
      const seconds = instantSeconds(value, edge, context.timezone);
      // Days, seconds and times without a fraction say nothing of milliseconds.
      return seconds === undefined || millisecondsOf(value) > 0
        ? (text(value, context) ?? value)
        : instantLike(seconds, like, edge, context.timezone);
    },
    show: (value, context) => text(value, context) ?? JSON.stringify(value),
  };
}

/** Of the fraction of a second, as far as the platform counts. */
function millisecondsOf(value: Json): number {
  if (typeof value === "number") return Math.round((value % 1) * 1_000);
  const digits = typeof value === "string" ? fraction.exec(value)?.[1] : undefined;
  return digits === undefined ? 0 : Number(digits.padEnd(3, "0").slice(0, 3));
}
