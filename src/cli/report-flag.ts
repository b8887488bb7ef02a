import type { Format } from "../report/formats/registry.ts";

/** `--report FORMAT=FILE`: a file that the result goes to besides stdout. The path is as it was given. */
export interface ReportFile {
  readonly format: Format;
  readonly file: string;
}
