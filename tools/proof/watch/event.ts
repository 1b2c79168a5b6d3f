/** A call as CloudTrail tells it, as far as selectors and filters look at it. */
export interface CallEvent {
  readonly eventCategory: 'Management' | 'Data';
  readonly eventSource: string;
  readonly eventName: string;
  /** Absent where the call was let through. */
  readonly errorCode?: string;
  readonly userIdentity: UserIdentity;
  /** Of a data event: what was called, by type and ARN. */
  readonly resources: readonly { readonly type: string; readonly ARN: string }[];
}

/** Who called: a user, or a session of a role. */
export interface UserIdentity {
  readonly arn: string;
  readonly sessionContext?: { readonly sessionIssuer: { readonly arn: string } };
}
