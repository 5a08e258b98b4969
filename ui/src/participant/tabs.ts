const CHANNEL = 'atelier.participant';

/**
 * One tab of a device speaks with the host: two would number their commands alike, and lose some.
 * The newest one holds; whoever held before is told. Gives back how to let go.
 */
export function holdAlone(taken: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    taken();
  };
  channel.postMessage('here');
  return () => {
    channel.close();
  };
}
