import { kindList } from "../generated/kinds.ts";
import { policies } from "../generated/policies.ts";
import * as validators from "../generated/validators.js";
import type { Json } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { SchemaError } from "../model/schema-error.ts";
import { commonForms } from "../schema/forms.ts";

type Validator = { (value: unknown): boolean; errors?: readonly SchemaError[] | null };

/** Every kind with what was generated from its schema: the one value the engine gets to know kinds by. */
export const kinds: Kinds = new Map(
  kindList.map((kind): [string, KindEntry] => {
    const table = new Map((policies[kind.name] ?? []).map((policy): [string, FieldPolicy] => [policy.pointer, policy]));
    const validate = validatorOf(kind.name);
    return [kind.name, { kind, policies: table, forms: { ...commonForms, ...kind.forms }, validate }];
  }),
);

/** Shape errors of the project file. */
export const projectErrors: (value: Json) => readonly SchemaError[] = validatorOf("project");

/**
 * A hundred are shown. More are kept, since what is wrong with one value may take several errors to say; each is held
 * against the others.
 */
const mostErrors = 1_000;

function validatorOf(name: string): (value: Json) => readonly SchemaError[] {
  const validator = (validators as unknown as Readonly<Record<string, Validator>>)[name];
  if (validator === undefined) throw new Error(`no validator was generated for ${name}`);
  return (value) => (validator(value) ? [] : (validator.errors ?? []).slice(0, mostErrors));
}
