-- Slots of one object: its own readings, and repeats of some, of which every other one comes an object later.
-- reading: its number from 0. slot: its place on the grid tag x step, in which every $gap-th slot stays empty.
with chosen as (
  select range as reading
  from range($first_repeated::bigint, $last::bigint)
  where (range * $stride::bigint + $seed::bigint) % $readings::bigint < $duplicates::bigint
),
numbered as (
  select
    range as reading,
    0 as again
  from range($first::bigint, $last::bigint)
  union all
  select
    reading,
    1 as again
  from chosen
  where if(reading < $first::bigint, reading % 2 = 1, reading % 2 = 0 or $is_last::boolean)
)
select
  reading,
  again,
  reading + reading // ($gap::bigint - 1) as slot
from numbered
