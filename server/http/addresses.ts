import { networkInterfaces } from 'node:os';

/** Interfaces that lead to machines inside this one, or to a private overlay, not to phones in the room. */
const INSIDE = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|tailscale|wg|zt)/i;

/** This machine's address on the local network, or null: home and office networks before others. */
export function findLanAddress(): string | null {
  const found = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(
        ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
      )
      .map(({ address }) => ({ address, inside: INSIDE.test(name) })),
  );
  const rank = ({ address, inside }: { address: string; inside: boolean }): number =>
    (inside ? 10 : 0) + (address.startsWith('192.168.') ? 0 : address.startsWith('10.') ? 1 : 2);
  return found.sort((a, b) => rank(a) - rank(b))[0]?.address ?? null;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)(:\d+)?$/i;
const HOST = /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:.]+\](:\d+)?$/i;

export interface Addresses {
  /** For this machine. */
  local: string;
  /** For phones on the same network; null where there is no network or the server listens to this machine alone. */
  near: string | null;
  /** What to write into a link for somebody whose browser asked for `host`. */
  forHost(host: string | undefined): string;
}

export function nameAddresses(port: number, host: string, publicUrl: string | null): Addresses {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '';
  const lan = everywhere ? findLanAddress() : LOOPBACK.test(host) || host === '::1' ? null : host;
  const local = `http://localhost:${port}`;
  const near = lan ? `http://${lan.includes(':') ? `[${lan}]` : lan}:${port}` : null;
  return {
    local,
    near,
    forHost(asked) {
      if (publicUrl) return publicUrl;
      // Whoever reached us by a name that isn't this machine's own has shown that it can be reached.
      if (asked && HOST.test(asked) && !LOOPBACK.test(asked)) return `http://${asked}`;
      return near ?? (asked && HOST.test(asked) ? `http://${asked}` : local);
    },
  };
}
