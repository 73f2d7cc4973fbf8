import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { MOST_FRAME, pour, read } from '../../wire/codec.ts';
import type { ServerMessage } from '../../wire/messages.ts';
import { PROTOCOL } from '../../wire/protocol.ts';
import { roomSeen, settled, sit, until } from '../http/testing/seat.ts';
import { startWorld, Visitor, type World } from '../http/testing/world.ts';

/** A raw socket, for frames that our own client never sends. */
class Raw {
  readonly heard: ServerMessage[] = [];
  readonly closed: Promise<void>;
  private readonly ws: WebSocket;
  private readonly waiting = new Set<() => void>();

  constructor(url: string, cookie: string, session: string) {
    this.ws = new WebSocket(`${url.replace('http', 'ws')}/ws?session=${session}`, { headers: { cookie } });
    this.ws.on('message', (data: Buffer) => {
      this.heard.push(read(data) as ServerMessage);
      for (const look of this.waiting) look();
    });
    this.ws.on('error', () => {});
    this.closed = new Promise((resolve) => this.ws.on('close', () => resolve()));
  }

  opened(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.ws.once('open', () => resolve(this));
      this.ws.once('error', reject);
    });
  }

  /** The message as CBOR, or bytes as they are. */
  send(message: unknown): void {
    this.ws.send(message instanceof Uint8Array ? message : pour(message));
  }

  sendText(words: string): void {
    this.ws.send(words);
  }

  sendInPieces(frame: Uint8Array, size: number): void {
    for (let at = 0; at < frame.length; at += size) {
      this.ws.send(frame.subarray(at, at + size), { binary: true, fin: at + size >= frame.length });
    }
  }

  hello(device: string): void {
    this.send({ type: 'hello', protocol: PROTOCOL, device, cursors: {}, windows: [], texts: [] });
  }

  hear<T extends ServerMessage['type']>(
    type: T,
    holds: (message: Extract<ServerMessage, { type: T }>) => boolean = () => true,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(
          (message): message is Extract<ServerMessage, { type: T }> =>
            message.type === type && holds(message as Extract<ServerMessage, { type: T }>),
        );
        if (!found) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): void {
    this.ws.terminate();
  }
}

describe('PR-1 whatever comes over a socket is checked before use', () => {
  let world: World;
  let session: string;
  const ana = { visitor: null as unknown as Visitor, person: '' };
  const ben = { visitor: null as unknown as Visitor, person: '' };
  let group = '';
  let example = '';

  beforeAll(async () => {
    world = await startWorld();
    const lead = new Visitor(world.url);
    const opened = await lead.post('/api/sessions', { exercise: 'small', name: 'Lea', mode: 'remote' });
    session = opened.body.session;
    for (const [who, name] of [
      [ana, 'Ana'],
      [ben, 'Ben'],
    ] as const) {
      who.visitor = new Visitor(world.url);
      who.person = (await who.visitor.post('/api/join', { code: opened.body.code, name })).body.person;
    }
    const client = sit(world.url, lead, session);
    await until(client, (seen) => roomSeen(seen) !== null);
    client.act({ type: 'start' });
    await until(client, (seen) => settled(seen) && roomSeen(seen)?.phase === 'running');
    group = [...(roomSeen(client)?.groups.keys() ?? [])][0] as string;
    example = `${group}.example.1`;
    client.close();
  });
  afterAll(() => world.close());

  const dial = (who: { visitor: Visitor }) => new Raw(world.url, who.visitor.cookie, session).opened();
  let devices = 0;
  const seated = async (who: { visitor: Visitor }): Promise<Raw> => {
    const raw = await dial(who);
    raw.hello(`device-${devices++}`);
    await raw.hear('part', (part) => part.to === `g:${group}`);
    return raw;
  };
  const command = (counter: number, as: string, body: object, more: object = {}) => ({
    type: 'commands',
    commands: [{ counter, as, command: body, ...more }],
  });

  it('ends a connection that sends what no client sends, and goes on serving others', async () => {
    const good = await seated(ana);
    const frames: unknown[] = [
      new Uint8Array(),
      Uint8Array.of(0xff),
      pour('hello'),
      pour({ type: 'hello' }),
      pour({ type: 'nonsense' }),
      pour({ type: 'ping', sent: 1 }),
      pour({ type: 'hello', protocol: PROTOCOL, device: 'd', cursors: {}, windows: [], texts: [], more: 1 }),
      Uint8Array.from([...pour({ type: 'ping', sent: 1 }), 0]),
      // Ten thousand arrays in one another.
      new Uint8Array(10_000).fill(0x81),
      // A map that announces four thousand million pairs.
      Uint8Array.of(0xba, 0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    ];
    for (const frame of frames) {
      const raw = await dial(ben);
      raw.send(frame);
      await raw.closed;
    }
    const raw = await dial(ben);
    raw.sendText('{"type":"hello"}');
    await raw.closed;
    good.send({ type: 'ping', sent: 7 });
    expect((await good.hear('pong')).sent).toBe(7);
    good.close();
  });

  it('ends a connection on any bytes that are not a message (seeded)', async () => {
    const good = await seated(ana);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        const raw = await dial(ben);
        raw.send(bytes);
        await raw.closed;
      }),
      { seed: 1, numRuns: 40 },
    );
    good.send({ type: 'ping', sent: 8 });
    await good.hear('pong');
    good.close();
  });

  it('refuses a frame above the limit, and takes one in pieces', async () => {
    const big = await seated(ana);
    big.send(new Uint8Array(MOST_FRAME + 1));
    await big.closed;
    const pieces = await seated(ana);
    pieces.sendInPieces(pour({ type: 'ping', sent: 9 }), 3);
    expect((await pieces.hear('pong')).sent).toBe(9);
    pieces.close();
  });

  it('refuses another protocol with a reason', async () => {
    const raw = await dial(ana);
    raw.send({ type: 'hello', protocol: 99, device: 'd', cursors: {}, windows: [], texts: [] });
    expect((await raw.hear('bye')).reason).toBe('protocol');
    raw.close();
  });

  it('refuses acts in the name of somebody at another device, and knows them as refused for good', async () => {
    const raw = await seated(ana);
    raw.send(command(1, ben.person, { type: 'set-flag', flag: 'stuck' }));
    expect((await raw.hear('refused')).code).toBe('not-yours');
    raw.send(command(2, ana.person, { type: 'set-flag', flag: 'stuck' }));
    await raw.hear('ack', ({ counters }) => counters.includes(2));
    raw.send(command(1, ben.person, { type: 'set-flag', flag: 'help' }));
    await raw.hear('refused', ({ code }) => code === 'not-saved');
    raw.close();
  });

  it('ends a connection that gives the server’s own commands', async () => {
    const raw = await seated(ana);
    raw.send(command(1, ana.person, { type: 'add-lead', person: ana.person }));
    await raw.closed;
  });

  it('takes a replayed act once, and acts out of order each once', async () => {
    const raw = await seated(ana);
    const note = (id: string) => ({
      type: 'write-note',
      note: id,
      kind: 'parked',
      parent: '',
      words: 'once',
    });
    raw.send(command(5, ana.person, note('replayed-5')));
    await raw.hear('ack', ({ counters }) => counters.includes(5));
    raw.send(command(5, ana.person, note('replayed-5-again')));
    await raw.hear(
      'ack',
      (ack) => ack.counters.includes(5) && raw.heard.filter((m) => m.type === 'ack').length > 1,
    );
    raw.send(command(7, ana.person, note('replayed-7')));
    await raw.hear('ack', ({ counters }) => counters.includes(7));
    const events = JSON.stringify(raw.heard.filter((message) => message.type === 'events'));
    expect(events).toContain('replayed-5');
    expect(events).not.toContain('replayed-5-again');
    expect(events.split('"note-born"').length - 1).toBe(2);
    raw.close();
  });

  it('answers alike for what is hidden and for what is not there', async () => {
    const theirs = await seated(ben);
    theirs.send(
      command(1, ben.person, { type: 'write-note', note: 'secret', kind: 'parked', parent: '', words: 'x' }),
    );
    await theirs.hear('ack');
    const raw = await seated(ana);
    const tries = [
      { type: 'remove-note', to: `p:${ben.person}`, note: 'secret' },
      { type: 'remove-note', to: `p:${ben.person}`, note: 'nothing' },
      { type: 'remove-note', to: 'p:nobody', note: 'secret' },
      { type: 'wrote', to: `p:${ben.person}`, note: 'secret' },
      { type: 'undo', to: `p:${ben.person}`, cursor: 1 },
    ];
    const codes: string[] = [];
    for (const [i, body] of tries.entries()) {
      raw.send(command(i + 1, ana.person, body));
      codes.push((await raw.hear('refused', ({ counter }) => counter === i + 1)).code);
    }
    expect(new Set(codes)).toEqual(new Set(['not-found']));
    const before = raw.heard.length;
    raw.send({ type: 'open-text', to: `p:${ben.person}`, note: 'secret', generation: 0 });
    raw.send({ type: 'open-text', to: `p:${ben.person}`, note: 'nothing', generation: 0 });
    raw.send({ type: 'open', to: `p:${ben.person}`, parent: '', limit: 10, follow: true });
    raw.send({ type: 'ping', sent: 1 });
    await raw.hear('pong');
    expect(raw.heard.slice(before).map(({ type }) => type)).toEqual(['text-closed', 'text-closed', 'pong']);
    expect(JSON.stringify(raw.heard)).not.toContain('secret words');
    theirs.close();
    raw.close();
  });

  it('refuses forged typing: another’s pen, a gap, what is no text', async () => {
    const raw = await seated(ana);
    raw.send({ type: 'open-text', to: `g:${group}`, note: example, generation: 0 });
    const { pen } = await raw.hear('text');
    const typing = (client: number, words: string): Uint8Array => {
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.getText('t').insert(0, words);
      return Y.encodeStateAsUpdate(doc);
    };
    const embedding = (): Uint8Array => {
      const doc = new Y.Doc();
      doc.clientID = pen;
      doc.getText('t').insertEmbed(0, { evil: true });
      return Y.encodeStateAsUpdate(doc);
    };
    const write = { type: 'wrote', to: `g:${group}`, note: example };
    const forged = [
      typing(pen + 1, 'hi'),
      typing(1, 'hi'),
      embedding(),
      Uint8Array.of(1, 2, 3),
      new Uint8Array(70_000),
    ];
    for (const [i, update] of forged.entries()) {
      raw.send(command(i + 1, ana.person, write, { update, generation: 0 }));
      const { code } = await raw.hear('refused', ({ counter }) => counter === i + 1);
      expect(['bad-text', 'too-long']).toContain(code);
    }
    raw.send(command(20, ana.person, write, { update: typing(pen, 'mine'), generation: 0 }));
    await raw.hear('ack', ({ counters }) => counters.includes(20));
    raw.close();
  });

  it('lets nobody in without a cookie, from another site, or to another session', async () => {
    const turned = async (headers: Record<string, string>, path = `/ws?session=${session}`) => {
      const ws = new WebSocket(`${world.url.replace('http', 'ws')}${path}`, { headers });
      return new Promise<boolean>((resolve) => {
        ws.on('open', () => resolve(false));
        ws.on('error', () => resolve(true));
      });
    };
    const { cookie } = ana.visitor;
    expect(await turned({})).toBe(true);
    expect(await turned({ cookie, origin: 'https://evil.example' })).toBe(true);
    expect(await turned({ cookie }, '/ws?session=another')).toBe(true);
    expect(await turned({ cookie }, '/elsewhere')).toBe(true);
  });
});
