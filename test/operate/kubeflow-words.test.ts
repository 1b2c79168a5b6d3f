import type { Kubeflow } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { kubeflowLines, peopleOf } from '../../tools/operate/kubeflow-words.ts';
import { changed } from '../../tools/proof/doubt/stacks/changed.ts';
import { ENTRANCE } from '../../tools/proof/doubt/stacks/entrance.ts';

const prod = loadConfig('prod');

function kubeflowOf({ consumption }: typeof prod): Kubeflow {
  if (!consumption.kubeflow.enabled) throw new Error('wanted Kubeflow in config/prod.json');
  return consumption.kubeflow;
}

const alone = kubeflowOf(prod);
const entered = kubeflowOf(changed(prod, ENTRANCE));
const secretOf = (owner: string): string => `secrets/${owner}`;
const OWNER = 'first.owner@acme-plant.example';

test('a person is named once, with every profile', () => {
  const profiles = ['a', 'b'].map((name) => ({ name, owner: OWNER }));
  expect(peopleOf({ profiles })).toEqual([{ owner: OWNER, profiles: ['a', 'b'] }]);
});

test('without an entrance people are told the port, their first password and how it is changed', () => {
  const lines = kubeflowLines(alone, [{ owner: OWNER, profiles: ['a'], password: 'Ab1' }], secretOf);
  expect(lines).toContain('port-forward service/istio-ingressgateway 8080:80');
  expect(lines).toContain(`${OWNER}  profiles a  first password Ab1`);
  expect(lines).toContain('--secret-id secrets/<owner>');
});

test('with an entrance people are told the name and whose passwords they use', () => {
  const lines = kubeflowLines(entered, peopleOf(entered), secretOf);
  expect(lines).toContain('Kubeflow: https://kubeflow.acme-plant.example');
  expect(lines).toContain('Passwords are those of https://login.acme-plant.example');
  expect(lines).not.toMatch(/port-forward|first password/);
});
