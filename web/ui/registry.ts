import { useSyncExternalStore } from 'react';

/** Something that can be done on the page now: by a key, from the palette, or both. */
export interface Command {
  id: string;
  label: string;
  /** A letter ("n"), a name ("ArrowRight"), or either with "mod+", "alt+", "shift+". */
  key?: string;
  /** Also while somebody types in a field. Only for keys with mod or alt. */
  whileTyping?: boolean;
  run: () => void;
}

/** What can be done now, gathered from every part of the page that is there. */
export class Registry {
  private readonly held = new Map<symbol, readonly Command[]>();
  private readonly listeners = new Set<() => void>();
  private flat: readonly Command[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly all = (): readonly Command[] => this.flat;

  put(owner: symbol, commands: readonly Command[] | null): void {
    if (commands) this.held.set(owner, commands);
    else this.held.delete(owner);
    this.flat = [...this.held.values()].flat();
    for (const listener of this.listeners) listener();
  }
}

export type CommandRegistry = Pick<Registry, 'subscribe' | 'all'>;

export const useAllCommands = (registry: CommandRegistry): readonly Command[] =>
  useSyncExternalStore(registry.subscribe, registry.all);
