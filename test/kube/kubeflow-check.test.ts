import { notebookObjects } from '../../tools/kube/check/notebook.ts';
import { partsStep } from '../../tools/kube/check/parts.ts';
import { exitCode, line } from '../../tools/kube/check/step.ts';

const well = { sync: 'Synced', health: 'Healthy', syncedAt: '', words: '', ill: [] };

test('parts that are in place and run are told in one line', () => {
  const step = partsStep(
    ['dex', 'istio'],
    [
      { name: 'dex', ...well },
      { name: 'istio', ...well },
    ],
  );
  expect(line(step)).toBe("Kubeflow's parts are installed: works. 2 of 2 are in place and run.");
});

test('each part that is missing, other than ordered, or not well is told with its reason', () => {
  const ill = [{ kind: 'Deployment', name: 'istiod', health: 'Degraded', words: 'no node' }];
  const { works, words } = partsStep(
    ['dex', 'istio', 'pipelines', 'dashboard'],
    [
      { name: 'dex', ...well },
      { name: 'istio', ...well, health: 'Degraded', ill },
      { name: 'pipelines', ...well, sync: 'OutOfSync', words: 'Failed: not permitted' },
    ],
  );
  expect(works).toBe(false);
  expect(words.split('\n  ')).toEqual([
    '1 of 4 are.',
    'istio is in place, and not all of it runs (Degraded): Deployment istiod Degraded: no node',
    'pipelines is not as it was ordered (OutOfSync): Failed: not permitted',
    'dashboard is missing: its Application is not in the cluster',
  ]);
});

test('what could not be tried is 2, and what does not work is 1 whatever else is', () => {
  const [yes, no, untried] = [true, false, undefined].map((works) => ({ does: 'a', works, words: '' }));
  expect([[yes], [yes, untried], [yes, no, untried]].map((steps) => exitCode(steps.flatMap((s) => s ?? [])))).toEqual([
    0, 2, 1,
  ]);
});

test("a notebook is the form's: its image and size, the profile's account, every default, a volume that goes with it", () => {
  const [claim, notebook] = notebookObjects({
    name: 'check',
    namespace: 'mine',
    labels: { 'gold-reader': 'true' },
    image: 'own/image:1',
    cpu: '1',
    memory: '4Gi',
  });
  expect(claim).toMatchObject({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'check-workspace', namespace: 'mine' },
  });
  expect(notebook).toMatchObject({
    kind: 'Notebook',
    metadata: { name: 'check', namespace: 'mine', labels: { 'gold-reader': 'true', app: 'check' } },
    spec: {
      template: {
        spec: {
          serviceAccountName: 'default-editor',
          containers: [{ image: 'own/image:1', resources: { requests: { cpu: '1', memory: '4Gi' } } }],
        },
      },
    },
  });
});
