import { withOutputsInWords } from './outputs.ts';

const store = {
  name: 'store',
  assets: {},
  template: { Resources: {}, Outputs: { Published: { Value: { 'Fn::GetAtt': ['Gold', 'Arn'] } } } },
};
const reference = (settings: object): object => ({
  'Fn::GetStackOutput': { StackName: 'store', Region: 'here', OutputName: 'Published', ...settings },
});
const inWords = (value: unknown): unknown =>
  withOutputsInWords(value, [store], { region: 'here', stageOf: (name) => `the ${name}` });

test('a reference to an output is one to the resource that it publishes', () => {
  expect(inWords({ Resource: reference({}) })).toEqual({ Resource: '${the store.Gold.Arn}' });
});

test('words of a join are one word', () => {
  expect(inWords({ 'Fn::Join': ['', [reference({}), '/*']] })).toBe('${the store.Gold.Arn}/*');
});

test('a join with another reference stays a join', () => {
  const parts = ['', [reference({}), { Ref: 'Name' }]];
  expect(inWords({ 'Fn::Join': parts })).toEqual({ 'Fn::Join': ['', ['${the store.Gold.Arn}', { Ref: 'Name' }]] });
});

test.each([[{ Region: 'elsewhere' }], [{ OutputName: 'Unknown' }]])('with %j a reference stays as it is', (other) => {
  expect(inWords([reference(other)])).toEqual([reference(other)]);
});
