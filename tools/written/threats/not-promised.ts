/** What the airlock does not promise: a name, and why or what to do instead. */
export const NOT_PROMISED: readonly (readonly [string, string])[] = [
  [
    'A data diode',
    'Answers come back to the plant: TCP acknowledgements, and codes such as 200, 403 and 412. Who holds both ends can send a few bits by them. Where that matters, put a hardware diode in front.',
  ],
  [
    'Against the account’s root and administrators',
    'They can change every policy here. Object Lock in governance mode and the break-glass role slow them down; CloudTrail records them.',
  ],
  [
    'Against CDK’s bootstrap roles and who may deploy',
    'They make these policies. Their own rights are those of your bootstrap, and are not in these templates.',
  ],
  [
    'Anything about the organization',
    'Service and resource control policies are not read. They can only take rights away from what is proved here; whoever sets them can stop the data.',
  ],
  [
    'Other stacks of the account',
    'A role of another app with rights on all buckets can read these too: the Deny statements speak of plants, of TLS and of who writes bronze. Give Airlock an account of its own.',
  ],
  [
    'KMS grants made at run time',
    'A grant is no resource of a template. The shipped buckets use no key of KMS; with one, look at its grants.',
  ],
  [
    'Side channels',
    'Time and codes tell something. A sender learns by 412 whether a name below its own prefix is taken; any caller can learn by 403 or 404 that a bucket of a name exists.',
  ],
  ['Faults of AWS', 'IAM, S3 and Kinesis are taken to do what AWS documents.'],
  [
    'A stolen static key, until it is revoked',
    'It puts false data for its own site, and reads nothing. Set `network`, watch the alarms, revoke.',
  ],
  ['True values', 'Who holds a site’s credential can put any values for that site.'],
  [
    'A bucket of the same name',
    'S3’s names are global. If landing were deleted, somebody else could make a bucket of its name. The plant’s own policy names buckets by name, not by account: in prod the bucket is retained, and NoSuchBucket is a reason to stop.',
  ],
  [
    'That all of it was tried',
    'Reads that the local cloud does not have are proved from the templates and not tried; `airlock tried` prints each by name. Nothing has run on real AWS yet.',
  ],
  ['Cost', 'IAM limits neither bytes nor requests. A flood raises an alarm, and is paid for.'],
];
