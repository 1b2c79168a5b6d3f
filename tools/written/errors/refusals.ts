/** Why the inner door keeps back what landing has taken, for those who made the file. */
export const REFUSALS: Readonly<Record<string, { readonly cause: string; readonly action: string }>> = {
  F_EMPTY: {
    cause: 'The file has no bytes.',
    action: 'Once after a restart it is harmless. If it goes on, the view’s source answers nothing.',
  },
  F_TOO_LARGE: {
    cause: 'The file is larger than `intake.maxObjectBytes` of the configuration.',
    action: 'Publish in shorter intervals, or split the view.',
  },
  F_TYPE: {
    cause:
      'Its name ends in something else than `.csv`, `.txt`, `.parquet` or `.manifest.json`; or it is no Parquet inside.',
    action: 'Set the file format as above.',
  },
  F_KEY: {
    cause: 'Its name does not follow `site=…/feeder=…/view=…/<name>`.',
    action: 'Set the folder as above, with its equals signs and slashes.',
  },
  F_PROBE: {
    cause: 'It lies under `view=_probe/`: a check of the airlock, not data.',
    action: 'Nothing.',
  },
};
