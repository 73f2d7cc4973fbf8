/** arXiv's categories, the ones it has retired too, by the plain name of their field. */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'particle physics': ['hep-ph', 'hep-ex', 'hep-lat', 'physics.acc-ph', 'physics.ins-det', 'acc-phys'],
  'string theory': ['hep-th'],
  'nuclear physics': ['nucl-th', 'nucl-ex'],
  'relativity and gravity': ['gr-qc'],
  astrophysics: ['astro-ph', 'astro-ph.GA', 'astro-ph.HE', 'astro-ph.IM', 'astro-ph.SR'],
  cosmology: ['astro-ph.CO'],
  'planets and space': ['astro-ph.EP', 'physics.space-ph'],
  'condensed matter': [
    'cond-mat',
    'cond-mat.mes-hall',
    'cond-mat.other',
    'cond-mat.str-el',
    'cond-mat.dis-nn',
    'cond-mat.quant-gas',
    'supr-con',
  ],
  superconductivity: ['cond-mat.supr-con'],
  materials: ['cond-mat.mtrl-sci', 'mtrl-th'],
  'soft matter': ['cond-mat.soft'],
  'statistical physics': ['cond-mat.stat-mech', 'nlin.AO', 'adap-org'],
  'quantum information': ['quant-ph'],
  'mathematical physics': ['math-ph', 'math.MP', 'nlin.SI', 'solv-int'],
  'chaos and patterns': ['nlin', 'nlin.CD', 'nlin.PS', 'chao-dyn', 'patt-sol', 'nlin.CG', 'comp-gas'],
  'fluid dynamics': ['physics.flu-dyn'],
  optics: ['physics.optics'],
  'atoms and molecules': ['physics.atom-ph', 'physics.atm-clus', 'atom-ph', 'physics.chem-ph', 'chem-ph'],
  'plasma physics': ['physics.plasm-ph', 'plasm-ph'],
  'earth and climate': ['physics.geo-ph', 'physics.ao-ph', 'ao-sci'],
  biophysics: ['physics.bio-ph', 'physics.med-ph'],
  'physics of society': ['physics.soc-ph'],
  'history of science': ['physics.hist-ph', 'math.HO'],
  'physics teaching': ['physics.ed-ph', 'physics.pop-ph'],
  'general physics': ['physics', 'physics.gen-ph', 'physics.class-ph', 'physics.app-ph'],
  'computational physics': ['physics.comp-ph', 'physics.data-an', 'bayes-an', 'cs.CE'],
  'number theory': ['math.NT'],
  combinatorics: ['math.CO', 'cs.DM'],
  'algebraic geometry': ['math.AG', 'alg-geom'],
  algebra: ['math.RA', 'math.AC', 'math.RT', 'math.QA', 'q-alg', 'math.CT', 'math.KT'],
  'group theory': ['math.GR'],
  geometry: ['math.DG', 'math.MG', 'math.SG', 'dg-ga'],
  topology: ['math.GT', 'math.AT', 'math.GN'],
  analysis: ['math', 'math.CA', 'math.CV', 'math.FA', 'math.AP', 'math.OA', 'math.SP', 'math.GM', 'funct-an'],
  'dynamical systems': ['math.DS'],
  probability: ['math.PR'],
  logic: ['math.LO', 'cs.LO'],
  'numerical mathematics': ['math.NA', 'cs.NA', 'cs.MS', 'cs.SC'],
  'optimisation and control': ['math.OC', 'eess.SY', 'cs.SY'],
  statistics: ['stat', 'stat.AP', 'stat.CO', 'stat.ME', 'stat.OT', 'stat.TH', 'math.ST'],
  'machine learning': ['stat.ML', 'cs.LG', 'cs.NE'],
  'artificial intelligence': ['cs.AI', 'cs.MA'],
  'computer vision': ['cs.CV', 'eess.IV', 'cs.GR'],
  linguistics: ['cs.CL', 'cmp-lg'],
  robotics: ['cs.RO'],
  algorithms: ['cs.DS', 'cs.CC', 'cs.CG'],
  'information theory': ['cs.IT', 'math.IT'],
  'signal processing': ['eess', 'eess.SP'],
  'sound and speech': ['cs.SD', 'eess.AS'],
  cryptography: ['cs.CR'],
  networks: ['cs.NI', 'cs.SI', 'cs.DC'],
  'programming languages': ['cs.PL', 'cs.SE', 'cs.FL'],
  computing: ['cs', 'cs.AR', 'cs.DB', 'cs.DL', 'cs.ET', 'cs.GL', 'cs.IR', 'cs.MM', 'cs.OH', 'cs.OS', 'cs.PF'],
  'people and computers': ['cs.HC', 'cs.CY'],
  'game theory': ['cs.GT'],
  economics: ['econ', 'econ.EM', 'econ.GN', 'econ.TH', 'q-fin.EC'],
  finance: [
    'q-fin',
    'q-fin.CP',
    'q-fin.GN',
    'q-fin.MF',
    'q-fin.PM',
    'q-fin.PR',
    'q-fin.RM',
    'q-fin.ST',
    'q-fin.TR',
  ],
  'population biology': ['q-bio.PE'],
  neuroscience: ['q-bio.NC'],
  'molecular biology': ['q-bio', 'q-bio.BM', 'q-bio.GN', 'q-bio.MN', 'q-bio.OT', 'q-bio.QM'],
  'cells and tissues': ['q-bio.CB', 'q-bio.SC', 'q-bio.TO'],
};

const FIELD_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CATEGORIES).flatMap(([field, categories]) =>
    categories.map((category) => [category, field] as const),
  ),
);

/** What a category nobody has heard of belongs to. */
const UNKNOWN = 'another field';

/** The plain name of a category's field; a new sub-category belongs where its archive does. */
export function nameField(category: string): string {
  return FIELD_OF.get(category) ?? FIELD_OF.get(category.split('.')[0] ?? '') ?? UNKNOWN;
}

/** Every category that has a name of its own. */
export const listCategories = (): string[] => [...FIELD_OF.keys()];

/** Every field, in alphabetical order: what people pick from when they say what they know. */
export const listFields = (): string[] => Object.keys(CATEGORIES).sort();

/** Categories of a field, as arXiv is asked for them; none for a field it has nothing about. */
export const categoriesOf = (field: string): readonly string[] => CATEGORIES[field] ?? [];
