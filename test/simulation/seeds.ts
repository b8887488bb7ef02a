import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { type Chance, chance } from "./chance.ts";
import type { DiskError } from "./disk.ts";
import { kindNames } from "./documents.ts";
import type { Fault } from "./machine.ts";
import type { NetFault } from "./network.ts";
import { applying, type Happening, type Run, recovering, type Schedule, withNamed } from "./schedule.ts";

/** The schedule of a seed: everything at once, all of it by chance. */
export function scheduleOf(seed: number): Schedule {
  const draw = chance(seed, "schedule");
  const kinds = Array.from({ length: 1 + draw.whole(3) }, () => draw.pick(kindNames));
  const listingsLate = draw.percent(30) ? 5 + draw.whole(200) : 0;
  const documents = withNamed(kinds).map((kind) => ({ kind, variant: draw.whole(30) }));
  const faulty = 1 + draw.whole(5);
  return {
    seed,
    documents,
    foreign: draw.percent(40) ? withNamed([draw.pick(kindNames)]) : [],
    live: draw.percent(60),
    behaviours: behavioursOf(draw),
    listingsLate,
    happenings: Array.from({ length: faulty }, () => happeningsOf(draw)).flat(),
  };
}

/** The schedule of a seed in which 2 to 8 clones go to work at the same moment, again and again. */
export function clonesOf(seed: number): Schedule {
  const draw = chance(seed, "clones");
  const happenings = Array.from({ length: 1 + draw.whole(3) }, (): readonly Happening[] => {
    const clones = Array.from({ length: 2 + draw.whole(7) }, () => {
      const run = draw.percent(30) ? `${applying} --wait-lease ${draw.pick(["1m", "20m"])}` : applying;
      return { run, faults: draw.percent(40) ? faultsOf(draw) : [] };
    });
    return [...maybeEdit(draw), { clones }];
  });
  return { ...scheduleOf(seed), happenings: happenings.flat() };
}

/** Ways in which accounts differ and that no promise may depend on. */
function behavioursOf(draw: Chance): BehaviourChanges {
  // An answer that tells neither its id nor what it took tells nothing, and every such add takes a run of its own.
  const silent = draw.pick(["omitSuccess", "noRuleId", "", "", "", "", "", ""]);
  return {
    payGift: {
      listing: draw.pick(["with-ids", "without-ids"] as const),
      listNames: draw.pick(["long", "short"] as const),
      omitSuccess: silent === "omitSuccess",
      noRuleId: silent === "noRuleId",
      mostPerPage: draw.pick([10, 10, 2]),
    },
    review: { seconds: draw.pick([60, 600]), shows: draw.pick(["at-once", "after-review"] as const) },
    colourAs: draw.pick(["hex", "name"] as const),
    textPlainErrors: draw.percent(20),
    tokenSeconds: draw.pick([7200, 7200, 90]),
    wechatpay: {
      nested: draw.pick(["merge", "replace"] as const),
      timeName: draw.pick(["modify_time", "update_time"] as const),
      visibleAfterSeconds: draw.pick([0, 0, 5, 60]),
      sameRequestNumber: draw.pick(["same-template", "refused"] as const),
      emptyListData: draw.pick(["absent", "empty"] as const),
    },
  };
}

/** More than the time within which what was sent may still land. */
const ages = 660;

function happeningsOf(draw: Chance): readonly Happening[] {
  const what = draw.whole(100);
  if (what < 60) return [...maybeEdit(draw), runOf(draw)];
  if (what < 70) return [{ wait: draw.pick([1, 20, 120, 700, 7_300]) }, runOf(draw)];
  if (what < 80) return [{ together: [applyOf(draw), draw.percent(60) ? applyOf(draw) : { run: "plan", faults: [] }] }];
  // Without any memory of it nobody can know of a call that is still under way.
  if (what < 84)
    return [{ wait: ages }, { clone: draw.pick(["without-memory", "former-memory"] as const) }, runOf(draw)];
  if (what < 90) return [{ clone: "with-memory" }, runOf(draw)];
  return [{ console: draw.whole(20), draw: draw.whole(1_000) }, runOf(draw)];
}

function maybeEdit(draw: Chance): readonly Happening[] {
  return draw.percent(60) ? [{ edit: draw.whole(20), draw: draw.whole(1_000) }] : [];
}

function runOf(draw: Chance): Run {
  const command = draw.pick([applying, applying, applying, applying, recovering, "plan --format json", "status"]);
  return { run: command, faults: faultsOf(draw) };
}

function applyOf(draw: Chance): Run {
  return { run: applying, faults: faultsOf(draw) };
}

function faultsOf(draw: Chance): readonly Fault[] {
  const count = draw.pick([0, 1, 1, 2, 3, 5]);
  const faults = Array.from({ length: count }, () => faultOf(draw));
  // A process ends once.
  const end = faults.find((fault) => "crash" in fault);
  return faults.filter((fault) => !("crash" in fault) || fault === end);
}

const errors: readonly DiskError[] = ["ENOSPC", "EIO", "EROFS", "EACCES"];

function faultOf(draw: Chance): Fault {
  const what = draw.whole(100);
  const effect = 1 + draw.whole(draw.pick([30, 60, 120, 200]));
  if (what < 55) return { ...netFaultOf(draw), request: 1 + draw.whole(draw.pick([4, 8, 14])) };
  if (what < 68) return { disk: draw.pick(errors), operation: 1 + draw.whole(draw.pick([20, 40, 90])) };
  if (what < 90) return { crash: draw.pick(["kill", "power"] as const), effect, lands: draw.percent(50) };
  return { signal: 1, effect };
}

function netFaultOf(draw: Chance): NetFault {
  const plain = [
    ...(["refused", "reset-before", "reset-after", "silent-before", "silent-after"] as const),
    ...(["502-before", "502-after", "html-after", "cut-after", "empty-after", "types-after"] as const),
    ...(["busy", "quota", "token", "slow"] as const),
  ];
  if (draw.percent(70)) return { net: draw.pick(plain) };
  if (draw.percent(40)) return { net: "429", seconds: draw.pick([1, 7, 90]) };
  return { net: draw.pick(["reset-late", "silent-late"] as const), seconds: draw.pick([1, 7, 45, 240]) };
}
