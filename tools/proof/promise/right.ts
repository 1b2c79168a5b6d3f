/** Actions on resources: what an identity may do at most. */
export interface Right {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Keys that must equal one of the values. @default - whatever the keys are */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Keys that must be like one of the patterns. @default - whatever the keys are */
  readonly like?: Readonly<Record<string, readonly string[]>>;
}
