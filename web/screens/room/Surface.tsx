import type { SurfaceProps } from '../../../surfaces/props.ts';
import { say } from '../../messages/en.ts';
import { surfaceNamed } from './surfaces.tsx';

/** The page that a step asks for. */
export function Surface({ name, ...props }: SurfaceProps & { name: string }) {
  const View = surfaceNamed(name);
  if (!View) return <p role="alert">{say.room.notThere(name)}</p>;
  return <View {...props} />;
}
