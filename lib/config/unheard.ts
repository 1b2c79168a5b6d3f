import { alarmTopicName } from '../contract/index.ts';
import type { Config } from './config.ts';

/** What is wrong where alarms of data that is kept reach nobody, as a sentence; none where somebody is named. */
export function unheardAlarms(config: Config): string | undefined {
  const { environment, removalPolicy, alarms } = config;
  if (removalPolicy === 'destroy' || alarms.subscribers.length > 0) return undefined;
  return `alarms reach nobody: name who is told in alarms.subscribers of config/${environment}.json, or subscribe to the topic ${alarmTopicName(config)}`;
}
