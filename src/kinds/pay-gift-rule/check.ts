import { isEmpty } from "../../model/json.ts";
import type { CheckInput } from "../../model/kind.ts";
import { dotted, type Pointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { instantSeconds } from "../../schema/instant.ts";

const least = "/member_rule/least_cost";
const most = "/member_rule/max_cost";
const begin = "/base_info/begin_time";
const end = "/base_info/end_time";
const page = "/member_rule/jump_url";
const program = "/member_rule/app_brand_id";

/** Fen of one yuan. */
const yuan = 100;

/**
 * Rules across the fields of one document, without any network. The shape may be wrong at the same time, so every value
 * is looked at with care.
 */
export function check(input: CheckInput): Finding[] {
  return [...amounts(input), ...times(input), ...claims(input)];
}

/** The platform's own sample says 2 for what was surely meant as ¥2: fen are easily taken for yuan. */
function amounts({ spec }: CheckInput): Finding[] {
  const [from, to] = [valueAt(spec, least), valueAt(spec, most)];
  const found: Finding[] = [];
  if (typeof from === "number" && typeof to === "number" && from > to)
    found.push(finding("least-above-most", { least: from, most: to }, { path: least }));
  for (const path of [least, most]) {
    const value = valueAt(spec, path);
    if (Number.isInteger(value) && typeof value === "number" && value > 0 && value < yuan)
      found.push(finding("amount-below-yuan", { field: dotted(path), fen: value }, { path }));
  }
  return found;
}

function times({ spec, timezone, now }: CheckInput): Finding[] {
  const from = instantSeconds(valueAt(spec, begin), "begin", timezone);
  const to = instantSeconds(valueAt(spec, end), "end", timezone);
  const found: Finding[] = [];
  if (from !== undefined && to !== undefined && to < from)
    found.push(finding("ends-before-it-begins", {}, { path: end }));
  if (now !== undefined && to !== undefined && to * 1000 < now) found.push(finding("instant-past", {}, { path: end }));
  return found;
}

/** Nothing documents which way of claiming wins when a rule says two. */
function claims({ spec }: CheckInput): Finding[] {
  const says = (path: Pointer) => !isEmpty(valueAt(spec, path));
  // A page of a program without the program opens nothing, and has a warning of its own.
  return says(page) && says(program) ? [finding("two-ways-to-claim", {}, { path: page })] : [];
}
