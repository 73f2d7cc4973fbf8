import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A part whose code is fetched when it is first drawn; `meanwhile` stands in for it until then, and once it is here it is
 * drawn at once. React's own `lazy` holds a page back for 300 ms after anything has stood in for it, lest pages flicker:
 * three such parts within one another made a page come a second late.
 */
export function later<Props extends object>(
  fetch: () => Promise<{ default: ComponentType<Props> }>,
  meanwhile: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  let here: ComponentType<Props> | null = null;
  let coming: Promise<unknown> | null = null;
  const bring = (): Promise<unknown> => {
    coming ??= fetch()
      .then((module) => {
        here = module.default;
      })
      .finally(() => {
        coming = null;
      });
    return coming;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: made once, where a module names the part
  return function Later(props: Props) {
    const [, setHere] = useState(here !== null);
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    // Asked for before the first paint; whoever draws it twice at once fetches it once.
    const [asked] = useState(() => (here ? null : bring()));
    useEffect(() => {
      let drawn = true;
      asked?.then(
        () => drawn && setHere(true),
        (error: unknown) => drawn && setFailure({ error }),
      );
      return () => {
        drawn = false;
      };
    }, [asked]);
    if (failure) throw failure.error;
    const Here = here;
    return Here ? <Here {...props} /> : meanwhile(props);
  };
}
