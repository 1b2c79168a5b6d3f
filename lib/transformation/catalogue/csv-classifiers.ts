import { aws_glue as glue } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Feeder } from '../../config/config.ts';
import type { Deployment } from '../../contract/index.ts';

const WORDS: Readonly<Record<string, string>> = { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'pipe' };

/** One classifier for each delimiter of the configured views: Glue's own would have to guess it, and the header too. */
export class CsvClassifiers extends Construct {
  readonly #byDelimiter: ReadonlyMap<string, glue.CfnClassifier>;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    const delimiters = new Set(config.sites.flatMap(({ feeders }) => feeders.flatMap(delimitersOf)));
    this.#byDelimiter = new Map([...delimiters].map((each) => [each, this.classifier(config, each)]));
  }

  /** Names of the classifiers that the views of a feeder need. */
  namesFor(feeder: Feeder): string[] {
    const needed = delimitersOf(feeder);
    return [...this.#byDelimiter].filter(([each]) => needed.includes(each)).map(([, classifier]) => classifier.ref);
  }

  private classifier({ app, environment }: Deployment, delimiter: string): glue.CfnClassifier {
    const word = WORDS[delimiter] ?? `u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return new glue.CfnClassifier(this, word, {
      csvClassifier: { name: `${app}-${environment}-csv-${word}`, delimiter, containsHeader: 'PRESENT' },
    });
  }
}

function delimitersOf(feeder: Feeder): string[] {
  return feeder.views.flatMap((view) => ('delimiter' in view ? [view.delimiter] : []));
}
