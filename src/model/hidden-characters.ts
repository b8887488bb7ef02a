/*
 * Characters that nobody sees: controls, marks that turn the direction of what follows, characters of no width, line and paragraph separators, fillers.
 *
 * Variation selectors are not among them, since they choose the shape of the character before. Source: Unicode 16, default ignorable code points and Bidi_Control.
 */
const hidden =
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]";

/** A regular expression that finds every one of them. */
export function hiddenCharacters(): RegExp {
  return new RegExp(hidden, "g");
}
