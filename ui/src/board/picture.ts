/** Pictures on their way onto cards: small enough to travel, of a kind that every page can show. */

/** What cards carry as it is. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
/** Larger files are set anew. */
const LARGE = 400_000;
/** The longer side of a picture that was set anew, in pixels. */
const LONGEST = 1_600;
const QUALITY = 0.85;

export interface Bringable {
  name: string;
  mime: string;
  /** In base64. */
  data: string;
}

/** The pictures among things that were dropped, pasted or chosen. */
export function picturesIn(files: Iterable<File> | null | undefined): File[] {
  return [...(files ?? [])].filter((file) => file.type.startsWith('image/'));
}

/** Makes a picture ready for a card; null if it is none that can be read. */
export async function bringable(file: File): Promise<Bringable | null> {
  try {
    const small = file.size <= LARGE && SHOWN.has(file.type);
    const blob = small ? file : await setAnew(file);
    return blob && { name: file.name, mime: blob.type, data: await base64(blob) };
  } catch {
    return null;
  }
}

async function setAnew(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // A browser that cannot write WebP writes PNG.
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/webp', QUALITY);
  });
}

async function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('unreadable'));
    };
    reader.readAsDataURL(blob);
  });
}
