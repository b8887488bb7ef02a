/** What people call what a document stands for, and where they see it. Sentences about any kind are made with these. */
export interface KindWords {
  /** A resource; of one that is made of several objects, each of them. */
  readonly object: readonly [singular: string, plural: string];
  /** What the objects of a resource of several are divided by. */
  readonly item: readonly [singular: string, plural: string];
  /** Which of them a document can describe, where the platform has other types: in full, and where that was said. */
  readonly managed?: readonly [full: string, short: string];
  /** The field by which people tell one from another. */
  readonly looks?: string;
  /** How one that never ends is written. */
  readonly endless?: string;
  /** Where the platform shows them; absent where nobody can be sent there. */
  readonly site?: { readonly host: string; readonly page: string };
  /** Where they may have been moved to for good, so that the calls of the kind change nothing any more. */
  readonly successor?: { readonly host: string; readonly name: string };
}
