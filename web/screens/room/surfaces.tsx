import type { ComponentType } from 'react';
import type { SurfaceProps } from '../../../surfaces/props.ts';
import { say } from '../../messages/en.ts';
import { later } from '../../ui/later.tsx';

const found = import.meta.glob<{ default: ComponentType<SurfaceProps> }>('../../../surfaces/*/view.tsx');

const Loading = () => <p className="quiet">{say.app.loading}</p>;

/** Every surface there is, by the name of its folder; each is fetched when a step first asks for it. */
const views = new Map<string, ComponentType<SurfaceProps>>(
  Object.entries(found).map(([path, load]) => [path.split('/').at(-2) ?? '', later(load, Loading)]),
);
if (views.size === 0) throw new Error('There is no surface: not one folder under surfaces/ has a view.tsx.');

export const surfaceNamed = (name: string) => views.get(name);
