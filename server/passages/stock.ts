import type { Imported } from './imported.ts';
import type { createLibrary, Found } from './library.ts';
export async function stockLibrary(imported: Imported): Promise<Parameters<typeof createLibrary>[0]> {
  const house: Found[] = [
    { id: 'h1', title: 'One', text: 'A knot is a circle. It is in space.', field: 'knots', source: 'house', licence: 'CC0' },
    { id: 'h2', title: 'Two', text: 'A bird sings. It sings at dawn. Why?', field: 'birds', source: 'house', licence: 'CC0' },
  ];
  return { house, imported, fetchCategory: async () => [] };
}
