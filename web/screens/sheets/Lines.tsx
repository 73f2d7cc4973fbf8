/** Instructions as their paragraphs. */
export function Lines({ words }: { words: string }) {
  return words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => <p key={line}>{line}</p>);
}
