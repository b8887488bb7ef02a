import type { Paint } from "../report/paint.ts";
import type { Renderer } from "../report/renderer.ts";

/** Gives a part of the result in one format; an empty text where the format does not have it. */
export type Render = (renderer: Renderer, paint: Paint) => string;

/**
 * The parts of a run's result, in order, kept until its end: the files of `--report` hold them in other formats than
 * stdout.
 */
export interface Results {
  add(render: Render): void;
  readonly parts: readonly Render[];
}

/** No result yet. */
export function results(): Results {
  const parts: Render[] = [];
  return { add: (render) => void parts.push(render), parts };
}
