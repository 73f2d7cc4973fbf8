import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type CachedPassages, type CategoryRequest, fetchCategory, type PassageCache } from './arxiv.ts';
import { readAtom } from './atom.ts';
import { createPace } from './pace.ts';

const feed = `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=cat:math.NT</title>
  <opensearch:totalResults>2</opensearch:totalResults>
  <link href="https://arxiv.org/api/query?a=1&amp;b=2" type="application/atom+xml"/>
  <!-- <entry><id>not an entry</id></entry> -->
  <entry>
    <id>http://arxiv.org/abs/math/0309136v2</id>
    <title>Sums of $a&lt;b$ &amp;
  squares</title>
    <updated>2003-09-07T10:00:00Z</updated>
    <link href="x" rel="alternate" title="a > b"/>
    <summary>  We sum.
  It is &#233;asy &#x2264; hard &unknown; &amp;lt;.
</summary>
    <category term="math.CO" scheme="http://arxiv.org/schemas/atom"/>
    <category term='math.NT' scheme="http://arxiv.org/schemas/atom"/>
    <arxiv:primary_category term="math.NT"/>
    <arxiv:comment><title>not the title</title></arxiv:comment>
    <author><name>Ana B.</name><arxiv:affiliation>Here</arxiv:affiliation></author>
    <author><name>Ben C.</name></author>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/2101.00001v1</id>
    <title><![CDATA[Raw <b>& words]]></title>
    <summary>One sentence.</summary>
    <category term="physics.flu-dyn"/>
  </entry>
  <entry><id>http://arxiv.org/abs/2101.00002v1</id><title>Without words</title><summary> </summary></entry>
</feed>`;

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
  server = undefined;
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/query`;
}

const keep = (): PassageCache => {
  const kept = new Map<string, CachedPassages>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => {
      kept.set(key, value);
    },
  };
};

/** A clock that moves only when somebody waits. */
function clock() {
  const waits: number[] = [];
  let time = 1_000_000;
  return {
    waits,
    now: () => time,
    advance: (ms: number) => {
      time += ms;
    },
    wait: async (ms: number) => {
      waits.push(ms);
      time += ms;
    },
  };
}

function request(address: string, more: Partial<CategoryRequest> = {}) {
  const time = clock();
  const pace = createPace({ now: time.now, wait: time.wait, rest: 3000 });
  return {
    time,
    asked: { category: 'math.NT', max: 10, fetch, cache: keep(), now: time.now, pace, address, ...more },
  };
}

describe('papers of a category', () => {
  it('are fetched with a name and a question that arXiv understands', async () => {
    const seen: { url?: string; agent?: string }[] = [];
    const address = await serve((incoming, response) => {
      seen.push({ url: incoming.url, agent: incoming.headers['user-agent'] });
      response.end(feed);
    });
    const { asked, time } = request(address);
    const fetched = await fetchCategory(asked);
    expect(seen).toEqual([
      {
        url: '/api/query?search_query=cat%3Amath.NT&start=0&max_results=10&sortBy=submittedDate&sortOrder=descending',
        agent: expect.stringMatching(/^Greenball\//),
      },
    ]);
    expect(fetched).toEqual({
      ok: true,
      from: 'network',
      at: time.now(),
      passages: [
        {
          id: 'arxiv:math/0309136',
          title: 'Sums of $a<b$ & squares',
          text: 'We sum. It is éasy ≤ hard &unknown; &lt;.',
          field: 'number theory',
          categories: ['math.NT', 'math.CO'],
          source: 'arXiv',
          authors: 'Ana B., Ben C.',
          url: 'https://arxiv.org/abs/math/0309136',
          licence: 'metadata CC0',
        },
        expect.objectContaining({ id: 'arxiv:2101.00001', title: 'Raw <b>& words', field: 'fluid dynamics' }),
      ],
    });
  });

  it('are asked for once a day', async () => {
    let asks = 0;
    const address = await serve((_, response) => {
      asks++;
      response.end(feed);
    });
    const { asked, time } = request(address);
    await Promise.all([fetchCategory(asked), fetchCategory(asked), fetchCategory(asked)]);
    expect(asks).toBe(1);
    time.advance(23 * 3600_000);
    expect(await fetchCategory(asked)).toMatchObject({ ok: true, from: 'cache' });
    time.advance(2 * 3600_000);
    expect(await fetchCategory(asked)).toMatchObject({ ok: true, from: 'network' });
    expect(asks).toBe(2);
  });

  it('are asked for one at a time, three seconds apart', async () => {
    const time = clock();
    let [open, most] = [0, 0];
    const starts: number[] = [];
    const address = await serve((_, response) => {
      starts.push(time.now());
      most = Math.max(most, ++open);
      setTimeout(() => {
        time.advance(700);
        open--;
        response.end(feed);
      }, 20);
    });
    const pace = createPace({ now: time.now, wait: time.wait, rest: 3000 });
    const asked = { max: 5, fetch, cache: keep(), now: time.now, pace, address };
    await Promise.all(
      ['math.NT', 'math.CO', 'hep-ph'].map((category) => fetchCategory({ ...asked, category })),
    );
    expect(most).toBe(1);
    expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 3700, 7400]);
    expect(time.waits).toEqual([3000, 3000]);
  });

  it('say so when arXiv is busy, and leave it alone as long as it asks', async () => {
    let asks = 0;
    const address = await serve((_, response) => {
      asks++;
      response.writeHead(503, { 'retry-after': '60' }).end('busy');
    });
    const { asked, time } = request(address);
    expect(await fetchCategory(asked)).toMatchObject({
      ok: false,
      reason: 'busy',
      say: expect.stringContaining('busy'),
    });
    time.advance(59_000);
    expect(await fetchCategory(asked)).toMatchObject({ ok: false, reason: 'busy' });
    expect(asks).toBe(1);
    time.advance(1_000);
    await fetchCategory(asked);
    expect(asks).toBe(2);
  });

  it.each([
    ['no feed', '<html><body>Hello</body></html>', 'unreadable'],
    ['half a feed', feed.slice(0, 900), 'unreadable'],
    ['nothing', '', 'unreadable'],
    [
      'definitions',
      `<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed><title>&b;</title></feed>`,
      'unreadable',
    ],
    ['entries without words', '<feed><entry><id>http://arxiv.org/abs/1.1</id></entry></feed>', 'unreadable'],
    [
      'a complaint',
      '<feed><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad id</summary></entry></feed>',
      'refused',
    ],
  ])('say so when the answer is %s', async (_, body, reason) => {
    const { asked } = request(await serve((_request, response) => response.end(body)));
    const fetched = await fetchCategory(asked);
    expect(fetched).toMatchObject({ ok: false, reason });
    expect(fetched.ok ? '' : fetched.say).toMatch(/^arXiv/);
  });

  it('say so when arXiv answers with an error, hangs, or can’t be reached', async () => {
    const broken = request(await serve((_, response) => response.writeHead(500).end()));
    expect(await fetchCategory(broken.asked)).toMatchObject({ ok: false, reason: 'refused' });
    server?.close();
    const address = await serve(() => {});
    expect(await fetchCategory(request(address, { patience: 50 }).asked)).toMatchObject({
      ok: false,
      reason: 'slow',
    });
    const stalled = await serve((_, response) => void response.write(feed.slice(0, 100)));
    expect(await fetchCategory(request(stalled, { patience: 50 }).asked)).toMatchObject({
      ok: false,
      reason: 'slow',
    });
    const gone = await serve(() => {});
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
    server = undefined;
    expect(await fetchCategory(request(gone).asked)).toMatchObject({
      ok: false,
      reason: 'offline',
      say: expect.stringContaining('can’t be reached'),
    });
  });

  it('come from what was kept, however old, when arXiv is out of reach', async () => {
    let busy = false;
    const address = await serve((_, response) => (busy ? response.writeHead(503).end() : response.end(feed)));
    const { asked, time } = request(address);
    const first = await fetchCategory(asked);
    busy = true;
    time.advance(72 * 3600_000);
    expect(await fetchCategory(asked)).toEqual({ ...first, from: 'cache' });
  });

  it('are not asked for in a category that does not exist', async () => {
    const { asked } = request('http://127.0.0.1:1/', { category: 'all:secrets' });
    expect(await fetchCategory(asked)).toMatchObject({ ok: false, reason: 'unknown-category' });
  });

  it('do without a cache that fails', async () => {
    const failing: PassageCache = {
      get: () => Promise.reject(new Error('full')),
      set: () => Promise.reject(new Error('full')),
    };
    const { asked } = request(await serve((_, response) => response.end(feed)), { cache: failing });
    expect(await fetchCategory(asked)).toMatchObject({ ok: true, from: 'network' });
  });
});

describe('an Atom feed', () => {
  it('is read or refused, whatever the string', () => {
    const bit = fc.constantFrom(
      '<feed>',
      '</feed>',
      '<entry>',
      '</entry>',
      '<id>',
      '</id>',
      '<title',
      '>',
      '/>',
      '"',
      '&amp;',
      '&#0;',
      '&#x110000;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x',
      '<',
      'words',
      ' term="a"',
      '<category',
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), fc.string({ unit: 'binary' }), (bits, tail) => {
        const read = readAtom(bits.join('') + tail);
        expect(read.ok ? Array.isArray(read.entries) : read.reason !== '').toBe(true);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
