import type { ReportData } from './data.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { DATA_SCIENTIST } from './roles/data-scientist.ts';
import { OPERATOR } from './roles/operator.ts';
import { PLANT_MANAGER } from './roles/plant-manager.ts';
import { PLATFORM_TEAM } from './roles/platform-team.ts';
import { renderRole } from './roles/role.ts';
import { SECURITY_OFFICER } from './roles/security-officer.ts';
import { footer } from './sections/footer.ts';
import { header } from './sections/header.ts';
import { tiles } from './sections/tiles.ts';
import { judge } from './verdict/judge.ts';

const READERS = [PLANT_MANAGER, SECURITY_OFFICER, DATA_SCIENTIST, OPERATOR, PLATFORM_TEAM];

/** The report as one HTML page, reader by reader. */
export function renderReport(data: ReportData): string {
  return page(
    `Airlock report, ${data.runPrefix}`,
    html`
${header(data, judge(data), READERS)}
<main>
${tiles(data)}
${READERS.map((role) => renderRole(role, data))}
</main>
${footer(data)}`,
  );
}
