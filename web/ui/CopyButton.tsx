import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { say } from '../messages/en.ts';

/** Copies words. On plain http browsers offer no clipboard, so the old way stands in. */
export async function copyWords(words: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(words);
    return;
  }
  const field = document.createElement('textarea');
  field.value = words;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

export function CopyButton({ words, label, ...rest }: { words: string; label: string } & ButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyWords(words);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button variant="default" size="sm" {...rest} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? say.app.copied : label}</span>
    </Button>
  );
}
