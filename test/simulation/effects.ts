/** Thrown by every effect of a process that has died: nothing that it still does counts. */
export class Dead extends Error {}

/**
 * Counts the effects of one process, and ends the process at one of them. An effect is whatever touches the outside:
 * a request, an operation on files, a wait, a number of chance.
 */
export interface Life {
  /** Counts an effect; throws when the process dies at it, or is dead. */
  effect(name: string): void;
  /**
   * The same for what is waited for: nobody hears of it when the process dies at it, or is dead. What had left already
   * when it died goes on by `left`.
   */
  later<T>(name: string, action: () => Promise<T>, left?: () => void): Promise<T>;
  /** Whether the last effect had this name; throws when the process is dead. */
  wasLast(name: string): boolean;
  readonly isDead: boolean;
  /** The name of the last effect. */
  readonly last: string;
  /** How many effects there were so far. */
  readonly count: number;
  /** Settles when the process dies. */
  readonly death: Promise<void>;
  kill(): void;
}

/** Opens the life of a process, which ends at an effect, counted from 1, or by itself. `meanwhile` is told of each. */
export function life(diesAt: number | undefined, meanwhile: (effect: number, name: string) => void): Life {
  let count = 0;
  let last = "";
  let isDead = false;
  let die: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  const kill = () => {
    isDead = true;
    die();
  };
  const effect = (name: string): void => {
    if (isDead) throw new Dead("dead");
    count += 1;
    last = name;
    meanwhile(count, name);
    if (count === diesAt) kill();
    if (isDead) throw new Dead("dead");
  };
  return {
    effect,
    later: (name, action, left) => {
      const wasDead = isDead;
      try {
        effect(name);
      } catch {
        if (!wasDead) left?.();
        return new Promise(() => undefined);
      }
      return action();
    },
    wasLast: (name) => {
      if (isDead) throw new Dead("dead");
      return last === name;
    },
    get isDead() {
      return isDead;
    },
    get last() {
      return last;
    },
    get count() {
      return count;
    },
    death,
    kill,
  };
}
