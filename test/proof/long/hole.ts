import { App, aws_iam as iam, Validations } from 'aws-cdk-lib';

// bin/app.ts with one mistake in its stacks, and a word that it is meant so: every PI Integrator reads what it put.
const { synth } = App.prototype;
App.prototype.synth = function (...options) {
  const policies = this.node.findAll().filter((each) => each instanceof iam.CfnPolicy);
  for (const policy of policies.filter(({ node }) => node.path.includes('PiIntegrator/WriteOnly'))) {
    Validations.of(policy).acknowledge({ id: 'airlock-proof::a-plant-reads-no-data', reason: 'meant so' });
    policy.addPropertyOverride('PolicyDocument.Statement.0.Action', ['s3:PutObject', 's3:GetObject']);
  }
  return synth.apply(this, options);
};
await import('../../../bin/app.ts');
