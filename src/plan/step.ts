import { defined, unlessEmpty } from "../model/defined.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { type KindEntry, type Operation, pathOf } from "../model/kind.ts";
import type { Restore, Step } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Desired } from "../model/resource.ts";
import { mapJson } from "../model/result.ts";

/**
 * Live members that are carried along with a request, and what may be done about them when the platform refuses them.
 */
export type CarriedAlong = Pick<Step, "carried" | "droppable" | "instead">;

/** What one request is made from. */
export interface RequestInput {
  /** Name of the kind's operation. */
  readonly operation: string;
  /** The id it is addressed to: known, or a reference to the answer that brings it; none for what is to be made. */
  readonly id?: string | JsonObject;
  /** In the nesting of `spec`. */
  readonly values?: JsonObject;
  readonly live?: JsonObject;
  /** The key by which the platform knows a repeated create. */
  readonly idempotencyKey?: string | undefined;
  /** The items that the object has, gets, or had. */
  readonly items?: readonly string[];
  readonly carriedAlong?: CarriedAlong;
}

/** What one step is made from. */
export interface StepInput extends RequestInput {
  readonly because?: readonly Pointer[];
  readonly needs?: readonly string[];
  readonly restore?: Restore | undefined;
}

/** A text that no document can hold, put where an id goes that an answer brings. */
const idPlaceholder = "\u0000id\u0000";

/** The operation of a kind; a kind without it is a bug of the kind. */
function operationOf({ kind }: KindEntry, name: string): Operation {
  const operation = kind.operations[name];
  if (operation === undefined) throw new Error(`${kind.name} has no operation ${name}`);
  return operation;
}

/** The one builder of requests: method, path and exact body of an operation. */
export function requestOf({ settings }: Pick<Desired, "settings">, entry: KindEntry, input: RequestInput): Restore {
  const { operation: name, id = "", values = {}, live = {}, idempotencyKey, items, carriedAlong = {} } = input;
  const operation = operationOf(entry, name);
  const target = { id: isObject(id) ? "" : id, settings };
  const body = operation.body({
    ...target,
    id: isObject(id) ? idPlaceholder : id,
    values,
    live,
    ...defined({ idempotencyKey }),
  });
  return {
    operation: name,
    method: operation.method,
    path: pathOf(operation, target),
    body: isObject(id) ? (mapJson(body, (part) => (part === idPlaceholder ? id : undefined)) as JsonObject) : body,
    ...defined({ items }),
    ...withoutEmpty(carriedAlong),
  };
}

/** What is carried along, without empty lists. */
function withoutEmpty({ carried = [], droppable = [], instead = {} }: CarriedAlong): CarriedAlong {
  return defined({
    carried: unlessEmpty(carried),
    droppable: unlessEmpty(droppable),
    instead: Object.keys(instead).length === 0 ? undefined : instead,
  });
}

/** The steps of one resource, in the order in which they are sent. */
export interface StepList {
  readonly steps: readonly Step[];
  /** Adds a step and gives it back. */
  add(input: StepInput): Step;
}

/**
 * An empty list. Steps are numbered once the steps of all resources stand in order; until then their ids say whose they
 * are.
 */
export function stepList(desired: Pick<Desired, "address" | "settings">, entry: KindEntry): StepList {
  const steps: Step[] = [];
  const add = ({ because = [], needs = [], restore, ...input }: StepInput): Step => {
    const { address } = desired;
    const { items, carried, droppable, instead, ...request } = requestOf(desired, entry, input);
    const step: Step = {
      id: `${address} ${steps.length + 1}`,
      address,
      ...request,
      ...defined({ items }),
      because,
      needs,
      ...defined({ carried, droppable, instead, restore }),
    };
    steps.push(step);
    return step;
  };
  return { steps, add };
}
