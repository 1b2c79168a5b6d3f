-- What more than one step of gold says. Here ticks are 100 ns since 1970-01-01 UTC, and cells number the grid from that moment on.

-- A text such as 2026-03 as the ticks at which that UTC month begins, and at which the next one does.
CREATE OR REPLACE TEMP MACRO month_begin(month) AS epoch_us((month || '-01')::TIMESTAMP) * 10;
CREATE OR REPLACE TEMP MACRO month_end(month) AS epoch_us((month || '-01')::TIMESTAMP + INTERVAL 1 MONTH) * 10;

-- The month that lies `months` after a month.
CREATE OR REPLACE TEMP MACRO month_after(month, months) AS
    strftime((month || '-01')::TIMESTAMP + to_months(months), '%Y-%m');

-- The first cell that begins at or after a moment, and the cell in which it lies.
CREATE OR REPLACE TEMP MACRO cell_from(ticks) AS -floor_div(-ticks, getvariable('grid_ticks'));
CREATE OR REPLACE TEMP MACRO cell_of(ticks) AS floor_div(ticks, getvariable('grid_ticks'));
