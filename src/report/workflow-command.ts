import type { Annotation } from "./annotations.ts";
import { harmless } from "./harmless.ts";

/**
 * An annotation as a command to a runner of GitHub Actions, on one line: the one command that wxcards ever gives.
 *
 * Data in it is made harmless like everything that is printed, and then escaped as the toolkit does, so that it is what
 * is said, and no command or property of its own. Source: actions/toolkit, packages/core/src/command.ts (`escapeData`,
 * `escapeProperty`); read back by actions/runner, `ActionCommand.cs`.
 */
export function workflowCommand({ level, title, message, file, line, column }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(file === undefined || line === undefined ? [] : [`line=${line}`]),
    ...(file === undefined || column === undefined ? [] : [`col=${column}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(harmless(message))}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(harmless(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
