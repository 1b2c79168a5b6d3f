import { startTables } from './tables.js';
import { startTrend } from './trend.js';

startTables();
startTrend();
