import type { CheckInput, PlanCheckInput } from "../../model/kind.ts";
import { dotted } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { hasForm } from "./form.ts";
import { activationModes } from "./info-items.ts";

/**
 * The call by which the form of one-click activation is set; nothing reads it back. Source: one-click activation,
 * official documentation of member cards.
 */
const call = "card/membercard/activateuserform/set";

const oneClick = "/wx_activate";

/**
 * The ways of activation that a document asks for. Fill exactly one: others are taken without effect, one-click
 * activation needs a form that is set by a call of its own, and a new card with none can only be activated by a call of
 * the merchant's server.
 */
export function activation(input: CheckInput): Finding[] {
  const modes = activationModes(input.spec);
  const [effective] = modes;
  const last = modes.at(-1);
  if (modes.length > 1 && last !== undefined)
    return [
      finding("activation-modes", { modes: modes.map(dotted), effective: dotted(effective ?? "") }, { path: last }),
    ];
  if (effective === oneClick && !hasForm(input.spec) && !input.exists)
    return [finding("activation-form-unset", { call }, { path: oneClick })];
  if (effective === undefined && input.complete && !input.exists)
    return [finding("activation-none", {}, { path: "", lacks: ["/auto_activate", "/activate_url", oneClick] })];
  return [];
}

/**
 * What becomes of the way of activation of a live card. One that changes is reported to be answered without an error
 * and to have no effect, and the call that sets the form then answers 72026 or 45030. Source: community reports
 * 2018–2024.
 */
export function activationChange({ live, merged, declared, sent }: PlanCheckInput): Finding[] {
  const modes = activationModes(merged);
  const [before] = activationModes(live);
  const [after] = modes;
  const changed = sent.filter((path) => ["/auto_activate", "/activate_url", oneClick].includes(path));
  const path = changed.find((mode) => mode === after) ?? changed[0];
  if (path === undefined) return [];
  if (before === undefined && after === oneClick && !hasForm(declared))
    return [finding("activation-form-unset", { call }, { path })];
  if (before !== undefined && before !== after) {
    const to = after === undefined ? undefined : dotted(after);
    return [
      finding(
        "activation-switched",
        { from: dotted(before), to, call: after === oneClick && !hasForm(declared) ? call : undefined },
        { path },
      ),
    ];
  }
  // What the document says itself is told of the document.
  const foreign = modes.filter(
    (mode) => activationModes(live).includes(mode) && !sent.includes(mode) && !activationModes(declared).includes(mode),
  );
  if (!modes.includes(path) || foreign.length === 0) return [];
  const args = { modes: modes.map(dotted), live: foreign.map(dotted), effective: dotted(after ?? "") };
  return [finding("activation-modes-live", args, { path })];
}
