import type { Documentation, Explanation, FieldFacts } from "../model/explanation.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { childPointer, dotted, type Pointer, segments } from "../model/pointer.ts";
import type { FieldWords } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";

/**
 * Finds what a word such as `MemberCard.base_info.title` asks for; without a word, all kinds.
 *
 * A path may also be written as a pointer (`MemberCard/base_info/title`), and may begin with `spec`. Gives a problem of
 * the class `usage` for an unknown kind or path, with the nearest known one.
 */
export function explanation(
  kinds: Kinds,
  documentation: Documentation,
  asked: string | undefined,
): Explanation | Problem {
  const [name, ...keys] = (asked ?? "").split(/[./]/).filter((part) => part !== "");
  if (name === undefined) {
    const all = [...kinds.values()].map(({ kind }) => kind);
    return {
      about: "kinds",
      kinds: all.map((kind) => ({
        name: kind.name,
        platform: kind.platform,
        description: documentation.kinds[kind.name] ?? "",
      })),
    };
  }
  const entry = kinds.get(name);
  if (entry === undefined) {
    const known = [...kinds.keys()];
    return problem("kind-unknown", { kind: name, kinds: known, nearest: nearest(name, known) }, { class: "usage" });
  }
  const words = documentation.fields[name] ?? {};
  const path = keys[0] === "spec" && !Object.hasOwn(words, "/spec") ? keys.slice(1) : keys;
  const pointer = path.reduce<Pointer>((parent, key) => childPointer(parent, key), "");
  // Keys that people try have words of their own.
  const refused = entry.kind.refusedKeys[pointer];
  const key = segments(pointer).at(-1) ?? "";
  const about = { class: "usage", path: pointer } as const;
  if (refused === "id-misnamed") return problem(refused, { key, inSpec: false }, about);
  if (refused !== undefined) return problem(refused, { key }, about);
  const facts = Object.keys(words).map((one) => factsOf(entry, one, words[one] as FieldWords));
  if (pointer === "") {
    const fields = facts.filter(({ policy }) => policy !== undefined);
    return { about: "kind", name, description: documentation.kinds[name] ?? "", fields };
  }
  const field = facts.find((one) => one.pointer === pointer);
  if (field === undefined) return unknownField(entry, pointer, Object.keys(words));
  const below = facts.filter((one) => one.pointer.startsWith(`${pointer}/`) && one.policy !== undefined);
  return { about: "field", field, below };
}

function factsOf({ kind, policies }: KindEntry, pointer: Pointer, words: FieldWords): FieldFacts {
  const policy = policies.get(pointer);
  if (policy === undefined) return { kind: kind.name, pointer, words };
  const { creation, multiObject } = kind;
  const make = creation?.operation ?? multiObject?.add ?? "";
  const name = { update: policy.via, replace: make, create: make, never: "" }[policy.change];
  const operation = Object.hasOwn(kind.operations, name) ? kind.operations[name] : undefined;
  if (operation === undefined) return { kind: kind.name, pointer, words, policy };
  const call = { operation: name, method: operation.method, path: operation.path };
  return { kind: kind.name, pointer, words, policy, call };
}

function unknownField({ kind }: KindEntry, pointer: Pointer, known: readonly Pointer[]): Problem {
  const like = alike(pointer, known);
  const suggested = like === undefined ? undefined : `${kind.name}.${dotted(like)}`;
  return problem("field-unknown", { kind: kind.name, path: dotted(pointer), nearest: suggested });
}

/**
 * The known field most like an unknown one: of the same last name, or spelt nearly the same, or the object it would
 * stand in.
 */
function alike(pointer: Pointer, known: readonly Pointer[]): Pointer | undefined {
  const last = (one: Pointer) => segments(one).at(-1) ?? "";
  const parents = known.filter((one) => pointer.startsWith(`${one}/`));
  return (
    known.find((one) => last(one) === last(pointer)) ??
    nearest(pointer, known) ??
    known.find((one) => last(one) === nearest(last(pointer), known.map(last))) ??
    parents.at(-1)
  );
}
