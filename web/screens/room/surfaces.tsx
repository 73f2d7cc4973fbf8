import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { SurfaceProps } from '../../../surfaces/props.ts';

const found = import.meta.glob<{ default: ComponentType<SurfaceProps> }>('../../../surfaces/*/view.tsx');

/** Every surface there is, by the name of its folder; each is fetched when a step first asks for it. */
const views = new Map<string, LazyExoticComponent<ComponentType<SurfaceProps>>>(
  Object.entries(found).map(([path, load]) => [path.split('/').at(-2) ?? '', lazy(load)]),
);
if (views.size === 0) throw new Error('There is no surface: not one folder under surfaces/ has a view.tsx.');

export const surfaceNamed = (name: string) => views.get(name);
