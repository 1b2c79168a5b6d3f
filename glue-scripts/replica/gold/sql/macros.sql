-- What more than one step of gold says. Here ticks are 100 ns since 1970-01-01 UTC, and cells number the grid from that moment on.

-- A text such as 2026-03 as the ticks at which that UTC month begins, and at which the next one does.
CREATE OR REPLACE TEMP MACRO month_begin(month) AS epoch_us((month || '-01')::TIMESTAMP) * 10;
CREATE OR REPLACE TEMP MACRO month_end(month) AS epoch_us((month || '-01')::TIMESTAMP + INTERVAL 1 MONTH) * 10;

-- The month that lies `months` after a month.
CREATE OR REPLACE TEMP MACRO month_after(month, months) AS
    strftime((month || '-01')::TIMESTAMP + to_months(months), '%Y-%m');

-- What a spell shows at one of its moments, both ends of its line among them.
CREATE OR REPLACE TEMP MACRO spell_at(moment, ticks, number, next_ticks, next_number, is_drawn) AS
    CASE WHEN NOT is_drawn OR moment = ticks THEN number
        WHEN moment = next_ticks THEN next_number
        ELSE number + (next_number - number) * ((moment - ticks) / (next_ticks - ticks))
    END;

-- The first cell that begins at or after a moment, and the cell in which it lies.
CREATE OR REPLACE TEMP MACRO cell_from(ticks) AS -floor_div(-ticks, getvariable('grid_ticks'));
CREATE OR REPLACE TEMP MACRO cell_of(ticks) AS floor_div(ticks, getvariable('grid_ticks'));
