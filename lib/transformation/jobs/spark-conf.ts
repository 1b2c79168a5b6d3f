const SETTINGS = {
  'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension',
  'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
  'spark.sql.ansi.enabled': 'false',
  'spark.sql.session.timeZone': 'UTC',
} as const;

/** A Glue job has one `--conf` argument, so that its settings stand in one value, chained by further `--conf` words. */
export const deltaConf = Object.entries(SETTINGS)
  .map(([key, value]) => `${key}=${value}`)
  .join(' --conf ');
