import type { WireRequest } from "./client.ts";
import type { Forms } from "./form.ts";
import type { Json, JsonObject } from "./json.ts";
import type { KindWords } from "./kind-words.ts";
import type { Labels } from "./labels.ts";
import type { MemberCalls } from "./member.ts";
import type { MultiObject } from "./objects.ts";
import type { Consent } from "./plan.ts";
import type { Pointer } from "./pointer.ts";
import type { PolicyTable } from "./policy.ts";
import type { Finding } from "./problem.ts";
import type { RefusedKeyCode } from "./problems/table.ts";
import type { PlatformName } from "./project.ts";
import type { LiveResource } from "./resource.ts";
import type { SchemaError } from "./schema-error.ts";

/** What an operation builds its body from. */
export interface OperationInput {
  readonly id: string;
  /** The fields to send in the nesting of `spec`, in wire form; whatever else the document holds is not in it. */
  readonly values: JsonObject;
  /** The live resource in the nesting of `spec`. */
  readonly live: JsonObject;
  /** What the project file says of the account. */
  readonly settings: JsonObject;
  /** Of a create: the key by which the platform recognises a repetition, and by which the resource is found again. */
  readonly idempotencyKey?: string;
}

/** What a request is addressed to. */
export type Target = Pick<OperationInput, "id" | "settings">;

/** One write call of a kind. */
export interface Operation {
  readonly method: "POST" | "PATCH" | "DELETE";
  /** As documentation writes it, with `{card_id}` and its like where an id stands. */
  readonly path: string;
  /** The path of one request, where it differs from resource to resource or from account to account. */
  pathOf?(target: Target): string;
  /** Where in the body the fields of `spec` stand, such as `/member_card`. */
  readonly root: Pointer;
  /** The exact body. Pure. */
  body(input: OperationInput): JsonObject;
  /** True when the answer says that the change goes to review. */
  review?(reply: JsonObject): boolean;
  /**
   * May the same request be sent again when it is unknown whether the first one landed and a read shows that it did
   * not.
   */
  readonly repeatable: boolean;
  /**
   * True for a call that must not land twice, or late: it is written down before it is sent, and after a lost answer
   * nothing is planned for the resource until it is known what came of it. Creates, and what adds or takes down one of
   * several objects, always are.
   */
  readonly announced?: true;
  /**
   * Which operations of the same resource it waits for where they are sent, while none waits for it; of an operation
   * that says nothing, all that come before it and do not either.
   */
  readonly after?: readonly string[];
  /** The field whose members stand at `root`, where it carries that one alone; else those of `spec` stand there. */
  readonly field?: Pointer;
  /** True when a success shows the whole resource, as reading it would. */
  readonly answersWhole?: boolean;
}

/** One name by which an answer says what it is about, as it was asked for and as it came. */
export interface NamedSubject {
  /** As the platform writes it: `base_info.id`. */
  readonly name: string;
  readonly asked: string;
  /** Undefined where the answer does not say. */
  readonly came: Json | undefined;
  /**
   * `always` where every answer says it, so that one that does not is none; `never-proved` where no source shows it.
   */
  readonly shown: "always" | "never-proved";
}

/** What an answer says it is about instead of what was asked. */
export interface Mismatch {
  readonly name: string;
  readonly asked: string;
  /** Null where it says nothing. */
  readonly came: string | null;
}

/** What reading one resource gave. */
export type Reading =
  | LiveResource
  | { readonly status: "missing"; readonly why: string }
  | { readonly status: "foreign"; readonly why: string }
  /** An answer that holds no resource at all, or one that was not asked for. */
  | { readonly status: "unusable"; readonly mismatch?: Mismatch };

/** One page of a listing. */
export interface ListedPage {
  readonly ids: readonly string[];
  /** How many resources the account has in all. */
  readonly total: number;
  /** The resources themselves, where a listing shows them as reading each would. */
  readonly objects?: readonly LiveResource[];
  /** Resources that are listed and are no longer there to be managed. */
  readonly gone?: readonly { readonly id: string; readonly why: string; readonly idempotencyKey?: string }[];
}

/** How the resources of an account are found, page by page. */
export interface Listing {
  /** The most ids one page holds. */
  readonly pageSize: number;
  /** The request for a page of an account; `offset` counts resources from 0. */
  page(offset: number, settings: JsonObject): WireRequest;
  /** True when a listing shows all that reading each resource would: then many are read by it. */
  readonly isWhole?: boolean;
  /** Codes of refused listings that mean that the account cannot have any such resource. */
  readonly noneCodes?: readonly string[];
  /** Understands the answer of `page`; undefined when it holds no page. */
  read(reply: JsonObject, settings: JsonObject): ListedPage | undefined;
}

/** What turning a live resource into a document needs to know of its kind. */
export interface Importing {
  /** What a name is made from, below `spec`: a text, the first item of a list, or what another resource is called. */
  readonly nameFrom: readonly Pointer[];
  /** What stands before a name that would be nothing but digits. */
  readonly nameWord?: string;
  /** Codes of the kind's own warnings whose field a document is better without. */
  readonly leaveOut: readonly string[];
}

/** What the offline rules of a kind may know. */
export interface CheckInput {
  readonly spec: JsonObject;
  /**
   * True when the resource is there, or may be: what the document does not say may be live all the same. Ask for it
   * last, since it may cost a look at the memory.
   */
  readonly exists: boolean;
  /** True when the document says everything that creating needs. */
  readonly complete: boolean;
  readonly timezone: string;
  /** Every character of its texts is one that everybody sees, or a line break; absent where nobody has looked. */
  readonly isAllVisible?: true;
  /** Milliseconds since 1970; absent where no clock may enter, as in a plan. */
  readonly now?: number;
}

/** What the rules that need live state may know. */
export interface PlanCheckInput {
  /** The platform's own word for the state of the resource. */
  readonly state: string;
  readonly live: JsonObject;
  /** Live state with everything the plan sends laid over it. */
  readonly merged: JsonObject;
  /** What the document says. */
  readonly declared: JsonObject;
  /** The fields the plan sends. */
  readonly sent: readonly Pointer[];
  /** False in a plan that is made offline: what `live` does not show may be live all the same. */
  readonly isSeen: boolean;
}

/** What the embedded platform can be filled with. */
export type EmbeddedResource = "card" | "pay-gift-rule" | "card-template";

/** Everything that is particular to one kind of resource. The engine knows kinds only through this. */
export interface Kind {
  /** As documents write it: `MemberCard`. */
  readonly name: string;
  readonly platform: PlatformName;
  /** Canonical forms of its own; those of `schema/forms.ts` are always there. */
  readonly forms: Forms;
  /** The request that reads one resource of an account; absent together with `unread` being there. */
  read?(id: string, settings: JsonObject): WireRequest;
  /**
   * Present for what every account has exactly one of, whether anybody made it or not, and what no call shows: it is
   * never made, taken down, listed or imported, and what the platform accepted last stands for what is live.
   */
  readonly unread?: {
    /** Stands in the place of an id in plans and states; the platform knows none, and documents cannot say it. */
    readonly id: string;
  };
  /**
   * Understands the answer of `read`, and of operations that show the whole resource, as if it were about the resource
   * that was asked for. Called by `model/asked.ts` only, which checks that.
   */
  reading(id: string, reply: JsonObject, settings: JsonObject): Reading;
  /**
   * What such an answer says that it is about, and what was asked; absent when no answer of the platform says anything
   * of it.
   */
  subject?(reply: JsonObject, target: Target): readonly NamedSubject[];
  /** Codes of refused reads that mean that the id does not exist. */
  readonly missingCodes: readonly string[];
  /** Absent when the platform lists nothing: then resources are imported by their ids only. */
  readonly listing?: Listing;
  /** The fields that people see of a resource, in the order they do: a plan tells of a new one by them first. */
  readonly face?: readonly Pointer[];
  /** Absent when nothing is particular: then names are made from ids alone. */
  readonly importing?: Importing;
  readonly operations: Readonly<Record<string, Operation>>;
  /** How a resource is made; absent when this tool manages only what exists. */
  readonly creation?: {
    readonly operation: string;
    /** Where the answer holds the new id. */
    readonly idAt: Pointer;
    /** Where the body of a create has its idempotency key; present together with `owner`. */
    readonly idempotencyKeyAt?: Pointer;
    /** Codes of refused creates which mean that the idempotency key has made something before. */
    readonly takenCodes?: readonly string[];
    /** Whether creating carries the fields of an operation as well, or they go out by themselves afterwards. */
    takes(via: string): boolean;
    /**
     * Within which owner idempotency keys are unique, by what the project file says of the account; present when a
     * create sends one.
     */
    readonly owner?: (settings: JsonObject) => string;
    /** True when a live resource could be the one that a document describes although it is not equal. */
    resembles(spec: JsonObject, live: JsonObject): boolean;
    /** What people distinguish resources by; undefined when a document does not declare all of it. */
    looksOf(spec: JsonObject): readonly string[] | undefined;
  };
  /**
   * Present when one document stands for several objects of the platform, which cannot be changed but only added and
   * taken down.
   */
  readonly multiObject?: MultiObject;
  /**
   * In English, which is read only through `Language.wordsOfKind`: objects and items where it says nothing. Both are
   * there for a kind of several objects.
   */
  readonly words?: Partial<KindWords>;
  /**
   * The operation that takes a resource down, by what the project file says of the account; absent when the platform
   * has none.
   */
  readonly removal?: (settings: JsonObject) => string;
  /**
   * How many of a live resource were given out to people, in the nesting of `spec`; undefined where the answer does not
   * show it. Absent for a kind of which the platform shows no such number.
   */
  readonly givenOut?: (live: JsonObject) => number | undefined;
  /** How the people who hold its resources are asked for; absent for a kind whose resources nobody holds by a code. */
  readonly members?: MemberCalls;
  /** As what the embedded platform keeps a resource of this kind; absent for one that it does not play. */
  readonly embedded?: EmbeddedResource;
  /** What has to be agreed to before a resource is taken down; `delete` when absent. */
  readonly removalConsents?: readonly Consent["what"][];
  /** Order in which the operations of one resource are sent. */
  readonly order: readonly string[];
  /** Keys that people try and that are refused, by pointer below `spec`: the problem code that explains each. */
  readonly refusedKeys: Readonly<Record<Pointer, RefusedKeyCode>>;
  /** Codes of refusals that may be about a member that nobody knows, when they name nothing else. */
  readonly memberCodes: readonly string[];
  /** What the platform calls the id of a resource: people write it where `id:` belongs. */
  readonly idNames?: readonly string[];
  /**
   * Keys that stand around the fields in requests and answers of the platform, and not in documents, the outer ones
   * first.
   */
  readonly wrappers?: readonly string[];
  /** Fields that a code of the platform speaks of, for pointing at their line. */
  readonly about: Readonly<Record<string, readonly Pointer[]>>;
  /** Rules across fields, without any network. */
  check(input: CheckInput): readonly Finding[];
  /** Rules across fields that need live state. */
  checkPlan(input: PlanCheckInput): readonly Finding[];
}

/** A kind together with what was generated from its schema. */
export interface KindEntry {
  readonly kind: Kind;
  readonly policies: PolicyTable;
  /** All forms by name: the common ones and the kind's own. */
  readonly forms: Forms;
  /** Shape errors of a whole document, in ajv's form. */
  readonly validate: (document: Json) => readonly SchemaError[];
  /** What its fields are called in the language of the run; absent where nobody shows fields. */
  readonly labels?: Labels[string];
}

/** All kinds by name. */
export type Kinds = ReadonlyMap<string, KindEntry>;

/** The path of one request. */
export function pathOf(operation: Operation, target: Target): string {
  return operation.pathOf?.(target) ?? operation.path;
}
