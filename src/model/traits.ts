/** What is known of all values of a document without a look at each of them. */
export interface Traits {
  /** Every character of its texts is one that everybody sees, or a line break; false where nobody has looked. */
  readonly isAllVisible: boolean;
  /** How many of its values are texts with a line break; these are texts of several lines as YAML writes them. */
  readonly lines: number;
  /** Some value is null, or may be. */
  readonly hasNull: boolean;
}
