import type { ReportData } from '../data.ts';
import { number, plural, seconds } from '../format.ts';
import { limitsSection } from '../sections/limits.ts';
import { recordedSection } from '../sections/recorded.ts';
import { stepsSection } from '../sections/steps.ts';
import type { Role } from './role.ts';

export const PLATFORM_TEAM: Role = {
  id: 'platform-team',
  name: 'Platform team',
  answers: (data) => [
    ['What was deployed?', deployed(data)],
    ['What does this not show?', limits(data)],
    ['How long did it take?', `${seconds(data.seconds)} on one machine`],
  ],
  parts: [
    { id: 'limits', title: 'Deployed, and limits', render: limitsSection },
    { id: 'recorded', title: 'Recorded', render: recordedSection },
    { id: 'steps', title: 'Steps', render: stepsSection },
  ],
};

function deployed({ deployed }: ReportData): string {
  return `${plural(deployed.resources, 'resource')}, ${number(deployed.checked)} of them read back through their own service`;
}

function limits({ notApplied, recorded }: ReportData): string {
  return `${plural(notApplied.length, 'property', 'properties')} without effect here, ${plural(recorded.length, 'thing')} recorded and not run`;
}
