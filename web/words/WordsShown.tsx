import { Figure } from '../pictures/PictureShown.tsx';
import { useShown } from '../pictures/usePictures.ts';
import { useView } from '../session/context.tsx';
import { Tex } from '../ui/Tex.tsx';
import css from './Words.module.css';

/** How a note reads now, where it can't be typed in. */
export function WordsShown({ note, empty, large = false }: { note: string; empty: string; large?: boolean }) {
  const view = useView();
  const words = view.words(note) ?? '';
  const picture = useShown(note);
  return (
    <>
      {words.trim() !== '' ? (
        <p className={large ? `${css.shown} ${css.largeShown}` : css.shown}>
          <Tex>{words}</Tex>
        </p>
      ) : (
        !picture && <p className={css.empty}>{empty}</p>
      )}
      {picture && <Figure shown={picture} />}
    </>
  );
}
