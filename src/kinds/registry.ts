import { type KindParts, partsByKind } from "../generated/kinds.ts";
import { validator as projectValidator } from "../generated/validators/project.js";
import type { Json } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { once } from "../model/once.ts";
import type { SchemaError, Validator } from "../model/schema-error.ts";
import { commonForms } from "../schema/forms.ts";

/**
 * Every kind with what was generated from its schema: the one value the engine gets to know kinds by.
 *
 * Their names are there at once. The rest of a kind is made when it is first looked at, since most runs are about one.
 */
export const kinds: Kinds = new Map(
  Object.entries(partsByKind).map(([name, parts]): [string, KindEntry] => [name, entryOf(parts)]),
);

/** Shape errors of the project file. */
export const projectErrors: (value: Json) => readonly SchemaError[] = errorsBy(() => projectValidator);

function entryOf(parts: KindParts): KindEntry {
  const kind = once(parts.kind);
  const policies = once(() => new Map(parts.policies().map((policy) => [policy.pointer, policy])));
  const forms = once(() => ({ ...commonForms, ...kind().forms }));
  return {
    get kind() {
      return kind();
    },
    get policies() {
      return policies();
    },
    get forms() {
      return forms();
    },
    validate: errorsBy(parts.validator),
  };
}

/**
 * A hundred are shown. More are kept, since what is wrong with one value may take several errors to say; each is held
 * against the others.
 */
const mostErrors = 1_000;

function errorsBy(validator: () => Validator): (value: Json) => readonly SchemaError[] {
  const loaded = once(validator);
  return (value) => {
    const isValid = loaded();
    return isValid(value) ? [] : (isValid.errors ?? []).slice(0, mostErrors);
  };
}
