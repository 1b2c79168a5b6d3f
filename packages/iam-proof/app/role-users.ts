import { textsWithin } from '../assembly/json.ts';
import type { App, Identity, Resource } from './app.ts';

/** The service that assumes a role, by the type of the resource that the role stands in. */
const SERVICES: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'cloudtrail.amazonaws.com',
  'AWS::CodeBuild::Project': 'codebuild.amazonaws.com',
  'AWS::EKS::Cluster': 'eks.amazonaws.com',
  'AWS::EKS::Nodegroup': 'ec2.amazonaws.com',
  'AWS::EKS::PodIdentityAssociation': 'pods.eks.amazonaws.com',
  'AWS::Events::Rule': 'events.amazonaws.com',
  'AWS::Glue::Crawler': 'glue.amazonaws.com',
  'AWS::Glue::Job': 'glue.amazonaws.com',
  'AWS::Lambda::Function': 'lambda.amazonaws.com',
  'AWS::RolesAnywhere::Profile': 'rolesanywhere.amazonaws.com',
  'AWS::Scheduler::Schedule': 'scheduler.amazonaws.com',
  'AWS::StepFunctions::StateMachine': 'states.amazonaws.com',
};

/** The service that acts in a resource's role. */
export function serviceOf({ type }: Pick<Resource, 'type'>): string | undefined {
  return SERVICES[type];
}

/** Resources that act in a role. */
export function usersOf({ arn }: Identity, { resources }: App): Resource[] {
  return resources.filter((each) => serviceOf(each) !== undefined && textsWithin(each.properties).includes(arn));
}
