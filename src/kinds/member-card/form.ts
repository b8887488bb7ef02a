import { isEmpty, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { CheckInput, PlanCheckInput } from "../../model/kind.ts";
import { dotted, type Pointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";

/** The form of one-click activation, one field. */
const form = "/settings/activateuserform";

const oneClick = "/wx_activate";
const lists: readonly Pointer[] = ["required_form", "optional_form"].map(
  (part) => `${form}/${part}/common_field_id_list`,
);

/** Ids of data that people are careful with. */
const personal = ["IDCARD", "DETAIL_LOCATION", "INCOME"].map((name) => `USER_FORM_INFO_FLAG_${name}`);

/** True for a document that declares the form. */
export function hasForm(spec: JsonObject): boolean {
  return isObject(valueAt(spec, form));
}

/**
 * What is odd about the settings of a document. Source: one-click activation, official documentation of member cards;
 * whether one id may stand in both forms is said nowhere.
 */
export function settings(input: CheckInput): Finding[] {
  const { spec } = input;
  // All of it, the middle of the card too, takes at least one of them.
  if (spec["settings"] === undefined) return [];
  return [...activated(input), ...twice(spec), ...careful(spec), ...editable(spec), ...middle(spec)];
}

/**
 * The platform takes a form for a card with one-click activation only, else 45030 or 72026. What a live card has, when
 * the document does not say, is seen by a plan.
 */
function activated(input: CheckInput): Finding[] {
  const { spec } = input;
  const mode = valueAt(spec, oneClick);
  if (!hasForm(spec) || (mode !== false && mode !== undefined)) return [];
  if (mode === undefined && input.exists) return [];
  return [finding("form-without-activation", {}, { path: form, lacks: mode === undefined ? [oneClick] : [] })];
}

/** The same of a card that is live, with what the plan sends. */
export function formOfLive({ merged, declared, sent, isSeen }: PlanCheckInput): Finding[] {
  if (!sent.includes(form) || valueAt(merged, oneClick) === true || !isSeen) return [];
  // What the document says itself is told of the document.
  return valueAt(declared, oneClick) === false ? [] : [finding("form-without-activation", {}, { path: form })];
}

function idsAt(spec: JsonObject, list: Pointer): readonly { readonly id: Json; readonly path: Pointer }[] {
  const value = valueAt(spec, list);
  return Array.isArray(value) ? (value as readonly Json[]).map((id, at) => ({ id, path: `${list}/${at}` })) : [];
}

function twice(spec: JsonObject): Finding[] {
  const [required, optional] = lists.map((list) => idsAt(spec, list));
  const known = new Set(required?.map(({ id }) => id));
  return (optional ?? []).flatMap(({ id, path }) =>
    known.has(id) ? [finding("form-field-twice", { id: String(id) }, { path })] : [],
  );
}

function careful(spec: JsonObject): Finding[] {
  return lists
    .flatMap((list) => idsAt(spec, list))
    .flatMap(({ id, path }) =>
      personal.includes(String(id)) ? [finding("form-personal", { id: String(id) }, { path })] : [],
    );
}

function editable(spec: JsonObject): Finding[] {
  return ["required_form", "optional_form"].flatMap((part) => {
    const path = `${form}/${part}/can_modify`;
    return valueAt(spec, path) === true ? [finding("form-editable", {}, { path })] : [];
  });
}

/** What takes the middle of the card, of which there is one. Source: global return codes, 45046. */
function middle(spec: JsonObject): Finding[] {
  const taken = ["/base_info/center_url", "/settings/paycell/is_open", "/settings/selfconsumecell/is_open"].filter(
    (path) => {
      const value = valueAt(spec, path);
      return value === true || (typeof value === "string" && !isEmpty(value));
    },
  );
  const last = taken.at(-1);
  if (taken.length < 2 || last === undefined) return [];
  return [finding("middle-taken-twice", { fields: taken.map(dotted) }, { path: last })];
}
