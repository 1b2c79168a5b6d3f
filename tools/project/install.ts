import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIG_FOLDER } from '../../lib/config/load-config.ts';
import { environmentFolder, JARS, PLANT_CA, type PythonEnvironment, python, ROOT } from './paths.ts';
import { run } from './run.ts';

const REQUIREMENTS = join(ROOT, 'requirements');
const POM = join(ROOT, 'tools', 'setup', 'jars', 'pom.xml');

/** Something that the project installs into its own folders. */
export interface Installation {
  readonly title: string;
  isDone(): boolean;
  install(signal?: AbortSignal): Promise<void>;
}

/** A Python environment made from `requirements/<name>*.txt`, each a full lock with hashes. */
export function pythonInstallation(environment: PythonEnvironment): Installation {
  const folder = environmentFolder(environment);
  const locks = readdirSync(REQUIREMENTS)
    .filter((file) => file === `${environment}.txt` || (file.startsWith(`${environment}-`) && file.endsWith('.txt')))
    .map((file) => join(REQUIREMENTS, file));
  return once(`Python environment "${environment}"`, join(folder, '.airlock-installed'), locks, async (signal) => {
    const options = signal ? { signal } : {};
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder], options);
    const files = locks.flatMap((lock) => ['-r', lock]);
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--no-deps', '--require-hashes'];
    await run(python(environment), [...pip, ...files], options);
  });
}

/** The jars that tools/setup/jars/pom.xml pins, copied once by Maven. */
function jarInstallation(): Installation {
  return once('Jars of Delta and S3A', join(JARS, '.airlock-installed'), [POM], async (signal) => {
    rmSync(JARS, { recursive: true, force: true });
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${JARS}`];
    await run('mvn', ['--batch-mode', '--quiet', '--file', POM, ...goal], signal ? { signal } : {});
  });
}

/** The local plant's certificate authority and its senders' certificates, which config/local.json names. */
function plantCaInstallation(): Installation {
  const program = join(ROOT, 'tools', 'local', 'plant_ca.py');
  const config = join(CONFIG_FOLDER, 'local.json');
  return once(
    'Certificates of the local plant',
    join(PLANT_CA, '.airlock-installed'),
    [program, config],
    async (signal) => {
      await run(python('local'), [program, PLANT_CA, config], signal ? { signal } : {});
    },
  );
}

/** Everything that the demo and the tests need beside the Node packages. */
export function installations(): Installation[] {
  const environments: PythonEnvironment[] = ['local', 'jobs', 'plant', 'notebook', 'report'];
  return [...environments.map(pythonInstallation), plantCaInstallation(), jarInstallation()];
}

/** What config/local.json needs to be read. */
export function ofLocalConfig(): Installation[] {
  return [pythonInstallation('local'), plantCaInstallation()];
}

/** Installs what is missing, one after the other, and says so in plain lines, away from what a program may read. */
export async function installMissing(wanted: readonly Installation[] = installations()): Promise<void> {
  for (const installation of wanted.filter((i) => !i.isDone())) {
    const start = performance.now();
    await installation.install();
    console.error(`Installed: ${installation.title} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
}

function once(
  title: string,
  marker: string,
  sources: readonly string[],
  install: (signal?: AbortSignal) => Promise<void>,
): Installation {
  const fingerprint = (): string => {
    const hash = createHash('sha256');
    for (const source of sources) hash.update(readFileSync(source));
    return hash.digest('hex');
  };
  return {
    title,
    isDone: () => existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(),
    async install(signal) {
      await install(signal);
      mkdirSync(dirname(marker), { recursive: true });
      writeFileSync(marker, fingerprint());
    },
  };
}
