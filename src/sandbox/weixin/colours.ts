/**
 * The fourteen colours a card may have, with the value card/get answers.
 *
 * Requests carry the name, answers the value. Source: colour tables of two public SDKs and every captured answer.
 */
export const COLOURS: Readonly<Record<string, string>> = {
  Color010: "#63b359",
  Color020: "#2c9f67",
  Color030: "#509fc9",
  Color040: "#5885cf",
  Color050: "#9062c0",
  Color060: "#d09a45",
  Color070: "#e4b138",
  Color080: "#ee903c",
  Color081: "#f08500",
  Color082: "#a9d92d",
  Color090: "#dd6549",
  Color100: "#cc463d",
  Color101: "#cf3e36",
  Color102: "#5E6671",
};

/**
 * A colour as card/get writes it. Values outside the table, which cards made in the console can have, stay as they are.
 */
export function shownColour(stored: string, as: "hex" | "name"): string {
  if (as === "hex") return Object.hasOwn(COLOURS, stored) ? (COLOURS[stored] as string) : stored;
  const name = Object.keys(COLOURS).find((key) => COLOURS[key]?.toLowerCase() === stored.toLowerCase());
  return name ?? stored;
}
