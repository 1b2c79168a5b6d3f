/** Folder beside the page, with a script for each tag. */
export const TREND_FOLDER = 'report-data';
/** Function of the page that such a script calls: a page of a file may load scripts, and nothing else. */
export const TREND_CALL = 'airlockTrend';
