/** The formats of a result. */
export const formats = ["text", "json", "markdown"] as const;

/** One of them. */
export type Format = (typeof formats)[number];

/** `--report FORMAT=FILE`: a file that the result goes to besides stdout. The path is as it was given. */
export interface ReportFile {
  readonly format: Format;
  readonly file: string;
}
