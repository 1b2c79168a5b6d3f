import { installMissing } from '../project/install.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { attemptModule } from '../project/run.ts';

/** Runs the plant's PI Web API with these options, and ends as it ends. */
export async function serveWebApi(options: readonly string[]): Promise<void> {
  await installMissing([pythonInstallation('plant')]);
  const { status, stderr } = await attemptModule('plant', 'plant', ['webapi', ...options], {
    onLine: (line) => console.log(line),
  });
  if (stderr !== '') console.error(stderr.trim());
  process.exitCode = status;
}
