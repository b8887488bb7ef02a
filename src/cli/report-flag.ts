import type { Format } from "../report/formats/registry.ts";

/** `--report journal=FILE` of apply: where what could not be brought into the state goes. The path is as it was given. */
export interface JournalFile {
  readonly format: "journal";
  readonly file: string;
}

/** `--report FORMAT=FILE`: a file that the result goes to besides stdout. The path is as it was given. */
export interface ReportFile {
  readonly format: Format;
  readonly file: string;
}
