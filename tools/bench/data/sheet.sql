-- The wide view: $lines lines of each asset, a minute apart, as PI Integrator writes them; every $gap-th cell is empty.
with cell as (
  select
    line * $assets::bigint + asset_no + 1 as id,
    asset,
    attribute_no,
    make_timestamp($start_us::bigint + line * 60_000_000) as moment,
    if(
      (id * $attributes::bigint + attribute_no) % $gap::bigint = 0,
      null,
      round((10 + 80 * unit_draw(hash('cell', $seed::bigint, id, attribute_no)))::double, 4)::varchar
    ) as value
  from (select range as line from range($lines::bigint))
  cross join asset
  cross join attribute
)
select
  id as "Id",
  asset as "Name",
  strftime(timezone($zone::varchar, moment at time zone 'UTC'), '%m/%d/%Y %I:%M:%S %p') as "TimeStamp",
  array_agg(value order by attribute_no) as cells,
  epoch_us(moment) * 10 + $epoch_ticks::bigint as "PIIntTSTicks",
  1 as "PIIntShapeID"
from cell
group by all
order by id
