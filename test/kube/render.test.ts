import { loadConfig } from '../../lib/config/load-config.ts';
import { handedBy } from '../../tools/kube/handed.ts';
import { recorded } from '../../tools/kube/recorded.ts';
import { renderRung } from '../../tools/kube/render-rung.ts';
import { repositories } from '../../tools/kube/upstream/repositories.ts';
import { synthesize } from '../support/stacks.ts';

const templates = await synthesize(loadConfig('prod'));
const handed = handedBy(Object.values(templates).map((template) => template.toJSON()));
/** What was fetched before is rendered; a test fetches nothing. */
const here = repositories({ online: false });
const nowhere = repositories({ online: false, given: '/nowhere' });

test('what is installed is what was rendered, judged and recorded', async () => {
  const { outcome } = await renderRung(handed, here, recorded());
  expect(outcome.findings).toEqual([]);
});

test('a changed patch without a new recording is found where nothing can be rendered', async () => {
  const text = JSON.stringify(handed).replaceAll('mysql-secret', 'another-secret');
  const { outcome } = await renderRung(JSON.parse(text), nowhere, recorded());
  expect(outcome.findings).toEqual([expect.stringMatching(/^pipelines: not as it was recorded; .*--record$/)]);
  expect(outcome.left).toContain(
    'pipelines: no checkout of https://github.com/kubeflow/community-distribution.git at 9fca80cba541c1fae8bb33641444f5c4f88411c4',
  );
});
