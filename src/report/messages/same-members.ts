/**
 * What another language has to have in place of English words that are typed by their very letters: the same members
 * and the same arguments, any text.
 */
export type SameMembers<Words> = Words extends string
  ? string
  : Words extends (...args: infer Args) => infer Said
    ? (...args: Args) => SameMembers<Said>
    : { readonly [Member in keyof Words]: SameMembers<Words[Member]> };
