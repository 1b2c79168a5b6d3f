/** What a crawler looks at, by which the check says whether a crawl of it is due. */
export interface CrawlPlan {
  /** Of the crawler. */
  readonly name: string;
  readonly bucket: string;

  /** Prefixes with their closing slashes: each becomes a table. */
  readonly places: readonly string[];

  /** Prefix below the places that another crawler looks at. */
  readonly except?: string;

  /** Whether what comes into a place that was crawled is of interest, a day later. A Delta table's own log tells it at once. */
  readonly daily: boolean;
}

/** As many crawls as one execution starts, so that their looks never fill its history; the others are due in the next one. */
export const MOST_CRAWLS = 50;
