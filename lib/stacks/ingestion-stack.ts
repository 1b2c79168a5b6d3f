import { CfnOutput, Stack, type StackProps, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Feeder } from '../config.ts';
import { PiIntegratorUser } from '../extraction/pi-integrator-user.ts';
import { SenderRole } from '../extraction/sender-role.ts';
import { LandingIntake } from '../ingestion/landing-intake.ts';
import { StreamAlarms } from '../ingestion/stream-alarms.ts';
import { AlarmTopic } from '../operations/alarm-topic.ts';

export interface IngestionStackProps extends StackProps {
  readonly config: Config;
  readonly landing: s3.IBucket;
  readonly bronze: s3.IBucket;
}

/** Both doors of the airlock: one write-only identity for each site's feeder, and the intake into bronze. */
export class IngestionStack extends Stack {
  constructor(scope: Construct, id: string, props: IngestionStackProps) {
    super(scope, id, props);
    for (const site of props.config.sites) {
      const plant = new Construct(this, site.id);
      for (const feeder of site.feeders) this.identity(plant, site.id, feeder, props);
    }
    new LandingIntake(this, 'LandingIntake', props);
    new StreamAlarms(this, 'StreamAlarms', { config: props.config, topic: AlarmTopic.of(this, props.config) });
  }

  private identity(plant: Construct, site: string, feeder: Feeder, { config, landing }: IngestionStackProps): void {
    if (feeder.profile === 'pi-integrator') {
      const { secret } = new PiIntegratorUser(plant, 'PiIntegrator', { deployment: config, site, landing });
      new CfnOutput(plant, 'PiIntegratorSecret', { value: secret.secretName });
    } else {
      const { externalId } = feeder;
      const { role } = new SenderRole(plant, 'Sender', { deployment: config, site, landing, externalId });
      new CfnOutput(plant, 'SenderRole', { value: role.roleArn });
    }
  }
}
