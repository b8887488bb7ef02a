import type { ReportFormat } from "../report/formats/registry.ts";

/** `--report journal=FILE` of apply: where what could not be brought into the state goes. The path is as it was given. */
export interface JournalFile {
  readonly format: "journal";
  readonly file: string;
}

/** `--report FORMAT=FILE`: a file that the result goes to besides stdout. The path is as it was given. */
export interface ReportFile {
  readonly format: Exclude<ReportFormat, JobReport["format"]>;
  readonly file: string;
}

/** `--report github`: the result goes to the job that runs, as the environment of the job says. */
export interface JobReport {
  readonly format: "github";
}

/** One value of `--report`. */
export type ReportTarget = ReportFile | JobReport;
