import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, type ServerOptions, startServer } from '../../server.ts';

/** An exercise with a passage, a private step and a reveal: enough for whatever goes over HTTP. */
const EXERCISE = `
id: small
title: A small one
purpose: You see that it works.
tracks: one thing
group: { size: 2, third: listener }
seats:
  - { id: explainer, name: Reader, does: You read. }
  - { id: complainer, name: Partner, does: You complain. }
  - { id: listener, name: Listener, does: You listen. }
input: passage
kinds:
  example: { name: Example, example: A trampoline. }
  verdict:
    name: Verdict
    example: It holds.
    fields: { holds: 0-10 }
sees: { example: group, verdict: group }
steps:
  - id: read
    title: Read
    minutes: 5
    pace: group
    surface: page
    leadSays: Read.
    says: Read it.
    writes: { everyone: [example, verdict] }
    holds: example
    complainers: [complainer]
    offerers: [complainer]
    complaints: [{ key: which, say: Which one? }]
  - id: end
    title: End
    minutes: 1
    pace: room
    surface: page
    leadSays: Say.
    says: Say.
    debriefs: true
rounds: { of: [read], between: [], default: 1, swap: true }
extensions:
  - { title: Swap, say: Swap seats. }
  - { title: Another, say: Take another. }
  - { title: Compare, say: Compare. }
brief: { minutes: 5, steps: [read] }
`;

const passage = (id: string, field: string, level: number): string => `
id: ${id}
title: About ${id}
field: ${field}
level: ${level}
text: A ${id} is a thing. It stands somewhere. It may fall.
claim: It may fall.
about: One of them.
`;

export interface World {
  server: RunningServer;
  url: string;
  dataDir: string;
  close(): Promise<void>;
}

/** The real server on a free port, with a folder of its own. */
export async function startWorld(options: Partial<ServerOptions> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'greenball-'));
  const exercises = join(folder, 'curriculum', 'exercises');
  const surfaces = join(folder, 'surfaces');
  await mkdir(exercises, { recursive: true });
  await mkdir(join(surfaces, 'page'), { recursive: true });
  const passages = join(folder, 'passages');
  await mkdir(passages);
  for (const [id, field, level] of [
    ['chair', 'furniture', 1],
    ['table', 'furniture', 3],
    ['owl', 'birds', 2],
  ] as const) {
    await writeFile(join(passages, `${id}.yaml`), passage(id, field, level));
  }
  await writeFile(join(exercises, 'small.yaml'), EXERCISE);
  await writeFile(join(folder, 'curriculum', 'complaints.yaml'), '[]\n');
  const dataDir = join(folder, 'data');
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    storage: 'memory',
    exercises,
    surfaces,
    passages,
    pages: join(folder, 'pages'),
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  const [problem] = server.problems;
  if (problem) throw new Error(`${problem.file}:${problem.line}: ${problem.reason}`);
  return {
    server,
    url: `http://127.0.0.1:${server.port}`,
    dataDir,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
  body: any;
}

/** A browser: it keeps its cookies. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** As the browser sends them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  set cookie(cookies: string) {
    this.cookies.clear();
    for (const cookie of cookies.split('; ').filter((each) => each !== '')) this.keep(cookie);
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(/;\s*/);
    const at = pair.indexOf('=');
    if (attributes.some((each) => /^max-age=0$/i.test(each))) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', path, JSON.stringify(body), headers);
  }

  async ask(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
  }
}
