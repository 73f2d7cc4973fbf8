import { useMemo } from 'react';
import { encode } from 'uqr';

/** A QR code, dark on light in both themes: not every phone reads the other way round. */
export function Qr({ words, label, size = 220 }: { words: string; label: string; size?: number }) {
  const { path, count } = useMemo(() => draw(words), [words]);
  return (
    <svg
      viewBox={`0 0 ${count} ${count}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={count} height={count} fill="#fff" />
      <path d={path} fill="#1c1f1a" />
    </svg>
  );
}

function draw(words: string): { path: string; count: number } {
  const { data, size } = encode(words, { ecc: 'M', border: 3 });
  let path = '';
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { path, count: size };
}
