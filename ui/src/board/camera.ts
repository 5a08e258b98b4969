import type { Area } from './arrangement';

/** Where the board stands on the screen: screen = board · zoom + (x, y). */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export const LEAST_ZOOM = 0.03;
export const MOST_ZOOM = 3;
/** Below this cards are drawn as rectangles: no text could be read. */
export const PLAIN_BELOW = 0.3;

export function clampZoom(zoom: number): number {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
}

/** Zooms so that the board's point under (x, y) of the screen stays there. */
export function zoomAt(camera: Camera, x: number, y: number, zoom: number): Camera {
  const to = clampZoom(zoom);
  const ratio = to / camera.zoom;
  return { zoom: to, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** The part of the board that a rectangle of the screen shows. */
export function seenArea(camera: Camera, screen: Area): Area {
  return {
    left: (screen.left - camera.x) / camera.zoom,
    top: (screen.top - camera.y) / camera.zoom,
    right: (screen.right - camera.x) / camera.zoom,
    bottom: (screen.bottom - camera.y) / camera.zoom,
  };
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}

/** An area with `margin` more on every side. */
export function grown(area: Area, margin: number): Area {
  return {
    left: area.left - margin,
    top: area.top - margin,
    right: area.right + margin,
    bottom: area.bottom + margin,
  };
}

/** Shows an area of the board at the top of a rectangle of the screen, no larger than `most`. */
export function fit(area: Area, screen: Area, most = 1): Camera {
  const width = Math.max(1, area.right - area.left);
  const height = Math.max(1, area.bottom - area.top);
  const zoom = clampZoom(
    Math.min(most, (screen.right - screen.left) / width, (screen.bottom - screen.top) / height),
  );
  return {
    zoom,
    x: screen.left + Math.max(0, (screen.right - screen.left - width * zoom) / 2) - area.left * zoom,
    y: screen.top - area.top * zoom,
  };
}

/** Moves as little as needed to bring an area into a rectangle of the screen. */
export function reveal(camera: Camera, area: Area, screen: Area): Camera {
  const left = area.left * camera.zoom + camera.x;
  const right = area.right * camera.zoom + camera.x;
  const top = area.top * camera.zoom + camera.y;
  const bottom = area.bottom * camera.zoom + camera.y;
  let { x, y } = camera;
  if (left < screen.left || right - left > screen.right - screen.left) x += screen.left - left;
  else if (right > screen.right) x -= right - screen.right;
  if (top < screen.top || bottom - top > screen.bottom - screen.top) y += screen.top - top;
  else if (bottom > screen.bottom) y -= bottom - screen.bottom;
  return { ...camera, x, y };
}

/** Keeps some of the board in sight, so that nobody gets lost. */
export function keepInSight(camera: Camera, width: number, height: number, screen: Area): Camera {
  const edge = 80;
  const x = Math.min(screen.right - edge, Math.max(screen.left + edge - width * camera.zoom, camera.x));
  const y = Math.min(screen.bottom - edge, Math.max(screen.top + edge - height * camera.zoom, camera.y));
  return { ...camera, x, y };
}
