/** The maker clears up and ends when nobody listens to it, also where a run is killed. */
export default function stop() {
  globalThis.synthesisMaker?.disconnect();
}
