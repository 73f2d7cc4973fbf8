/** What an example that could be photographed would show, and this one doesn't mention. */
export type Gap = 'number' | 'size' | 'looks' | 'place' | 'time' | 'person';

const NUMBER =
  /\d|(?<!\p{L})(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|dozen|both|half|single|twice|pair)(?!\p{L})/iu;

const SIZE =
  /\d\s?(?:mm|cm|km|m|kg|g|l|ml|nm|inch(?:es)?|feet|foot|miles?|tons?|litres?|liters?|grams?|metres?|meters?)(?!\p{L})|(?<!\p{L})(?:metres?|meters?|cent(?:imetres?|imeters?)|millimet(?:re|er)s?|kilo(?:s|grams?|metres?|meters?)?|grams?|inch(?:es)?|feet|miles?|litres?|tons?|tonnes?|as (?:big|small|tall|long|wide|heavy) as|the size of|thumb|palm-sized|fist)(?!\p{L})/iu;

const LOOKS =
  /(?<!\p{L})(?:red|green|blue|yellow|black|white|brown|grey|gray|orange|purple|pink|silver|golden|beige|turquoise|hairy|furry|shiny|rusty|striped|transparent|wood(?:en)?|oak|pine|steel|iron|copper|brass|gold|tin|alumini?um|lead|paper|cardboard|glass|plastic|rubber|leather|wool(?:len)?|cotton|silk|stone|marble|clay|brick|concrete|sand|wax|chocolate|dough|ice|velvet|felt)(?!\p{L})/iu;

const PLACE =
  /(?<!\p{L})(?:in|on|at|under|behind|near|inside|above|below|beside|outside|opposite|through|across|over)\s+(?:the|a|an|my|your|his|her|our|their|this|that|\p{Lu}\p{L}+)(?!\p{L})|(?<!\p{L})(?:here|at home|upstairs|downstairs)(?!\p{L})/u;

const TIME =
  /\d{1,2}:\d\d|\d\s?(?:am|pm|s|ms|min|h)(?!\p{L})|(?<!\p{L})(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tonight|tomorrow|mornings?|noon|afternoon|evenings?|midnight|o[’']clock|seconds?|minutes?|hours?|weeks?|months?|years?|spring|summer|autumn|winter|christmas|ago|1[5-9]\d\d|20\d\d)(?!\p{L})/iu;

const PERSON =
  /(?<!\p{L})(?:I|[Mm]y|[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Mm]e|[Ww]e|[Oo]ur|(?:grand)?(?:mother|father)|mum|mom|dad|aunt|uncle|sister|brother|neighbou?r|baker|teacher|dentist|nurse|plumber|child|girl|boy|woman|man)(?!\p{L})|(?<=\p{Ll},? )\p{Lu}\p{Ll}{2,}/u;

const SIGNS: Readonly<Record<Gap, RegExp>> = {
  number: NUMBER,
  size: SIZE,
  looks: LOOKS,
  place: PLACE,
  time: TIME,
  person: PERSON,
};

/** Finds what the words say nothing about. */
export const findGaps = (words: string): Gap[] =>
  (Object.keys(SIGNS) as Gap[]).filter((gap) => !SIGNS[gap].test(words));
