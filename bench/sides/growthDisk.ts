import type { Storage } from '../../server/storage/port.ts';

/** The same storage on a disk whose commits take so many milliseconds longer, one after another. */
export function slowCommits(storage: Storage, delay: number): Storage {
  let last: Promise<unknown> = Promise.resolve();
  const append: Storage['append'] = (...args) => {
    const mine = last.then(async () => {
      await new Promise((later) => setTimeout(later, delay));
      await storage.append(...args);
    });
    last = mine.catch(() => {});
    return mine;
  };
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'append') return append;
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
