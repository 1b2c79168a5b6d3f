import { z } from 'zod';
import { datasetSchema } from './config.ts';
import { checkDatasets, checkFeeders, checkSiteIds } from './config-checks.ts';
import { name, siteId, siteSchema } from './feeder-schema.ts';
import { checkDatasetNames, checkViews } from './sense-checks.ts';

const profile = z.enum(['pi-integrator', 'sender']);
const csvPath = z.string().regex(/\.csv$/, "the path of a CSV file, relative to the plant's file");

/** Which files of a folder are a view's, by their names: `*` stands for any letters, `?` for one. */
const filesSchema = z.strictObject({ match: z.string().min(1), site: siteId, feeder: profile, view: name });

/** The form of an own plant's file, config/plants/<plant>.json: its sites and datasets are those of an environment's file. */
export const plantSchema = z
  .strictObject({
    $schema: z.string(),
    plant: name,
    sites: z.array(siteSchema),
    datasets: z.array(datasetSchema),
    files: z.array(filesSchema),
    /** Tags of a site that sends no list of them: asset, attribute, unit, type, step, zero, span. */
    tags: z.array(z.strictObject({ site: siteId, list: csvPath })),
  })
  .superRefine((plant, context) => {
    checkDatasets(plant, context);
    checkDatasetNames(plant, context);
    checkSiteIds(plant.sites, context);
    checkViews(plant.sites, context);
    // Files come by no stream: none outlives nothing.
    checkFeeders({ ...plant, stream: { maxRecordAgeSeconds: Number.POSITIVE_INFINITY } }, context);
    plant.files.forEach(({ site, feeder, view }, index) => {
      const feeders = plant.sites.filter(({ id }) => id === site).flatMap(({ feeders }) => feeders);
      const views = feeders.filter((each) => each.profile === feeder).flatMap(({ views }) => views);
      if (views.some((each) => each.name === view)) return;
      const message = `a view of feeder "${feeder}" of site "${site}"`;
      context.addIssue({ code: 'custom', path: ['files', index, 'view'], input: view, message });
    });
  });

export type Plant = z.infer<typeof plantSchema>;
