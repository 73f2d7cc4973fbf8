import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One line of arXiv's metadata, as far as the library reads it. */
interface ArxivLine {
  id: string;
  title: string;
  abstract: string;
  categories: string;
  license: string | null;
}

/** Real records lie beside the project, where they are; none of them is ever part of it. */
const BESIDE = fileURLToPath(new URL('../../../shared/data/arxiv-metadata-200.jsonl', import.meta.url));
const CHOSEN = '0704.0193';

/** Stands in for the real one, in the same format and in the same field, with hard line breaks and TeX. */
const OWN: ArxivLine = {
  id: '0001.0001',
  title: 'Walls between two orders in a chain that is heated\n  slowly',
  abstract:
    '  We watch the wall between two regions of opposite order in a chain of $N$\nmagnetic atoms. The chain is ' +
    'heated slowly from one end. Far below the\ncritical temperature $T_c$ the wall stands still. Near $T_c$ it ' +
    'spreads, and\nits width grows as the square root of time. A defect in one single atom is enough\nto hold it. ' +
    'We conclude that no wall crosses a chain with more than one defect.\n',
  categories: 'cond-mat.mtrl-sci',
  license: null,
};

function readChosen(): ArxivLine | null {
  if (!existsSync(BESIDE)) return null;
  const lines = readFileSync(BESIDE, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as ArxivLine).find(({ id }) => id === CHOSEN) ?? null;
}

const real = readChosen();
if (!real) console.warn('The real arXiv records are not beside the project: a made-up one stands in.');
const line = real ?? OWN;
const flat = (words: string): string => words.trim().replace(/\s+/g, ' ');

/** One record of arXiv, in a field that no abstract of the house belongs to. */
export const ARXIV = {
  line: JSON.stringify(line),
  field: 'materials',
  title: flat(line.title),
  abstract: flat(line.abstract),
};
