import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useMemo } from 'react';

/** One formula. Broken TeX is shown as it was written; nothing in it may fetch or link. */
export default function Formula({ source, display }: { source: string; display: boolean }) {
  const html = useMemo(
    () =>
      katex.renderToString(source, {
        displayMode: display,
        throwOnError: false,
        trust: false,
        maxExpand: 200,
        maxSize: 20,
        output: 'htmlAndMathml',
        errorColor: 'currentColor',
      }),
    [source, display],
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it is given, and `trust` is off
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
