import { preferences } from './preferences.ts';

let context: AudioContext | null = null;

/** Browsers let a page sound only after somebody touched it: call this from a touch or a key. */
export function allowQuack(): void {
  context ??= typeof AudioContext === 'undefined' ? null : new AudioContext();
  void context?.resume().catch(() => undefined);
}

/** A short duck: a reedy tone that falls, through a nose. Silent until allowed. */
export function quack(): void {
  if (context?.state !== 'running' || !preferences().quack) return;
  const now = context.currentTime;
  for (const [start, pitch] of [
    [0, 520],
    [0.14, 470],
  ] as const) {
    const tone = context.createOscillator();
    const nose = context.createBiquadFilter();
    const loud = context.createGain();
    tone.type = 'sawtooth';
    tone.frequency.setValueAtTime(pitch, now + start);
    tone.frequency.exponentialRampToValueAtTime(pitch * 0.55, now + start + 0.12);
    nose.type = 'bandpass';
    nose.frequency.value = 1100;
    nose.Q.value = 2.5;
    loud.gain.setValueAtTime(0, now + start);
    loud.gain.linearRampToValueAtTime(0.35, now + start + 0.015);
    loud.gain.exponentialRampToValueAtTime(0.001, now + start + 0.13);
    tone.connect(nose).connect(loud).connect(context.destination);
    tone.start(now + start);
    tone.stop(now + start + 0.14);
  }
}
