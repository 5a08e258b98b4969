import { bringable } from '../board/picture';
import { sayTrouble } from '../studio/notices';
import type { Studio } from '../studio/studio.svelte';

/** Puts pictures on a card, as one gesture. */
export async function bring({ session }: Studio, card: string, files: readonly File[]): Promise<void> {
  if (session.readOnly || files.length === 0) return;
  const gesture = session.gesture();
  for (const file of files) {
    const picture = await bringable(file);
    if (picture) session.do({ do: 'attach', card, ...picture }, { gesture });
    else sayTrouble({ code: 'no-picture', says: '', way_out: '' }, file.name);
  }
}
