import { jdkHome } from './jdk.ts';
import type { PythonEnvironment } from './paths.ts';

/** The carrier's tests on one version of Spark. */
interface SparkLane {
  readonly title: string;
  readonly environment: PythonEnvironment;
  readonly javaHome: string;
}

/**
 * The Sparks of both Glues.
 *
 * @throws Error where this machine has no JDK that they run on.
 */
export function sparkLanes(): SparkLane[] {
  return [
    { title: 'carrier on Spark 4.1 (pytest)', environment: 'spark', javaHome: jdkHome([17, 21]) },
    // Its Arrow cannot reach the memory of a newer JDK
    { title: 'carrier on Spark 3.5 (pytest)', environment: 'spark35', javaHome: jdkHome([17]) },
  ];
}
