import { TREND_CALL, TREND_FOLDER } from '../trend-place.ts';

const arrived = new Map();
globalThis[TREND_CALL] = (name, trend) => arrived.set(name, trend);

/** A tag's points, from the script beside the page that holds them; rejects where it is not there. */
export function load(name) {
  if (arrived.has(name)) return Promise.resolve(arrived.get(name));
  const script = document.createElement('script');
  script.src = `${TREND_FOLDER}/${encodeURIComponent(name)}.js`;
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve(arrived.get(name)));
    script.addEventListener('error', () => reject(new Error(script.getAttribute('src'))));
    document.head.append(script);
  }).finally(() => script.remove());
}
