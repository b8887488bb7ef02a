import { isExactNumber } from "../model/exact-number.ts";
import type { Form, FormContext, Forms } from "../model/form.ts";
import { canonicalJson, isEmpty, type Json } from "../model/json.ts";
import { type Edge, instantLike, instantSeconds, instantText } from "./instant.ts";

/** Hosts of images that Weixin serves under http and https alike. Source: captured card/get answers, 2015–2019. */
const imageHosts = /^https?:\/\/(mmbiz\.(?:qpic|qlogo)\.cn\/)/i;

/**
 * The canonical forms that every kind may name by `x-same`.
 *
 * | name | compared as | sent as |
 * |---|---|---|
 * | `instant-begin`, `instant-end` | unix seconds | unix seconds |
 * | `text-lines` | text with LF line breaks | the same |
 * | `switch` | off and never set are one | as written |
 * | `digits` | digits, whether they are written as a number or as a text | as written |
 * | `image-address` | address without its scheme, on Weixin's image hosts | as written |
 */
export const commonForms: Forms = {
  "instant-begin": instantForm("begin"),
  "instant-end": instantForm("end"),
  "text-lines": { key: unixLines, wire: unixLines },
  switch: { key: (value) => (value === false ? null : value), show: (value) => String(value === true) },
  digits: {
    key: (value) => (typeof value === "number" ? String(value) : value),
    write: (value, _context, like) => {
      if (typeof like === "string") return typeof value === "number" ? String(value) : value;
      return typeof like === "number" && /^(?:0|[1-9]\d{0,14})$/.test(String(value)) ? Number(value) : value;
    },
  },
  "image-address": {
    key: (value) => (typeof value === "string" ? value.replace(imageHosts, "//$1") : value),
    write: (value, _context, like) => withSchemeOf(like, value),
  },
};

/** The form of plain values: compared and sent as they are written. */
export const exactForm: Form = { key: (value) => value };

/** The key by which a list is compared when its order means nothing: sorted, each item once. */
export function setKey(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const byKey = new Map((value as readonly Json[]).map((item) => [canonicalJson(item), item]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Json);
}

/** What is compared for one field: null when the value says "empty". */
export function compareKey(value: Json | undefined, form: Form, isSet: boolean, context: FormContext): Json {
  if (value === undefined || isEmpty(value)) return null;
  // Digits are compared as digits, whether an answer has them as a number or a document as a text.
  if (isExactNumber(value)) return value.$number;
  const key = form.key(value, context);
  return isSet ? setKey(key) : key;
}

function instantForm(edge: Edge): Form {
  return {
    key: (value, { timezone }) => instantSeconds(value, edge, timezone) ?? value,
    wire: (value, { timezone }) => instantSeconds(value, edge, timezone) ?? value,
    write: (value, { timezone }, like) => {
      const seconds = instantSeconds(value, edge, timezone);
      return seconds === undefined ? value : instantLike(seconds, like, edge, timezone);
    },
    show: (value, { timezone }) => {
      const seconds = instantSeconds(value, edge, timezone);
      return seconds === undefined ? JSON.stringify(value) : instantText(seconds, timezone);
    },
    refuse: (value) =>
      typeof value === "string" && instantSeconds(value, edge, "UTC") === undefined ? "instant-malformed" : undefined,
    explain: (value) =>
      (typeof value === "number" && value >= 1e12) || (typeof value === "string" && /^\d{13}$/.test(value))
        ? "instant-in-milliseconds"
        : "instant-malformed",
  };
}

/** An address on one of the image hosts with the scheme of another one. */
function withSchemeOf(like: Json | undefined, value: Json): Json {
  if (typeof like !== "string" || typeof value !== "string" || !imageHosts.test(value)) return value;
  const scheme = /^(https?:)\/\//i.exec(imageHosts.test(like) ? like : "")?.[1];
  return scheme === undefined ? value : value.replace(/^https?:/i, scheme);
}

function unixLines(value: Json): Json {
  return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : value;
}
