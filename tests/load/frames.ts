const TEXT_END = Buffer.from('\r\n\r\n');

/** Takes the binary messages out of what a server sends over a websocket, from its first answer on. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);
  private upgraded = false;

  take(bytes: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const messages: Buffer[] = [];
    for (;;) {
      const { rest } = this;
      if (!this.upgraded) {
        const end = rest.indexOf(TEXT_END);
        if (end < 0) return messages;
        // Other answers may come over the same line before it is one.
        this.upgraded = rest.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 101');
        this.rest = this.upgraded ? rest.subarray(end + TEXT_END.length) : Buffer.alloc(0);
        if (!this.upgraded) return messages;
        continue;
      }
      if (rest.length < 2) return messages;
      const short = (rest[1] as number) & 0x7f;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (rest.length < head) return messages;
      const length =
        short === 126 ? rest.readUInt16BE(2) : short === 127 ? Number(rest.readBigUInt64BE(2)) : short;
      if (rest.length < head + length) return messages;
      const binary = ((rest[0] as number) & 0x0f) === 2;
      if (binary) messages.push(rest.subarray(head, head + length));
      this.rest = rest.subarray(head + length);
    }
  }
}
