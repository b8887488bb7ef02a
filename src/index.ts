/** The library: the same pipeline the command runs, with effects passed in. The only file that re-exports. */
export { repositoryFiles } from "./cli/files.ts";
export { kinds, projectErrors } from "./kinds/registry.ts";
export type { Client, Reply, WireRequest } from "./model/client.ts";
export type { FileTrouble } from "./model/file-trouble.ts";
export type { ImportedResource, ImportReport, ImportWords } from "./model/import.ts";
export type { Json, JsonObject } from "./model/json.ts";
export type { Kind, KindEntry, Kinds } from "./model/kind.ts";
export type { ApplyReport, Outcome } from "./model/outcome.ts";
export type { Change, FieldChange, Plan, Step } from "./model/plan.ts";
export type { Clock, Files, Random, Transport } from "./model/ports.ts";
export type { Problem } from "./model/problem.ts";
export type { Account, Project } from "./model/project.ts";
export type { Checked, OfflineWorld, Planned, Selection, World } from "./model/world.ts";
export { carryOut } from "./pipeline/carry-out.ts";
export { importResources } from "./pipeline/import.ts";
export { check, plan } from "./pipeline.ts";
export { planJson } from "./report/json.ts";
export { wordsOf } from "./report/words.ts";
