/** A way of speaking that belongs to solving rather than to describing. */
interface Rule {
  id: string;
  finds: RegExp;
  /** Why a machine speaks up here. */
  why: string;
  asks: string;
}

/** A place where a page drifts into solutions. */
export interface Drift {
  rule: string;
  /** The sentence, and where it stands in the page. */
  quote: string;
  from: number;
  to: number;
  why: string;
  asks: string;
}

const RULES: readonly Rule[] = [
  {
    id: 'should',
    finds: /\b(?:we|one|you|they|people|labs|researchers) (?:should|ought to|need to|have to|must) +\p{L}/iu,
    why: 'It says what somebody should do. That is a plan, and a plan hides the fact that it rests on.',
    asks: 'What would have to be true of the thing itself for that to be good advice?',
  },
  {
    id: 'solve',
    finds:
      /\b(?:solv(?:es?|ed|ing)|solutions?|fix(?:es|ed|ing)?|remed(?:y|ies)|cures?|mitigat(?:es?|ed|ing|ions?))\b(?! point)/i,
    why: 'It speaks of a solution. Solutions come quickly, and they stop you from looking.',
    asks: 'Leave the solution away: what did you see about the thing that made you think of it?',
  },
  {
    id: 'so-that',
    finds:
      /\b(?:to|that|which) (?:prevents?|avoids?|ensures?|guarantees?|makes? sure|stops? (?:it|them)|keeps? (?:it|them) from)\b|\bin order to (?:prevent|avoid|ensure|make)\b/i,
    why: 'It has a purpose in it: something is to be prevented or made sure. Things that were selected have no duty to you.',
    asks: 'How does it behave when nobody wants anything of it?',
  },
  {
    id: 'build',
    finds:
      /\b(?:let(?:’|')s|we (?:could|can|might)|i (?:could|would)|one (?:could|can|might)) (?:build|design|make|create|develop|implement|add|impose|enforce|regulate|align|control|use)\b/i,
    why: 'It builds something. An experiment looks; this makes.',
    asks: 'What would you look at if you were only allowed to watch?',
  },
  {
    id: 'goal',
    finds:
      /\b(?:for (?:alignment|safety)|align(?:ed|ing)? (?:the )?(?:ai|agi|models?|systems?)|alignment (?:plan|strategy|scheme|proposal)|safe(?:ly|ty) (?:plan|measure|case)s?)\b/i,
    why: 'It ties the point to what you want in the end. The point may be worth more before it is useful.',
    asks: 'Say it again for somebody who doesn’t care about the goal. What is left?',
  },
];

/** A sentence is looked at up to so many units, and so many places are told. */
const LONGEST = 1000;
const MOST = 200;

/** Where a page drifts into solutions, in order; each sentence once, by the first rule that finds it. */
export function findDrifts(page: string): Drift[] {
  const drifts: Drift[] = [];
  const sentences = /[^\n.!?…]+[.!?…]*/g;
  for (let found = sentences.exec(page); found && drifts.length < MOST; found = sentences.exec(page)) {
    const whole = found[0].slice(0, LONGEST);
    const rule = RULES.find(({ finds }) => finds.test(whole));
    if (!rule) continue;
    const quote = whole.trim();
    const from = found.index + whole.indexOf(quote);
    drifts.push({ rule: rule.id, quote, from, to: from + quote.length, why: rule.why, asks: rule.asks });
  }
  return drifts;
}
