import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";
import type { Json, JsonObject } from "../../src/model/json.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../schemas/plan.schema.json", import.meta.url), "utf8"),
) as JsonObject;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** What is wrong with a plan by its published schema; empty when nothing is. */
export function planErrors(plan: Json): string[] {
  validate(plan);
  return (validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath} ${error.message}`);
}

/** The seal a plan file ought to have: of the same text with an empty one. */
export function sealOf(text: string): string {
  const unsealed = text.replace(/"seal": "[^"]*"/, '"seal": ""');
  return `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`;
}

/** One differing field as plan JSON has it. */
export interface PlannedField {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  readonly verdict: string;
  readonly origin: string;
  readonly badges: readonly string[];
  readonly line: number;
}

/** The parts of plan JSON that tests look at. */
export interface PlannedJson {
  readonly digest: string;
  readonly seal: string;
  readonly sandbox: boolean;
  readonly accounts: readonly {
    readonly name: string;
    readonly complete: boolean;
    readonly applicable: boolean;
    readonly state?: JsonObject;
  }[];
  readonly changes: readonly {
    readonly address: string;
    readonly action: string;
    readonly fields: readonly PlannedField[];
  }[];
  readonly steps: readonly {
    readonly id: string;
    readonly operation: string;
    readonly path: string;
    readonly body: Json;
    readonly needs: readonly string[];
    readonly because: readonly string[];
  }[];
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly address?: string;
    readonly message: string;
    readonly hint?: string;
    readonly file?: string;
    readonly line?: number;
  }[];
  readonly unmanaged: readonly Json[];
  readonly consent: readonly {
    readonly what: string;
    readonly address: string;
    readonly given: boolean;
    readonly snippet?: string;
  }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly complete: boolean;
  readonly applicable: boolean;
}

/** Plan JSON, checked against its schema: throws with what is wrong. */
export function readPlan(text: string): PlannedJson {
  const value = JSON.parse(text) as Json;
  const errors = planErrors(value);
  if (errors.length > 0) throw new Error(`the plan is not what schemas/plan.schema.json says:\n${errors.join("\n")}`);
  return value as unknown as PlannedJson;
}

/** What `apply --format json` prints, the parts that tests look at. */
export interface AppliedJson {
  readonly outcomes: readonly {
    readonly step: string;
    readonly address: string;
    readonly status: string;
    readonly result?: string;
    readonly not_applied?: readonly string[];
    readonly in_review?: readonly string[];
    readonly problem?: { readonly code: string };
  }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string }[];
}

export function readApply(text: string): AppliedJson {
  return JSON.parse(text) as AppliedJson;
}
