/** All that a user of this package needs; README.md shows it in use. */

export type { App, Guarded, Identity, Resource } from './app/app.ts';
export { buildApp } from './app/build.ts';
export { awsPolicy } from './app/identities.ts';
export { assumption, type Layer, principalOf, questionOf, stranger } from './app/question.ts';
export { type GivenRight, givenRights } from './app/rights.ts';
export { serviceOf, usersOf } from './app/role-users.ts';
export { type Holder, whoCan } from './app/who-can.ts';
export { isList, isObject, type Json, type JsonObject, listAt, textsWithin } from './assembly/json.ts';
export { type Leaf, leavesOf } from './assembly/leaves.ts';
export { domainOf } from './assembly/partition.ts';
export { parseStack, readAssembly } from './assembly/read.ts';
export type { Assembly } from './assembly/template.ts';
export { CannotTell } from './cannot-tell.ts';
export { holds } from './iam/conditions.ts';
export { evaluate } from './iam/evaluate.ts';
export { matchesText } from './iam/match.ts';
export type { Condition, Policy, Statement } from './iam/policy.ts';
export type { Context, Decision, Principal, Request } from './iam/request.ts';
export { loadReference, type Reference } from './reference/reference.ts';
export { linesOfHolders, linesOfRequest } from './render.ts';
export { actionIs, both, either, keyIs, no, resourceIs } from './solver/constraints.ts';
export type { Answer, Constraint, Question, Solver } from './solver/question.ts';
export { ClassSolver } from './solver/solver.ts';
