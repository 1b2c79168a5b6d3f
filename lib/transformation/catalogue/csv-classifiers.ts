import { aws_glue as glue } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Feeder } from '../../config/config.ts';
import { classifierName, type Deployment } from '../../contract/index.ts';

const WORDS: Readonly<Record<string, string>> = { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'pipe' };

/** One classifier for each delimiter of the configured views: Glue's own would have to guess it, and the header too. */
export class CsvClassifiers extends Construct {
  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    const delimiters = new Set(config.sites.flatMap(({ feeders }) => feeders.flatMap(delimitersOf)));
    for (const delimiter of delimiters) {
      const word = wordOf(delimiter);
      new glue.CfnClassifier(this, word, {
        csvClassifier: { name: classifierName(config, word), delimiter, containsHeader: 'PRESENT' },
      });
    }
  }
}

/** Names of the classifiers that the views of a feeder need. */
export function classifiersOf(deployment: Deployment, feeder: Feeder): string[] {
  return [...new Set(delimitersOf(feeder))].map((delimiter) => classifierName(deployment, wordOf(delimiter)));
}

function wordOf(delimiter: string): string {
  return WORDS[delimiter] ?? `u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function delimitersOf(feeder: Feeder): string[] {
  return feeder.views.flatMap((view) => ('delimiter' in view ? [view.delimiter] : []));
}
