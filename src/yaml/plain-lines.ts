const hash = 35;

/** Walks a text line by line, over those that say nothing. */
export class PlainLines {
  protected readonly text: string;
  /** Where the line begins and ends. */
  protected start = 0;
  protected end = -1;
  /** The line that is being read, from 1. */
  line = 0;
  /** Of the line it stands on; −1 at the end of a document. */
  protected indent = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes to the next line that says something. */
  protected advance(): void {
    for (;;) {
      this.start = this.end + 1;
      this.line += 1;
      this.indent = -1;
      if (this.start > this.text.length) return;
      const end = this.text.indexOf("\n", this.start);
      this.end = end === -1 ? this.text.length : end;
      const first = this.afterBlanks(this.start);
      if (first === this.end || this.text.charCodeAt(first) === hash) continue;
      if (!this.isMark()) this.indent = first - this.start;
      return;
    }
  }

  protected isMark(): boolean {
    return this.end - this.start === 3 && this.text.startsWith("---", this.start);
  }

  protected afterBlanks(from: number): number {
    return this.blanksEnd(from, this.end);
  }

  protected isItem(): boolean {
    return this.text.startsWith("- ", this.start + this.indent);
  }

  /** Where the next line ends; −1 where no line break ends it. */
  protected nextEnd(): number {
    return this.text.indexOf("\n", this.end + 1);
  }

  /** True when there is a last line that no line break ends: that is left to `yaml`. */
  protected isLastUnended(): boolean {
    return this.nextEnd() === -1 && this.end + 1 < this.text.length;
  }

  protected blanksEnd(start: number, end: number): number {
    let at = start;
    while (at < end && this.text.charCodeAt(at) === 32) at += 1;
    return at;
  }
}
