import { type Format, rendererOf } from "../report/formats/registry.ts";
import type { Colours } from "../report/harmless.ts";
import type { Language } from "../report/messages/language.ts";
import type { Render } from "./results.ts";

/** What a result is shown with. */
export interface Showing {
  readonly format: Format;
  /** Asked for once something is to be shown. */
  readonly language: () => Promise<Language>;
  /** Asked for only where the format can be painted. */
  readonly colour: () => boolean;
  /** Writes a text of the result, all its lines with their ends. */
  readonly write: (text: string, colours?: Colours) => void;
}

/** Writes a part of the result to stdout in the format asked for, painted where it is for a terminal. */
export async function show({ format, language, colour, write }: Showing, render: Render): Promise<void> {
  const renderer = await rendererOf(format, await language());
  const { paint } = await import("../report/paint.ts");
  if (!renderer.forTerminal) return write(render(renderer, paint(false)));
  const own = paint(colour());
  write(render(renderer, own), own);
}
