import { type Front, type Shown, sharedShown } from '../../core/session/front.ts';
import { say } from '../messages/en.ts';
import { useNameOf } from '../session/context.tsx';
import { Tex } from '../ui/Tex.tsx';
import css from './Front.module.css';

/** What stands at the front, on everybody's page and, larger, on the projector. */
export function ShownAtFront({ front, large = false }: { front: Front | undefined; large?: boolean }) {
  const shown = front?.shown;
  if (!shown) return null;
  return (
    <section className={large ? css.large : css.shown} aria-label={say.front.shown.label} aria-live="polite">
      {shown.what === 'pair' ? <Pair shown={shown} /> : <Note front={front} />}
    </section>
  );
}

function Note({ front }: { front: Front }) {
  const nameOf = useNameOf();
  const shared = sharedShown(front);
  if (!shared) return null;
  return (
    <>
      <p className={css.said}>
        <Tex>{shared.words}</Tex>
      </p>
      {shared.from && (
        <p className={css.by}>{say.front.shown.by(nameOf(shared.from.by), shared.from.group)}</p>
      )}
    </>
  );
}

function Pair({ shown }: { shown: Extract<Shown, { what: 'pair' }> }) {
  return (
    <div className={css.pair}>
      {(['left', 'right'] as const).map((side) => (
        <figure key={side} data-strong={shown.strong === side || undefined}>
          <figcaption>
            {say.front.shown[side]}
            {shown.strong === side && <strong> · {say.front.shown.stronger}</strong>}
          </figcaption>
          <p className={css.said}>
            <Tex>{shown[side]}</Tex>
          </p>
        </figure>
      ))}
    </div>
  );
}
