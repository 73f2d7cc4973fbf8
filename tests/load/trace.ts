import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One system call that was traced, told twice: when it began and when it had ended. */
export interface Call {
  when: 'began' | 'ended';
  name: string;
  /** Number and name of the file or socket, as the tracer tells them. */
  file: string;
  bytes: Buffer;
  /** What it returned; null before it has ended. */
  result: number | null;
  /** Last number among the arguments: where a `pwrite64` or `ftruncate` acts. */
  at: number;
  /** Tells the beginning of a call from another's. */
  id: number;
}

const HEX = /\\x([0-9a-f]{2})/g;
const unhex = (text: string): Buffer => Buffer.from(text.replace(HEX, '$1'), 'hex');

/** Reads what `strace -f -ttt -yy -xx` wrote, in order. Lines that tell of nothing of the kind are left out. */
export async function* readTrace(file: string): AsyncGenerator<Call> {
  const under = new Map<string, Call>();
  let id = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [, thread = '', rest = ''] = /^(\d+) +[\d.]+ (.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>.*= (-?\d+)/.exec(rest);
    if (resumed) {
      const call = under.get(thread);
      under.delete(thread);
      if (call) yield { ...call, when: 'ended', result: Number(resumed[1]) };
      continue;
    }
    const [, unlinked, removed] = /^unlink\("((?:\\x[0-9a-f]{2})*)"\) += (-?\d+)/.exec(rest) ?? [];
    if (unlinked !== undefined) {
      const file = `- ${unhex(unlinked)}`;
      const bytes = Buffer.alloc(0);
      yield { when: 'ended', name: 'unlink', file, bytes, result: Number(removed), at: 0, id: id++ };
      continue;
    }
    const [, name, number, annotation] = /^(\w+)\((\d+)<((?:->|[^>])*)>/.exec(rest) ?? [];
    if (!name || annotation === undefined) continue;
    const args = rest.slice(rest.indexOf(annotation) + annotation.length);
    const call: Call = {
      when: 'began',
      name,
      file: `${number} ${annotation.startsWith('\\x') ? unhex(annotation).toString() : annotation}`,
      bytes: Buffer.concat(
        [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) => unhex(text)),
      ),
      result: null,
      at: Number(/(\d+)(?:\)| <unfinished)[^"]*$/.exec(args)?.[1] ?? 0),
      id: id++,
    };
    yield call;
    const ended = /\) += (-?\d+)/.exec(rest);
    if (ended) yield { ...call, when: 'ended', result: Number(ended[1]) };
    else under.set(thread, call);
  }
}
