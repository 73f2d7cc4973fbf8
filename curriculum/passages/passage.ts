/** A text that is read one sentence at a time: an abstract, as a rule. */
export interface Passage {
  /** `arxiv:0704.0001`, or `house:` and the file's name. */
  id: string;
  title: string;
  /** In its normal form: no line breaks, single spaces. TeX stays. */
  text: string;
  /** Sentences are made by whoever reads the passage, never stored with it. */
  sentences?: never;
  /** The plain name of a field, such as “number theory”. */
  field: string;
  /** As the source has them, the first one first: `math.NT`. A house abstract has none. */
  categories: string[];
  /** Where it comes from, for people: “arXiv”, “house abstract”. */
  source: string;
  authors?: string;
  url?: string;
  licence: string;
}
