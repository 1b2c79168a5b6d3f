const WORDS: Readonly<Record<string, string>> = {
  's3:PutObject': 'Puts a file below its own prefix, in one piece or in parts.',
  's3:AbortMultipartUpload': 'Gives up a file that it began to put in parts.',
  'kinesis:PutRecord': 'Puts a record into its own stream.',
  'kinesis:PutRecords': 'Puts up to 500 records into its own stream.',
  'kinesis:DescribeStream': 'Asks in which state its own stream is and which shards it has. It returns no record.',
  'kinesis:ListStreams':
    'Asks for the names of the streams of the region. AWS lets nobody narrow this verb to one stream.',
};

/**
 * What a verb does, for somebody who does not know AWS.
 *
 * @throws Error where nothing was written about the verb.
 */
export function wordsFor(action: string): string {
  const words = WORDS[action];
  if (words === undefined) throw new Error(`${action}: no words for it in tools/written/verbs/words.ts`);
  return words;
}
