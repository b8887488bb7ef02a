/**
 * The members of an object that have a value: `undefined` ones are left out, so that they are absent in JSON, in
 * digests and for `in`.
 */
export type Defined<Members> = {
  readonly [Key in keyof Members as undefined extends Members[Key] ? never : Key]: Members[Key];
} & {
  readonly [Key in keyof Members as undefined extends Members[Key] ? Key : never]?: Exclude<Members[Key], undefined>;
};

/** An object without the members whose value is undefined: itself where it has none. */
export function defined<Members extends object>(members: Members): Defined<Members> {
  const given = members as Record<string, unknown>;
  let isWhole = true;
  for (const key in given) if (given[key] === undefined) isWhole = false;
  if (isWhole) return members as Defined<Members>;
  const kept: Record<string, unknown> = {};
  for (const key in given) if (given[key] !== undefined) kept[key] = given[key];
  return kept as Defined<Members>;
}

/** A list that says something; undefined for an empty one, which is left out of plans and outcomes. */
export function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
